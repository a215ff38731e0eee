using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Proof;

/// <summary>Finds the alternatives of a file that no answer took.</summary>
static class NotTaken
{
    /// <summary>The first line of each alternative none of whose lines held, outermost only.</summary>
    public static IEnumerable<IJudged> Of(Received received, IReadOnlySet<int> held)
    {
        foreach (var option in received.Options)
            if (received.Options.Length > 1 && !held.Contains(option.Line))
                yield return option;
            else
                foreach (var line in Choices(option.Headers, held, _ => []).Concat(Choices(option.Clauses, held, Walk.Below)))
                    yield return line;
    }

    static IEnumerable<IJudged> Choices<T>(ImmutableArray<Choice<T>> choices, IReadOnlySet<int> held, Func<T, IEnumerable<IJudged>> below)
        where T : IJudged
    {
        foreach (var choice in choices)
            foreach (var option in choice.Options)
                if (choice.Options.Length > 1 && !below(option).Prepend(option).Any(line => held.Contains(line.Line)))
                    yield return option;
                else
                    foreach (var inner in Inner(option, held))
                        yield return inner;
    }

    static IEnumerable<IJudged> Inner(IJudged line, IReadOnlySet<int> held) => line switch
    {
        TreeClause tree => Nodes(tree.Nodes, held),
        PropertiesClause properties => Nodes(properties.Nodes, held),
        MultistatusClause multistatus => Choices(multistatus.Parts, held, _ => []),
        ManifestClause manifest => Choices(manifest.Lines, held, row => row is ManifestRow { Nodes: var nodes } ? Walk.Nodes(nodes) : []),
        ManifestRow row => Nodes(row.Nodes, held),
        Node node => Nodes(node.Children, held),
        _ => [],
    };

    static IEnumerable<IJudged> Nodes(ImmutableArray<Choice<Node>> nodes, IReadOnlySet<int> held) =>
        Choices(nodes, held, node => Walk.Nodes(node.Children));
}
