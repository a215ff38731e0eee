using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Judging;

/// <summary>The judged lines of an expectation in file order; of alternatives the first.</summary>
static class Lines
{
    public static IEnumerable<IJudged> Below(Expectation expected)
    {
        foreach (var header in expected.Headers)
            yield return header.First;
        if (expected.Body is { } body)
            yield return new BodyJudged(body.Line, Template.Empty, expected.Tag);
        foreach (var clause in expected.Clauses.Where(clause => clause.First is not (EventuallyClause or NextClause)))
        {
            if (IsJudgedItself(clause.First))
                yield return clause.First;
            foreach (var line in Below(clause.First))
                yield return line;
        }
    }

    /// <summary>A clause that only opens a list of lines is judged by these, unless it has a tag of its own.</summary>
    public static bool IsJudgedItself(Clause clause) =>
        clause.OwnTag is not null || clause is not (TreeClause or PropertiesClause or ManifestClause);

    public static IEnumerable<IJudged> Below(Clause clause) => clause switch
    {
        TreeClause tree => Of(tree.Nodes),
        PropertiesClause properties => Of(properties.Nodes),
        MultistatusClause multistatus => multistatus.Parts.Select(part => part.First).Where(part => !part.Statuses.IsAny),
        ManifestClause manifest => manifest.Lines.SelectMany(line => Of(line.First)),
        _ => [],
    };

    public static IEnumerable<Node> Of(ImmutableArray<Choice<Node>> nodes) => nodes.SelectMany(node => Of(node.First));

    public static IEnumerable<Node> Of(Node node) => Of(node.Children).Prepend(node);

    public static IEnumerable<IJudged> Of(ManifestLine line) =>
        line is ManifestRow row ? Of(row.Nodes).Prepend<IJudged>(row) : [line];
}
