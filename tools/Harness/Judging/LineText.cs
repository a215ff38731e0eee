using System.Globalization;
using System.Text;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Range = Conformance.Harness.Language.Range;

namespace Conformance.Harness.Judging;

/// <summary>Shows what a line asks for, with values put in: the "expected" of a report.</summary>
static class LineText
{
    public static string Of(IJudged line, Scope scope) => line switch
    {
        Expectation e => Of(e.What, scope),
        HeaderLine h => h.Form switch
        {
            HeaderForm.Absent => $"no {h.Name}",
            HeaderForm.Has => $"{h.Name} has {Of(h.Value, scope)}",
            HeaderForm.Lacks => $"{h.Name} lacks {Of(h.Value, scope)}",
            HeaderForm.Exactly => $"exactly {h.Name}: {Of(h.Value, scope)}",
            HeaderForm.IsIfPresent => $"{h.Name}?: {Of(h.Value, scope)}",
            _ => $"{h.Name}: {Of(h.Value, scope)}",
        },
        TreeClause t => (t.Form == TreeForm.Xml ? "xml" : "wbxml") + (t.InOrder ? " in order" : ""),
        PropertiesClause p => $"properties of {Of(p.Of, scope)}",
        MultistatusClause m => $"multistatus of {Of(m.Of)}s, none but those listed",
        PartitionLine p => $"{Of(p.Statuses)} : {Names(p, scope)}",
        EachOnceClause e => $"each {Of(e.Of)} once",
        ManifestClause => "manifest",
        ManifestRow row => $"{row.Type.ToString().ToLowerInvariant()} {(row.ByUid ? "uid " : "")}{Of(row.Resource, scope)}",
        CollblobLine c => $"collblob {Of(c.Value, scope)}",
        NoCollblobLine => "no collblob",
        NoOtherRowsLine => "no other rows",
        EmptyBodyClause => "empty body",
        EventuallyClause => "eventually",
        NextClause => "next",
        StatusClause s => $"status {Of(s.Statuses)}",
        ContainsClause c => $"contains {Of(c.Text, scope)}",
        MeasureClause m => $"{m.Measure.ToString().ToLowerInvariant()} {Of(m.Range, scope)}",
        Node n => Of(n, scope),
        Sent s => s.What is RequestLine r ? $"{string.Join('|', r.Methods)} {Of(r.Target, scope)}" : "a request",
        BodyJudged b => $"a body of exactly these bytes: {Of(b.Text, scope)}",
        _ => line.GetType().Name,
    };

    public static string Of(Template template, Scope scope)
    {
        var text = new StringBuilder();
        foreach (var part in template.Parts)
            text.Append(part switch
            {
                LiteralPart literal => literal.Text,
                UsePart use => Of(use, scope),
                CapturePart capture => $"${{{capture.Name}:{capture.Kind.ToString().ToLowerInvariant()}"
                    + (capture.Range is { } range ? $" {Of(range, scope)}}}" : "}"),
                _ => "",
            });
        return Visible(text.ToString());
    }

    public static string Of(Range range, Scope scope)
    {
        var from = Of(range.From, scope);
        var to = Of(range.To, scope);
        return range.From == range.To && range.From is not null ? from : $"{from}..{to}";
    }

    public static string Of(StatusSet set) => set.Hole switch
    {
        CapturePart capture => $"${{{capture.Name}:status}}",
        UsePart use => $"${{{use.Name}}}",
        _ => set.ToString(),
    };

    public static string Of(PartitionOf of) => of == PartitionOf.Ids ? "id" : "href";

    /// <summary>A name with the value it stands for: <c>s11(=11)</c>.</summary>
    public static string Named(string name, Scope scope) => scope.Find(name) is { } value ? $"{name}(={value.Text})" : $"{name}(=?)";

    /// <summary>Control characters written as escapes, long text cut in the middle.</summary>
    public static string Visible(string text)
    {
        if (text.Length > 240)
            text = $"{text[..160]}...{text[^60..]} ({text.Length} characters)";
        var shown = new StringBuilder(text.Length);
        foreach (var c in text)
            shown.Append(c switch
            {
                '\r' => "\\r",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when char.IsControl(c) => $"\\x{(int)c:X2}",
                _ => c.ToString(),
            });
        return shown.ToString();
    }

    static string Of(Incoming what, Scope scope) => what switch
    {
        StatusLine status => Of(status.Statuses),
        ArrivalLine arrival => $"{arrival.Method} {Of(arrival.Target, scope)}",
        NothingLine => "nothing",
        _ => "closed",
    };

    static string Of(Node node, Scope scope)
    {
        var word = node.Quantifier == Quantifier.Some ? "" : node.Quantifier.ToString().ToLowerInvariant() + " ";
        var name = (node.IsAttribute ? "@" : "") + (node.Prefix is null ? "" : node.Prefix + ":") + node.Name;
        return word + name + (node.Value is null ? "" : " " + Of(node.Value, scope));
    }

    static string Names(PartitionLine line, Scope scope) => line.Hole is { } hole
        ? Of(hole, scope)
        : string.Join(' ', line.Names.Select(name => Named(name, scope)));

    static string Of(UsePart use, Scope scope)
    {
        try
        {
            return scope.Resolve(use);
        }
        catch (MissingValueException)
        {
            return $"${{{use.Name}{(use.Attribute is null ? "" : "." + use.Attribute)}}}";
        }
    }

    static string Of(Bound? bound, Scope scope) => bound switch
    {
        null => "",
        { Number: { } number } => number.ToString(CultureInfo.InvariantCulture) + bound.Unit,
        { Use: { } use } => Of(use, scope) + bound.Unit,
        _ => "",
    };
}

/// <summary>The exact bytes of an answer, judged under the tag of the line it belongs to.</summary>
sealed record BodyJudged(int Line, Template Text, Tag? Tag) : IJudged
{
    public Tag? OwnTag => null;
}
