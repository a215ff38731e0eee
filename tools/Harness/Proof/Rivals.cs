using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Proof;

/// <summary>For each line the lines that may miss in its place: those of the alternatives it competes with.</summary>
/// <remarks>When no alternative holds, the nearest is reported; a mutation may make another option the nearest.</remarks>
static class Rivals
{
    public static ImmutableDictionary<int, ImmutableHashSet<int>> Of(Received received)
    {
        var rivals = ImmutableDictionary.CreateBuilder<int, ImmutableHashSet<int>>();
        if (received.Options.Length > 1)
            Join(rivals, received.Options.SelectMany(option => Walk.Below(option.Headers, option.Clauses).Prepend<IJudged>(option)));
        foreach (var option in received.Options)
        {
            Add(rivals, option.Headers, _ => []);
            Add(rivals, option.Clauses, Walk.Below);
            foreach (var clause in Walk.Options(option.Clauses))
                Below(rivals, clause);
        }
        return rivals.ToImmutable();
    }

    static void Below(ImmutableDictionary<int, ImmutableHashSet<int>>.Builder rivals, Clause clause)
    {
        switch (clause)
        {
            case TreeClause tree:
                Nodes(rivals, tree.Nodes);
                break;
            case PropertiesClause properties:
                Nodes(rivals, properties.Nodes);
                break;
            case MultistatusClause multistatus:
                Add(rivals, multistatus.Parts, _ => []);
                break;
            case ManifestClause manifest:
                Add(rivals, manifest.Lines, row => row is ManifestRow { Nodes: var nodes } ? Walk.Nodes(nodes) : []);
                foreach (var row in Walk.Options(manifest.Lines).OfType<ManifestRow>())
                    Nodes(rivals, row.Nodes);
                break;
        }
    }

    static void Nodes(ImmutableDictionary<int, ImmutableHashSet<int>>.Builder rivals, ImmutableArray<Choice<Node>> nodes)
    {
        Add(rivals, nodes, node => Walk.Nodes(node.Children));
        foreach (var node in Walk.Options(nodes))
            Nodes(rivals, node.Children);
    }

    static void Add<T>(
        ImmutableDictionary<int, ImmutableHashSet<int>>.Builder rivals, ImmutableArray<Choice<T>> choices, Func<T, IEnumerable<IJudged>> below)
        where T : IJudged
    {
        foreach (var choice in choices.Where(choice => choice.Options.Length > 1))
            Join(rivals, choice.Options.SelectMany(option => below(option).Prepend(option)));
    }

    // Inner alternatives come later and replace the outer ones: the nearest choice is the one a line competes in.
    static void Join(ImmutableDictionary<int, ImmutableHashSet<int>>.Builder rivals, IEnumerable<IJudged> lines)
    {
        var all = lines.Select(line => line.Line).ToImmutableHashSet();
        foreach (var line in all)
            rivals[line] = all;
    }
}
