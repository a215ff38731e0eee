using System.Text;

namespace Conformance.Harness.Language;

/// <summary>The canonical spelling of single lines, without indentation and tag.</summary>
public static class LineText
{
    public static string Of(StatusSet statuses) =>
        statuses.Hole is { } hole ? HoleText.Of(hole) : statuses.ToString();

    public static string Of(Tag tag) => tag.Kind != TagKind.Judges ? tag.Source : string.Join("; ", tag.Judgements.Select(Of));

    public static string Of(Judgement judgement)
    {
        var text = new StringBuilder(Of(judgement.Level)).Append(' ').AppendJoin(", ", judgement.Requirements);
        if (judgement.Reading is not null)
            text.Append(" reading ").Append(judgement.Reading);
        if (judgement.Note is not null)
            text.Append(" note ").Append(judgement.Note);
        return text.ToString();
    }

    public static string Of(Level level) => level switch
    {
        Level.Must => "MUST",
        Level.Should => "SHOULD",
        Level.May => "MAY",
        Level.Observed => "OBS",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "an unknown level"),
    };

    public static string Of(Sent sent)
    {
        var text = Speaker(sent.Actor).Append(">>> ").Append(Of(sent.What));
        if (sent.HeldAs is not null)
            text.Append(" held as ").Append(sent.HeldAs);
        return text.ToString();
    }

    public static string Of(Outgoing what) => what switch
    {
        RequestLine request => Joined(string.Join('|', request.Methods), request.Target.Source, request.Version),
        Command command => command.Name,
        Raw => "raw",
        Datagram => "datagram",
        CloseLine => "close",
        AnswerLine answer => Joined(answer.Status.ToString("000"), answer.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "an unknown thing to send"),
    };

    public static string Of(Expectation expectation) =>
        Speaker(expectation.InheritsActor ? null : expectation.Actor).Append("<<< ").Append(Of(expectation.What)).ToString();

    public static string Of(Incoming what) => what switch
    {
        StatusLine status => Joined(Of(status.Statuses), status.Reason),
        ArrivalLine arrival => Joined(arrival.Method, arrival.Target.Source, arrival.Version),
        NothingLine => "nothing",
        ClosedLine => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "an unknown thing to expect"),
    };

    public static string Of(HeaderLine header) => header.Form switch
    {
        HeaderForm.Is => Joined(header.Name + ":", header.Value.Source),
        HeaderForm.Exactly => Joined($"exactly {header.Name}:", header.Value.Source),
        HeaderForm.IsIfPresent => Joined(header.Name + "?:", header.Value.Source),
        HeaderForm.Has => $"{header.Name} has {header.Value.Source}",
        HeaderForm.Lacks => $"{header.Name} lacks {header.Value.Source}",
        _ => $"no {header.Name}",
    };

    public static string Of(BodyLine line) => line switch
    {
        TextBodyLine text => text.Text.Source.Length == 0 ? text.Margin : $"{text.Margin} {text.Text.Source}",
        HexBodyLine hex => Hex(hex),
        _ => throw new ArgumentOutOfRangeException(nameof(line), line, "an unknown line of a body"),
    };

    public static string Of(Clause clause) => clause switch
    {
        TreeClause tree => (tree.Form == TreeForm.Xml ? "xml" : "wbxml") + (tree.InOrder ? " in order" : ""),
        PropertiesClause properties => $"properties of {properties.Of.Source}",
        MultistatusClause multistatus => $"multistatus of {(multistatus.Of == PartitionOf.Ids ? "ids" : "hrefs")}",
        EachOnceClause once => $"each {(once.Of == PartitionOf.Ids ? "id" : "href")} once",
        ManifestClause => "manifest",
        EmptyBodyClause => "empty body",
        EventuallyClause => "eventually",
        NextClause => "next",
        StatusClause status => $"status {Of(status.Statuses)}",
        ContainsClause contains => $"contains {contains.Text.Source}",
        MeasureClause measure => $"{MeasureWord(measure.Measure)} {measure.Range.Source}",
        _ => throw new ArgumentOutOfRangeException(nameof(clause), clause, "an unknown clause"),
    };

    public static string Of(PartitionLine part)
    {
        var names = part.Hole is null ? string.Join(' ', part.Names) : HoleText.Of(part.Hole);
        return Joined($"{Of(part.Statuses)} :", names);
    }

    public static string Of(ManifestLine line) => line switch
    {
        ManifestRow row => Joined(
            row.Type switch { ChangeType.Change => "change", ChangeType.New => "new", _ => "delete" },
            row.ByUid ? "uid" : null,
            row.Resource.Source),
        CollblobLine blob => $"collblob {blob.Value.Source}",
        NoCollblobLine => "no collblob",
        NoOtherRowsLine => "no other rows",
        _ => throw new ArgumentOutOfRangeException(nameof(line), line, "an unknown line of a manifest"),
    };

    public static string Of(Node node)
    {
        var text = new StringBuilder();
        if (node.Quantifier != Quantifier.Some)
            text.Append(node.Quantifier.ToString().ToLowerInvariant()).Append(' ');
        if (node.IsAttribute)
            text.Append('@');
        if (node.Prefix is not null)
            text.Append(node.Prefix).Append(':');
        text.Append(node.Name);
        if (node.Value is not null)
            text.Append(' ').Append(node.Value.Source);
        return text.ToString();
    }

    public static string Of(Relation relation) => relation switch
    {
        Comparison comparison => $"{comparison.Left} {comparison.Operator} {comparison.Right}",
        Count count => $"{(count.AtMost ? "at most" : "at least")} one of {string.Join(", ", count.Names)} is {count.Word}",
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, "an unknown relation"),
    };

    static string MeasureWord(Measure measure) => measure.ToString().ToLowerInvariant();

    static string Hex(HexBodyLine line)
    {
        var text = new StringBuilder("0x");
        foreach (var part in line.Bytes.Parts)
        {
            if (part is not LiteralPart literal)
            {
                text.Append(' ').Append(HoleText.Of(part));
                continue;
            }
            foreach (var b in literal.Bytes)
                text.Append(' ').Append(b.ToString("X2"));
        }
        return text.ToString();
    }

    static StringBuilder Speaker(string? actor) => actor is null ? new StringBuilder() : new StringBuilder(actor).Append(' ');

    static string Joined(params ReadOnlySpan<string?> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            if (string.IsNullOrEmpty(word))
                continue;
            if (text.Length > 0)
                text.Append(' ');
            text.Append(word);
        }
        return text.ToString();
    }
}
