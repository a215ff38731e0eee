using System.Collections.Immutable;
using System.Globalization;

namespace Conformance.Harness.Language;

/// <summary>Reads a relation of <c>check</c>: <c>low &lt; high</c>, <c>at most one of a, b is 200</c>.</summary>
static class CheckReader
{
    const string Form = "'check' reads 'a < b', with <, <=, = or !=, or 'at most one of a, b is 200', or 'at least one of ...'";

    public static Relation? Read(Scanner scanner, Tag? own, Tag? tag)
    {
        var start = scanner.Position;
        if (scanner.Take("at"))
            return ReadCount(scanner, own, tag);
        var left = scanner.Name();
        if (left.Length == 0)
        {
            scanner.Error("check", scanner.Position, Form);
            return null;
        }
        var operation = Operator(scanner);
        if (operation is null)
        {
            scanner.Error("check", scanner.AtEnd ? scanner.End : scanner.Position, Form);
            return null;
        }
        var right = scanner.Word();
        if (!Words.IsName(right) && !decimal.TryParse(right, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
        {
            scanner.Error("check", scanner.WordStart, $"'{right}' is neither a name nor a number");
            return null;
        }
        return scanner.ExpectEnd("a comparison") ? new Comparison(scanner.Line.Number, left, operation, right, own, tag) : null;
    }

    static string? Operator(Scanner scanner)
    {
        if (scanner.TakeMark('<'))
            return scanner.End > scanner.Position && scanner.Line.Text[scanner.Position] == '=' && scanner.TakeMark('=') ? "<=" : "<";
        if (scanner.TakeMark('='))
            return "=";
        return scanner.TakeMark('!') && scanner.TakeMark('=') ? "!=" : null;
    }

    static Count? ReadCount(Scanner scanner, Tag? own, Tag? tag)
    {
        var atMost = scanner.Take("most");
        if ((!atMost && !scanner.Take("least")) || !scanner.Take("one") || !scanner.Take("of"))
        {
            var position = scanner.AtEnd ? scanner.End : scanner.Position;
            scanner.Error("check", position, Form, Suggest.Nearest(scanner.Word(), ["most", "least", "one", "of"]));
            return null;
        }
        var names = ImmutableArray.CreateBuilder<string>();
        do
        {
            var name = scanner.Name();
            if (name.Length == 0)
            {
                scanner.Error("check", scanner.Position, "a name is missing");
                return null;
            }
            names.Add(name);
        }
        while (scanner.TakeMark(','));
        if (!scanner.Take("is") || scanner.AtEnd)
        {
            scanner.Error("check", scanner.AtEnd ? scanner.End : scanner.Position, "'is' and a word are missing: at most one of a, b is 200");
            return null;
        }
        var word = scanner.Word();
        return scanner.ExpectEnd("the word") ? new Count(scanner.Line.Number, atMost, names.ToImmutable(), word, own, tag) : null;
    }
}
