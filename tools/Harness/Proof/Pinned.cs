using System.Collections.Immutable;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;

namespace Conformance.Harness.Proof;

/// <summary>An expectation without the alternatives that were not taken, so that a mutation is told by the line that was.</summary>
static class Pinned
{
    /// <param name="held">Lines that held.</param>
    public static Expectation Of(Expectation option, IReadOnlySet<int> held) => option with
    {
        Headers = Pin(option.Headers, held, _ => [], header => header),
        Clauses = Pin(option.Clauses, held, Walk.Below, clause => Of(clause, held)),
    };

    /// <summary>The judged lines of a pinned option by number, each with the line that holds it, if that is a line of a tree.</summary>
    public static Dictionary<int, (IJudged Line, IJudged? Parent)> Lines(Expectation pinned)
    {
        var lines = new Dictionary<int, (IJudged, IJudged?)> { [pinned.Line] = (pinned, null) };
        foreach (var header in Walk.Options(pinned.Headers))
            lines[header.Line] = (header, null);
        if (pinned.Body is { } body)
            lines[body.Line] = (new BodyJudged(body.Line, Template.Empty, pinned.Tag), null);
        foreach (var clause in Walk.Options(pinned.Clauses))
        {
            lines[clause.Line] = (clause, null);
            switch (clause)
            {
                case TreeClause tree:
                    Add(lines, tree.Nodes, null);
                    break;
                case PropertiesClause properties:
                    Add(lines, properties.Nodes, null);
                    break;
                case MultistatusClause multistatus:
                    foreach (var part in Walk.Options(multistatus.Parts))
                        lines[part.Line] = (part, null);
                    break;
                case ManifestClause manifest:
                    foreach (var row in Walk.Options(manifest.Lines))
                    {
                        lines[row.Line] = (row, null);
                        if (row is ManifestRow { Nodes: var nodes })
                            Add(lines, nodes, row);
                    }
                    break;
            }
        }
        return lines;
    }

    static void Add(Dictionary<int, (IJudged, IJudged?)> lines, ImmutableArray<Choice<Node>> nodes, IJudged? parent)
    {
        foreach (var node in Walk.Options(nodes))
        {
            // What stands below a "no" is part of what is forbidden and shares its result.
            lines[node.Line] = (node, parent is Node { Quantifier: Quantifier.No } ? null : parent);
            Add(lines, node.Children, node);
        }
    }

    static Clause Of(Clause clause, IReadOnlySet<int> held) => clause switch
    {
        TreeClause tree => tree with { Nodes = Nodes(tree.Nodes, held) },
        PropertiesClause properties => properties with { Nodes = Nodes(properties.Nodes, held) },
        MultistatusClause multistatus => multistatus with { Parts = Pin(multistatus.Parts, held, _ => [], part => part) },
        ManifestClause manifest => manifest with
        {
            Lines = Pin(
                manifest.Lines, held, row => row is ManifestRow { Nodes: var nodes } ? Walk.Nodes(nodes) : [],
                row => row is ManifestRow known ? known with { Nodes = Nodes(known.Nodes, held) } : row),
        },
        _ => clause,
    };

    static ImmutableArray<Choice<Node>> Nodes(ImmutableArray<Choice<Node>> nodes, IReadOnlySet<int> held) =>
        Pin(nodes, held, node => Walk.Nodes(node.Children), node => node with { Children = Nodes(node.Children, held) });

    static ImmutableArray<Choice<T>> Pin<T>(
        ImmutableArray<Choice<T>> choices, IReadOnlySet<int> held, Func<T, IEnumerable<IJudged>> below, Func<T, T> inner)
        where T : IJudged =>
    [
        .. choices.Select(choice => new Choice<T>([inner(choice.Options
            .FirstOrDefault(option => below(option).Prepend(option).Any(line => held.Contains(line.Line)), choice.First))])),
    ];
}
