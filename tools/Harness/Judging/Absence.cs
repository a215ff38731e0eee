using Conformance.Harness.Language;

namespace Conformance.Harness.Judging;

/// <summary>Tells expectations that wait for something from those that say nothing fired.</summary>
public static class Absence
{
    /// <summary>True when no line of the option waits for an event: asking again could only hide one.</summary>
    /// <remarks>
    /// Nothing fired is said by a multi-status of ids without a 200, by a manifest without rows, by a tree of which every line below
    /// the root is a <c>no</c>. Such an answer is asked for once, after the settling time.
    /// </remarks>
    public static bool NothingFired(Expectation expected)
    {
        var clauses = expected.Clauses.SelectMany(choice => choice.Options).ToArray();
        return clauses.Any(SaysNothing) && !clauses.Any(SaysSomething);
    }

    static bool SaysNothing(Clause clause) => clause switch
    {
        MultistatusClause { Of: PartitionOf.Ids } or ManifestClause => !SaysSomething(clause),
        TreeClause tree => tree.Nodes.All(node => node.Options.All(IsAbsence)),
        PropertiesClause properties => properties.Nodes.All(node => node.Options.All(option => option.Quantifier == Quantifier.No)),
        _ => false,
    };

    static bool SaysSomething(Clause clause) => clause switch
    {
        MultistatusClause { Of: PartitionOf.Ids } ids => ids.Parts.SelectMany(part => part.Options)
            .Any(part => !part.Statuses.IsAny && part.Statuses.Holds(200) && (part.Names.Length > 0 || part.Hole is not null)),
        MultistatusClause hrefs => hrefs.Parts.Length > 0,
        ManifestClause manifest => manifest.Lines.SelectMany(line => line.Options).Any(line => line is ManifestRow),
        TreeClause or PropertiesClause => !SaysNothing(clause),
        _ => false,
    };

    // The root itself comes with any answer.
    static bool IsAbsence(Node root) => root.Quantifier == Quantifier.No
        || (root.Children.Length > 0 && root.Children.All(child => child.Options.All(option => option.Quantifier == Quantifier.No)));
}
