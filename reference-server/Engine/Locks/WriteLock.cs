using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;

namespace Conformance.Engine.Locks;

/// <summary>Whether a lock keeps every other out, or only those that want to be alone.</summary>
public enum LockScope
{
    Exclusive,
    Shared,
}

/// <summary>What a lock is asked for.</summary>
/// <param name="IsDeep">It covers all below its root, now and later.</param>
/// <param name="Owner">What the client says of itself: opaque here, given back unchanged; null when it says nothing.</param>
/// <param name="AskedSeconds">Null when it names no time.</param>
public sealed record LockRequest(LockScope Scope, bool IsDeep, string? Owner, long? AskedSeconds);

/// <summary>A write lock on a resource. Source: RFC 4918, 6 and 7.</summary>
/// <remarks>It stays with its place: when its root is moved or deleted, it ends. Owned by one <see cref="LockTable"/>.</remarks>
public sealed class WriteLock
{
    /// <summary>From the world's counter, 1 upwards, never reused.</summary>
    public required long Id { get; init; }

    public required Resource Root { get; init; }
    public required LockScope Scope { get; init; }
    public required bool IsDeep { get; init; }

    /// <summary>The account that asked for it, which alone may use and end it.</summary>
    public required string Creator { get; init; }

    public required string? Owner { get; init; }

    public Lease Lease { get; internal set; }

    /// <summary>Ids of the folders around its root; kept by its table.</summary>
    internal long[] Around { get; set; } = [];

    /// <summary>When its lease should be over, as far as its table knows.</summary>
    internal DateTimeOffset LookAt { get; set; }
}
