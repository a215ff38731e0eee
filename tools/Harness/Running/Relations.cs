using System.Globalization;
using System.Numerics;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>Judges the lines of <c>check</c>.</summary>
static class Relations
{
    public static LineResult Judge(Relation relation, Scope scope)
    {
        try
        {
            return relation switch
            {
                Comparison comparison => Compare(comparison, scope),
                Count count => CountOf(count, scope),
                _ => throw new InvalidOperationException($"unknown relation at line {relation.Line}"),
            };
        }
        catch (MissingValueException missing)
        {
            return new LineResult(relation.Line, relation.Tag, Outcome.Blocked, "", missing.Message);
        }
    }

    static LineResult Compare(Comparison c, Scope scope)
    {
        var left = Value(c.Left, scope);
        var right = Value(c.Right, scope);
        var holds = c.Operator switch
        {
            "=" => left == right,
            "!=" => left != right,
            "<" => Number(left) < Number(right),
            "<=" => Number(left) <= Number(right),
            _ => throw new InvalidOperationException($"unknown operator '{c.Operator}'"),
        };
        return Result(c, holds, $"{c.Left} {c.Operator} {c.Right}", $"{c.Left} is {left}, {c.Right} is {right}");
    }

    static LineResult CountOf(Count c, Scope scope)
    {
        var values = c.Names.Select(name => Value(name, scope)).ToList();
        var matching = values.Count(v => v == c.Word);
        return Result(c, c.AtMost ? matching <= 1 : matching >= 1,
            $"{(c.AtMost ? "at most" : "at least")} one of {string.Join(", ", c.Names)} is {c.Word}",
            string.Join(", ", c.Names.Zip(values, (name, value) => $"{name} is {value}")));
    }

    static LineResult Result(Relation relation, bool holds, string expected, string actual) => new(
        relation.Line, relation.Tag, holds ? Outcome.Held : Outcome.Missed, expected, holds ? "" : actual);

    static string Value(string word, Scope scope) => IsNumber(word)
        ? word
        : scope.Resolve(new UsePart(word, null, 0, false));

    static bool IsNumber(string word) => word.Length > 0 && word.All(char.IsAsciiDigit);

    static BigInteger? Number(string text) =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
