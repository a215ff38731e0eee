namespace Conformance.Engine;

/// <summary>The numbers that a world gives out; none is given twice.</summary>
/// <remarks>Not thread-safe: callers hold the world's lock.</remarks>
public sealed class Counters(Limits limits)
{
    long resource;
    long writeLock;
    int subscription = limits.FirstSubscriptionId - 1;

    public long NextResource() => ++resource;

    public long NextLock() => ++writeLock;

    /// <summary>1 to 2147483647: a known client reads a signed 32-bit number.</summary>
    public int NextSubscription() => checked(++subscription);
}
