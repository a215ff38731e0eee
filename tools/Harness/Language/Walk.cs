using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Goes through every line of a message, in file order.</summary>
static class Walk
{
    /// <summary>Every judged line below the first, alternatives included.</summary>
    public static IEnumerable<IJudged> Below(ImmutableArray<Choice<HeaderLine>> headers, ImmutableArray<Choice<Clause>> clauses) =>
        Options(headers).Concat<IJudged>(Options(clauses).SelectMany(clause => Below(clause).Prepend(clause)));

    public static IEnumerable<IJudged> Below(Clause clause) => clause switch
    {
        TreeClause tree => Nodes(tree.Nodes),
        PropertiesClause properties => Nodes(properties.Nodes),
        MultistatusClause multistatus => Options(multistatus.Parts),
        ManifestClause manifest => Options(manifest.Lines).SelectMany(row =>
            (row is ManifestRow { Nodes: var nodes } ? Nodes(nodes) : []).Prepend<IJudged>(row)),
        _ => [],
    };

    public static IEnumerable<Node> Nodes(ImmutableArray<Choice<Node>> nodes) =>
        Options(nodes).SelectMany(node => Nodes(node.Children).Prepend(node));

    public static IEnumerable<T> Options<T>(ImmutableArray<Choice<T>> choices)
        where T : notnull => choices.SelectMany(choice => choice.Options);

    /// <summary>Every line of the file that has a verdict or may carry a tag.</summary>
    public static IEnumerable<IJudged> Judged(ScenarioFile file) => file.Statements.SelectMany(Judged);

    public static IEnumerable<IJudged> Judged(Statement statement) => statement switch
    {
        Sent sent => Below(sent.Headers, sent.Clauses).Prepend(sent),
        Received received => received.Options.SelectMany(o => Below(o.Headers, o.Clauses).Prepend<IJudged>(o)),
        Still still => still.Held,
        Check check => check.Relations,
        _ => [],
    };
}
