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
            case "next":
                return scanner.ExpectEnd("'next'") ? new NextClause(number, own, tag) : null;
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
