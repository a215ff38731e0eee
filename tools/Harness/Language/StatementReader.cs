using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Reads what starts in column 0, one statement after the other.</summary>
sealed class StatementReader(ParseContext context, LineCursor cursor)
{
    readonly MessageReader messages = new(context, cursor);

    public ImmutableArray<Statement> ReadAll()
    {
        var statements = ImmutableArray.CreateBuilder<Statement>();
        while (!cursor.AtEnd)
        {
            if (Read() is { } statement)
                statements.Add(statement);
            cursor.SkipDeeperThan(0);
        }
        return statements.ToImmutable();
    }

    Statement? Read()
    {
        var line = cursor.Take();
        if (line.Indent > 0)
        {
            context.Error("orphan", line, line.Indent, line.AfterBlank
                ? "a blank line ended the statement above; this line belongs to nothing"
                : "this line belongs to no statement");
            cursor.SkipDeeperThan(0);
            return null;
        }
        if (MessageReader.IsMessage(line))
            return messages.Read(line);
        var scanner = new Scanner(context, line, 0, line.Text.Length);
        var word = scanner.Word();
        return word switch
        {
            "given" => new Given(line.Number, ReadItems(line, ReadBinding)),
            "when" => new When(line.Number, ReadItems(line, ReadEvent)),
            "then" => ReadThen(line),
            "still" => new Still(line.Number, ReadJudgedItems(line, ReadStill)),
            "hangup" => ReadHangup(line),
            "check" => new Check(line.Number, ReadJudgedItems<Relation>(line, CheckReader.Read)),
            "sweep" => SweepReader.Read(context, cursor, line),
            "finally" => Alone(line, new Finally(line.Number)),
            "whenever" => ReadWhenever(line),
            "expect" => OnClientSide(line, Alone(line, new Expect(line.Number))),
            "until" => OnClientSide(line, Alone(line, new Until(line.Number))),
            _ => Unknown(line, word),
        };
    }

    /// <summary>The rest of the first line and each line below it.</summary>
    ImmutableArray<T> ReadItems<T>(SourceLine line, Func<Scanner, T?> read)
        where T : class
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var start = line.Text.IndexOf(' ') is var blank && blank < 0 ? line.Text.Length : blank;
        while (true)
        {
            if (read(TagReader.Untagged(context, line, start, "a line that makes something")) is { } item)
                items.Add(item);
            if (!cursor.InStatement)
                return items.ToImmutable();
            line = cursor.Take();
            start = line.Indent;
        }
    }

    /// <summary>As <see cref="ReadItems"/> with a tag on each line; lines below inherit that of the first.</summary>
    ImmutableArray<T> ReadJudgedItems<T>(SourceLine line, Func<Scanner, Tag?, Tag?, T?> read)
        where T : class
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var start = line.Text.IndexOf(' ') is var blank && blank < 0 ? line.Text.Length : blank;
        Tag? inherited = null;
        while (true)
        {
            var (content, tag) = TagReader.Split(context, line, start);
            if (read(content, tag, tag ?? inherited) is { } item)
                items.Add(item);
            inherited ??= tag;
            if (!cursor.InStatement)
                return items.ToImmutable();
            line = cursor.Take();
            start = line.Indent;
        }
    }

    Binding? ReadBinding(Scanner scanner)
    {
        var name = scanner.Name();
        if (name.Length == 0 || !scanner.TakeMark('='))
        {
            scanner.Error("binding", scanner.Position, "a binding reads 'name = set-up', as in 'folder = a mail folder'");
            return null;
        }
        if (!IsFree(scanner, name))
            return null;
        if (!scanner.AtEnd)
            return new Binding(scanner.Line.Number, name, scanner.Template());
        scanner.Error("binding", scanner.End, $"nothing is made for '{name}'");
        return null;
    }

    Event? ReadEvent(Scanner scanner)
    {
        if (scanner.AtEnd)
        {
            scanner.Error("event", scanner.End, "'when' needs something that happens, as in 'when   ${item} is changed'");
            return null;
        }
        var start = scanner.Position;
        string? name = scanner.Name();
        if (name.Length > 0 && scanner.TakeMark('='))
        {
            if (!IsFree(scanner, name))
                return null;
        }
        else
        {
            scanner.Back(start);
            name = null;
        }
        return new Event(scanner.Line.Number, name, scanner.Template());
    }

    static bool IsFree(Scanner scanner, string name)
    {
        if (!Words.IsName(name))
            scanner.Error("name", scanner.Line.Text.IndexOf(name, StringComparison.Ordinal), $"'{name}' is no name: a letter, then letters, digits and _");
        else if (Words.Reserved.Contains(name))
            scanner.Error("name-reserved", scanner.Line.Text.LastIndexOf(name, scanner.Position, StringComparison.Ordinal),
                $"'{name}' cannot be bound, the language uses it itself");
        else
            return true;
        return false;
    }

    Then? ReadThen(SourceLine line)
    {
        var scanner = TagReader.Untagged(context, line, 4, "'then'");
        const string Form = "'then' reads 'then   +10s' or 'then   +${granted-1}s'";
        if (!scanner.TakeMark('+'))
        {
            scanner.Error("then", scanner.Position, Form);
            return null;
        }
        var start = scanner.Position;
        var text = scanner.Word();
        if (!scanner.ExpectEnd("a time"))
            return null;
        if (RangeReader.UnitAt(text) is not { } unit)
        {
            scanner.Error("unit", start, $"'{text}' has no unit; there are {string.Join(", ", Words.Units)}");
            return null;
        }
        var amount = TemplateReader.Read(context, line, start, start + text.Length - unit.Length);
        if (amount.Alone is UsePart || (amount.IsLiteral && decimal.TryParse(amount.Source,
            System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out _)))
            return new Then(line.Number, amount, unit);
        if (!context.HasErrors)
            scanner.Error("then", start, $"'{amount.Source}' is neither a number nor one hole; {Form}");
        return null;
    }

    static StillOpen? ReadStill(Scanner scanner, Tag? own, Tag? tag)
    {
        var name = scanner.Name();
        if (name.Length > 0 && scanner.Take("is") && scanner.Take("open"))
            return scanner.ExpectEnd("'is open'") ? new StillOpen(scanner.Line.Number, name, own, tag) : null;
        scanner.Error("still", scanner.Position, "'still' reads 'still  p is open', where p was held");
        return null;
    }

    Hangup? ReadHangup(SourceLine line)
    {
        var scanner = TagReader.Untagged(context, line, 6, "'hangup'");
        var name = scanner.Name();
        if (name.Length > 0)
            return scanner.ExpectEnd("the name") ? new Hangup(line.Number, name) : null;
        scanner.Error("hangup", scanner.Position, "'hangup' needs the name of a held request");
        return null;
    }

    Whenever? ReadWhenever(SourceLine line)
    {
        var scanner = TagReader.Untagged(context, line, 8, "'whenever'");
        var start = scanner.Take("start");
        return scanner.ExpectEnd("'whenever start'") ? OnClientSide(line, new Whenever(line.Number, start)) : null;
    }

    T? Alone<T>(SourceLine line, T statement)
        where T : Statement
    {
        var scanner = new Scanner(context, line, 0, line.Text.Length);
        scanner.Word();
        return scanner.ExpectEnd("this word") ? statement : null;
    }

    T? OnClientSide<T>(SourceLine line, T? statement)
        where T : Statement
    {
        if (context.IsClientSide)
            return statement;
        var word = line.Text.Split(' ')[0];
        context.Error("client-side", line, 0, $"'{word}' stands only in scenarios with 'side client'");
        return null;
    }

    Statement? Unknown(SourceLine line, string word)
    {
        if (word == "or")
            context.Error("or", line, 0, line.AfterBlank
                ? "a blank line ended the answer above; 'or' has nothing to be an alternative of"
                : "'or' stands before '<<<', right below the answer it is an alternative of");
        else
            context.Error("word", line, 0, $"'{word}' starts no statement", Nearest(line, word));
        return null;
    }

    static string? Nearest(SourceLine line, string word) =>
        word.StartsWith(">>", StringComparison.Ordinal) || line.Text.Contains(">>", StringComparison.Ordinal) ? ">>>"
        : word.StartsWith("<<", StringComparison.Ordinal) || line.Text.Contains("<<", StringComparison.Ordinal) ? "<<<"
        : Suggest.Nearest(word, Words.Statements);
}
