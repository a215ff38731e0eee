using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Reads the rows of a manifest and the properties below each.</summary>
sealed class ManifestReader(ParseContext context, LineCursor cursor, TreeReader trees)
{
    const int Indent = 4;

    public ImmutableArray<Choice<ManifestLine>> Read(Scanner clause, Tag? inherited)
    {
        var rows = new ChoiceBuilder<ManifestLine>();
        var failed = false;
        while (cursor.InStatement && cursor.Peek.Indent >= Indent)
        {
            var line = cursor.Take();
            var (scanner, own) = TagReader.Split(context, line, line.Indent);
            if (line.Indent > Indent)
            {
                scanner.Error("indent", line.Indent, "this line belongs to no row: a row stands four blanks deep, its properties six");
                failed = true;
                cursor.SkipDeeperThan(Indent);
                continue;
            }
            var isAlternative = scanner.Take("or");
            var row = ReadRow(scanner, own, own ?? inherited);
            if (row is null)
            {
                failed = true;
                cursor.SkipDeeperThan(Indent);
            }
            else if (!rows.Add(isAlternative, row))
                context.Error("or", line, line.Indent, "'or' has no row above it to be an alternative of");
        }
        if (rows.Count == 0 && !failed)
            clause.Error("rows", clause.End, "a manifest needs its rows below it, as in 'change ${item}' or 'no other rows'");
        return rows.ToImmutable();
    }

    ManifestLine? ReadRow(Scanner scanner, Tag? own, Tag? tag)
    {
        var number = scanner.Line.Number;
        var word = scanner.Word();
        var start = scanner.WordStart;
        switch (word)
        {
            case "change" or "new" or "delete":
                var byUid = scanner.Take("uid");
                var type = word == "change" ? ChangeType.Change : word == "new" ? ChangeType.New : ChangeType.Delete;
                return Hole(scanner, word) is not { } resource ? null : new ManifestRow(
                    number, type, byUid, resource, trees.Read(scanner, Indent + 2, TreeForm.Xml, tag, isRequest: false, mayBeEmpty: true), own, tag);
            case "collblob":
                return Hole(scanner, word) is { } blob ? new CollblobLine(number, blob, own, tag) : null;
            case "no" when scanner.Take("collblob"):
                return scanner.ExpectEnd("'no collblob'") ? new NoCollblobLine(number, own, tag) : null;
            case "no" when scanner.Take("other") && scanner.Take("rows"):
                return scanner.ExpectEnd("'no other rows'") ? new NoOtherRowsLine(number, own, tag) : null;
            default:
                var text = scanner.Line.Text[start..scanner.End];
                scanner.Error("word", start, $"'{text}' is no row; there are {string.Join(", ", Words.ManifestRows)}",
                    Suggest.Nearest(text, Words.ManifestRows) ?? Suggest.Nearest(word, Words.ManifestRows));
                return null;
        }
    }

    static Template? Hole(Scanner scanner, string word)
    {
        var position = scanner.AtEnd ? scanner.End : scanner.Position;
        var template = scanner.Template();
        if (template.Alone is not null)
            return template;
        scanner.Error("hole", position, $"'{word}' needs a hole, as in '{word} ${{item}}'");
        return null;
    }
}
