namespace Conformance.Engine.Subscriptions;

/// <summary>What a request names ids for.</summary>
public enum IdUse
{
    Poll,
    Renew,
    Cancel,
}

/// <summary>An id of a POLL after it was judged.</summary>
/// <param name="Position">Place in the list, from 0.</param>
public readonly record struct PolledId(int Position, IdStatus Status);

/// <summary>How the ids of a request matched: the subscriptions found, and how many ids found none.</summary>
public sealed record IdMatches(IReadOnlyList<Subscription?> Found, int Unmatched)
{
    public int Count => Found.Count;
}
