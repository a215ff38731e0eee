using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Reads the sentences two blanks deep and the lines that belong to them.</summary>
sealed class ClauseReader(ParseContext context, LineCursor cursor)
{
    const int Indent = 2;

    readonly TreeReader trees = new(context, cursor);

    public void Read(SourceLine line, Tag? inherited, bool isRequest, ChoiceBuilder<Clause> above)
    {
        var (scanner, own) = TagReader.Split(context, line, line.Indent);
        var isAlternative = scanner.Take("or");
        var clause = Read(scanner, own, own ?? inherited, isRequest);
        if (clause is null)
            cursor.SkipDeeperThan(Indent);
        else if (isRequest && clause is not TreeClause { Form: TreeForm.Wbxml, InOrder: false })
            context.Error("clause-in-request", line, line.Indent, "a request has headers, a body and at most a 'wbxml' tree; other clauses judge what comes back");
        else if (!above.Add(isAlternative, clause))
            context.Error("or", line, line.Indent, "'or' has no clause above it to be an alternative of");
        if (cursor.InStatement && cursor.Peek.Indent > Indent)
        {
            var orphan = cursor.Peek;
            context.Error("indent", orphan, orphan.Indent, "this line belongs to no clause: the one above it takes none below it");
            cursor.SkipDeeperThan(Indent);
        }
    }

    Clause? Read(Scanner scanner, Tag? own, Tag? tag, bool isRequest)
    {
        var number = scanner.Line.Number;
        var word = scanner.Word();
        var start = scanner.WordStart;
        switch (word)
        {
            case "xml" or "wbxml":
                var inOrder = scanner.Take("in") && scanner.Take("order");
                if (!scanner.ExpectEnd($"'{word}' but 'in order'"))
                    return null;
                var form = word == "xml" ? TreeForm.Xml : TreeForm.Wbxml;
                return new TreeClause(number, form, inOrder, trees.Read(scanner, Indent + 2, form, tag, isRequest), own, tag);
            case "properties" when scanner.Take("of"):
                var of = Hole(scanner, "'properties of' needs a hole, as in 'properties of ${item}'");
                return of is null ? null : new PropertiesClause(
                    number, of, trees.Read(scanner, Indent + 2, TreeForm.Xml, tag, isRequest), own, tag);
            case "multistatus" when scanner.Take("of"):
                return Of(scanner, "ids", "hrefs") is not { } partition || !scanner.ExpectEnd("'multistatus of ...'") ? null
                    : new MultistatusClause(number, partition, new PartitionReader(context, cursor).Read(scanner, tag), own, tag);
            case "each":
                return Of(scanner, "id", "href") is not { } once ? null
                    : scanner.Take("once") && scanner.ExpectEnd("'once'") ? new EachOnceClause(number, once, own, tag)
                    : Unknown(scanner, start);
            case "manifest" when scanner.AtEnd:
                return new ManifestClause(number, new ManifestReader(context, cursor, trees).Read(scanner, tag), own, tag);
            case "empty" when scanner.Take("body"):
                return scanner.ExpectEnd("'empty body'") ? new EmptyBodyClause(number, own, tag) : null;
            case "eventually":
                return scanner.ExpectEnd("'eventually'") ? new EventuallyClause(number, own, tag) : null;
            case "status":
                return StatusReader.Read(context, scanner) is { } statuses && scanner.ExpectEnd("the status")
                    ? new StatusClause(number, statuses, own, tag) : null;
            case "contains" when !scanner.AtEnd:
                return new ContainsClause(number, scanner.Template(), own, tag);
            case "arrives" or "every" or "times" or "bytes":
                return ReadMeasure(scanner, word, own, tag);
            default:
                return Unknown(scanner, start);
        }
    }

    MeasureClause? ReadMeasure(Scanner scanner, string word, Tag? own, Tag? tag)
    {
        var (measure, of) = word switch
        {
            "arrives" => (Measure.Arrives, RangeOf.Time),
            "every" => (Measure.Every, RangeOf.Time),
            "times" => (Measure.Times, RangeOf.Things),
            _ => (Measure.Bytes, RangeOf.Things),
        };
        return RangeReader.Read(context, scanner.Line, scanner.Position, scanner.End, of) is { } range
            ? new MeasureClause(scanner.Line.Number, measure, range, own, tag)
            : null;
    }

    PartitionOf? Of(Scanner scanner, string ids, string hrefs)
    {
        if (scanner.Take(ids))
            return PartitionOf.Ids;
        if (scanner.Take(hrefs))
            return PartitionOf.Hrefs;
        var position = scanner.AtEnd ? scanner.End : scanner.Position;
        var word = scanner.Word();
        scanner.Error("word", position, $"'{word}' is neither '{ids}' nor '{hrefs}'", Suggest.Nearest(word, [ids, hrefs]));
        return null;
    }

    Clause? Unknown(Scanner scanner, int start)
    {
        var text = scanner.Line.Text[start..scanner.End];
        var word = text.Split(' ')[0];
        scanner.Error("word", start, $"'{text}' is no clause",
            Suggest.Nearest(text, Words.Clauses) ?? Suggest.Nearest(word, Words.Clauses.Select(c => c.Split(' ')[0])));
        return null;
    }

    Template? Hole(Scanner scanner, string message)
    {
        var position = scanner.Position;
        var template = scanner.Template();
        if (template.Alone is not null)
            return template;
        scanner.Error("hole", position, message);
        return null;
    }
}

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
