using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>Lists the lines of a statement whose verdict counts, in file order.</summary>
public static class JudgedLines
{
    public static IEnumerable<IJudged> Of(Statement statement) => statement switch
    {
        Received received => Of(received.Options[0]),
        Still still => still.Held,
        Check check => check.Relations,
        _ => [],
    };

    /// <summary>The lines of one way an answer may look; of inner alternatives the first.</summary>
    public static IEnumerable<IJudged> Of(Expectation expectation) =>
        [expectation, .. expectation.Headers.Select(h => h.First), .. expectation.Clauses.SelectMany(c => Of(c.First))];

    static IEnumerable<IJudged> Of(Clause clause) => clause switch
    {
        TreeClause tree => tree.Nodes.SelectMany(n => Of(n.First)),
        PropertiesClause properties => properties.Nodes.SelectMany(n => Of(n.First)),
        MultistatusClause parts => parts.Parts.Where(p => !p.First.Statuses.IsAny).Select(p => p.First),
        ManifestClause manifest => manifest.Lines.SelectMany(l => Of(l.First)),
        EventuallyClause or NextClause => [],
        _ => [clause],
    };

    static IEnumerable<IJudged> Of(ManifestLine line) =>
        line is ManifestRow row ? [row, .. row.Nodes.SelectMany(n => Of(n.First))] : [line];

    static IEnumerable<IJudged> Of(Node node) => [node, .. node.Children.SelectMany(c => Of(c.First))];
}
