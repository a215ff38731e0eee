using Conformance.Harness.Judging;
using Conformance.Harness.Language;

namespace Conformance.Harness.Proof;

/// <summary>What a mutation broke, and so which lines it can prove.</summary>
enum Reach
{
    /// <summary>One thing inside the message: whichever line then misses has judged it.</summary>
    Part,

    /// <summary>The body as a whole: lines about single elements miss for want of a tree, which proves nothing about them.</summary>
    Body,

    /// <summary>The root of the body: only lines that name a root have judged it.</summary>
    Root,

    /// <summary>There is no answer: every line misses, only the first has judged that.</summary>
    Answer,
}

/// <summary>A recorded passing answer with one thing changed.</summary>
/// <param name="What">For messages: what was changed.</param>
sealed record Mutation(string What, Observation Observation, Reach Reach = Reach.Part)
{
    /// <summary>Says whether a miss of the line under this mutation shows that the line judges.</summary>
    /// <param name="isRoot">The line names the root of a tree.</param>
    public bool Proves(IJudged line, bool isRoot) => Reach switch
    {
        Reach.Part => true,
        Reach.Root => isRoot || line is TreeClause,
        Reach.Body => line is Expectation or HeaderLine or BodyJudged
            or EmptyBodyClause or ContainsClause or MeasureClause or TreeClause or PropertiesClause or ManifestClause,
        _ => line is Expectation,
    };
}
