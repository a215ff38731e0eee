using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Reads the parts of a multi-status: <c>200 : s8 s9</c>, <c>any : ${free}</c>.</summary>
sealed class PartitionReader(ParseContext context, LineCursor cursor)
{
    const int Indent = 4;

    public ImmutableArray<Choice<PartitionLine>> Read(Scanner clause, Tag? inherited)
    {
        var parts = new ChoiceBuilder<PartitionLine>();
        var failed = false;
        while (cursor.InStatement && cursor.Peek.Indent >= Indent)
        {
            var line = cursor.Take();
            var (scanner, own) = TagReader.Split(context, line, line.Indent);
            if (line.Indent > Indent)
            {
                scanner.Error("indent", line.Indent, "a part stands four blanks deep and has nothing below it");
                failed = true;
                continue;
            }
            var isAlternative = scanner.Take("or");
            var part = ReadPart(scanner, own, own ?? inherited);
            failed |= part is null;
            if (part is not null && !parts.Add(isAlternative, part))
                context.Error("or", line, line.Indent, "'or' has no part above it to be an alternative of");
        }
        if (parts.Count == 0 && !failed)
            clause.Error("parts", clause.End, "a multistatus needs its parts below it, as in '200 : s8 s9'");
        return parts.ToImmutable();
    }

    PartitionLine? ReadPart(Scanner scanner, Tag? own, Tag? tag)
    {
        var statuses = scanner.Take("any") ? new StatusSet([], null, IsAny: true) : StatusReader.Read(context, scanner);
        if (statuses is null)
            return null;
        if (!scanner.TakeMark(':'))
        {
            scanner.Error("part", scanner.Position, "a colon and names follow the status, as in '200 : s8 s9'");
            return null;
        }
        var names = ImmutableArray.CreateBuilder<string>();
        UsePart? hole = null;
        while (!scanner.AtEnd)
        {
            var start = scanner.Position;
            var word = scanner.Word();
            var isHole = word.StartsWith("${", StringComparison.Ordinal) && word.EndsWith('}');
            if ((isHole && names.Count > 0) || hole is not null)
            {
                scanner.Error("part", start, "a part lists bare names, or one column of a sweep and nothing else");
                return null;
            }
            if (isHole)
                hole = HoleReader.Read(context, scanner.Line, start + 2, start + word.Length - 1) as UsePart;
            else if (word == Words.Others && !statuses.IsAny)
            {
                scanner.Error("part", start, "'others' stands behind 'any' only: what no line names may stand under every status or under none");
                return null;
            }
            else if (Words.IsName(word))
                names.Add(word);
            else
            {
                scanner.Error("part", start, $"'{word}' is no name; names stand bare, with blanks between",
                    word.Contains(',') ? word.Replace(",", " ").Trim() : null);
                return null;
            }
        }
        return new PartitionLine(scanner.Line.Number, statuses, names.ToImmutable(), hole, own, tag);
    }
}
