using Conformance.Engine.Storage;

namespace Conformance.Engine.Searching;

/// <summary>The rules of searching, one member each; the default of each is the documented rule.</summary>
public sealed record SearchRules
{
    /// <summary>Below, at or above 0; null for values that cannot be compared, of which no comparison is true.</summary>
    public Func<Scalar, Scalar, int?> Compare { get; init; } = Comparison.Of;

    public Func<string, string, bool> IsLike { get; init; } = LikePattern.Matches;

    /// <summary>Whether a comparison with something that a resource lacks is true.</summary>
    public Func<Comparer, bool> HoldsOfMissing { get; init; } = _ => false;

    /// <summary>What a scope reaches, of what the last argument lets the caller see.</summary>
    public Func<SearchScope, Func<Resource, bool>, IEnumerable<Resource>> Reached { get; init; } = Scopes.Reached;

    /// <summary>Whether one key goes before another, for rows that stand in order.</summary>
    public Func<Scalar?, Scalar?, int> Sort { get; init; } = Comparison.ForSorting;
}
