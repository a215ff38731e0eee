using System.Collections.Immutable;
using System.Globalization;

namespace Conformance.Harness.Language;

/// <summary>Reads a file of the scenario language: scenarios and recordings alike.</summary>
/// <remarks>
/// Layout is free where it cannot mislead: fields and continuation lines at any depth, tags at any column, any padding.
/// The depths of a message (two blanks a clause, four the wire, two more for each level of a tree) carry meaning and are
/// kept. Each statement is read on its own, so that one fault does not hide the next.
/// </remarks>
public static class ScenarioParser
{
    /// <summary>A longer file is no scenario.</summary>
    public const int LinesMax = 100_000;

    /// <param name="path">For messages; nothing is read from disk.</param>
    public static ParseResult Parse(string path, string text)
    {
        var lines = text.Split('\n');
        if (lines[^1].Length == 0)
            lines = lines[..^1];
        return ParseLines(path, [.. lines], isExpanded: false, rowTag: null);
    }

    /// <summary>Reads lines into which the cells of a sweep are put.</summary>
    internal static ParseResult ParseLines(string path, ImmutableArray<string> lines, bool isExpanded, Tag? rowTag)
    {
        var context = new ParseContext(path, isExpanded, rowTag);
        if (lines.Length > LinesMax)
        {
            context.Error("size", LinesMax, 0, "", $"a scenario has at most {LinesMax} lines");
            return new ParseResult(null, context.Diagnostics);
        }
        if (lines.Length > 0 && lines[0].StartsWith('\uFEFF'))
            context.Error("bom", 1, 0, lines[0], "the file starts with a byte order mark; write UTF-8 without one");
        var (source, comments) = SourceLine.Sort(lines);
        var cursor = new LineCursor(source);
        var (id, fields) = HeadReader.Read(context, cursor);
        var statements = new StatementReader(context, cursor).ReadAll();
        var file = context.HasErrors
            ? null
            : new ScenarioFile(path, context.IsRecording, id, fields, statements, comments, lines);
        return new ParseResult(file, context.Diagnostics);
    }
}

/// <summary>Reads the first line and the fields below it.</summary>
static class HeadReader
{
    public static (string Id, ImmutableArray<Field> Fields) Read(ParseContext context, LineCursor cursor)
    {
        if (cursor.AtEnd)
        {
            context.Error("head", 1, 0, "", "the file is empty; its first line is 'scenario ID' or 'recording ID'");
            return ("", []);
        }
        var line = cursor.Peek;
        var scanner = TagReader.Untagged(context, line, line.Indent, "the head");
        var word = scanner.Word();
        if (line.Indent > 0 || word is not ("scenario" or "recording"))
        {
            context.Error("head", line, line.Indent, $"the first line is 'scenario ID' or 'recording ID', not '{word}'",
                Suggest.Nearest(word, ["scenario", "recording"]));
            if (line.Indent == 0 && !Words.Statements.Contains(word))
                cursor.Take();
            return ("", []);
        }
        cursor.Take();
        context.IsRecording = word == "recording";
        var id = scanner.Word();
        if (!Words.IsId(id))
            context.Error("id", line, scanner.WordStart, "an id is lower-case words joined by '.' and '-', such as notification.poll.unknown-id",
                id.Length == 0 ? null : id.ToLowerInvariant().Replace('_', '-'));
        scanner.ExpectEnd("the id");
        var fields = ImmutableArray.CreateBuilder<Field>();
        while (cursor.InStatement)
        {
            if (ReadField(context, cursor.Take(), fields) is { } field)
                fields.Add(field);
        }
        return (id, fields.ToImmutable());
    }

    static Field? ReadField(ParseContext context, SourceLine line, ImmutableArray<Field>.Builder above)
    {
        var scanner = TagReader.Untagged(context, line, line.Indent, "a field");
        var name = scanner.Word();
        var start = scanner.WordStart;
        var text = scanner.Rest();
        var known = context.IsRecording ? Words.RecordingFields : Words.ScenarioFields;
        if (!known.Contains(name))
        {
            context.Error("field", line, start, $"'{name}' is no field; there are {string.Join(", ", known)}", Suggest.Nearest(name, known));
            return null;
        }
        if (text.Length == 0)
            context.Error("field", line, start, $"the field '{name}' is empty");
        if (name != "prefix" && above.Any(f => f.Name == name))
            context.Error("field-twice", line, start, $"the field '{name}' stands twice");
        CheckValue(context, line, name, text, scanner.WordStart);
        return new Field(line.Number, name, text);
    }

    static void CheckValue(ParseContext context, SourceLine line, string name, string text, int start)
    {
        switch (name)
        {
            case "side" when text is "client":
                context.IsClientSide = true;
                break;
            case "side" when text is not "server":
                context.Error("side", line, start, $"'{text}' is no side; there are client and server", Suggest.Nearest(text, ["client", "server"]));
                break;
            case "repeat" when !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n is < 1 or > 100_000:
                context.Error("repeat", line, start, $"'{text}' is no number from 1 to 100000");
                break;
            case "prefix":
                var equals = text.IndexOf('=');
                var prefix = equals < 0 ? "" : text[..equals].Trim();
                if (!Words.IsName(prefix) || text[(equals + 1)..].Trim().Length == 0)
                    context.Error("prefix", line, start, "a prefix is declared as 'prefix M = urn:schemas:mail:'");
                else if (!context.Prefixes.Add(prefix))
                    context.Error("prefix", line, start, $"the prefix '{prefix}' has its meaning already");
                break;
            default:
                break;
        }
    }
}
