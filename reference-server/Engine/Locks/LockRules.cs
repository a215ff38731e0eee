using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;

namespace Conformance.Engine.Locks;

/// <summary>The rules of locking, one member each; the default of each is the documented rule. Source: RFC 4918, 6 and 7.</summary>
public sealed record LockRules
{
    /// <summary>Asked seconds, or null, to granted seconds.</summary>
    public Func<Limits, long?, int> GrantSeconds { get; init; } = (limits, asked) =>
        asked is null
            ? limits.LockSecondsDefault
            : (int)Math.Clamp(asked.Value, limits.LockSecondsMin, limits.LockSecondsMax);

    public Func<WriteLock, DateTimeOffset, bool> HasExpired { get; init; } = (held, now) => held.Lease.HasExpired(now);

    /// <summary>Whether a lock covers a resource: its root, and all below it when it is deep.</summary>
    public Func<WriteLock, Resource, bool> Covers { get; init; } = (held, resource) =>
        held.Root == resource || (held.IsDeep && held.Root.Holds(resource));

    /// <summary>Whether a lock keeps another of this scope away from what both would cover.</summary>
    public Func<WriteLock, LockScope, bool> Excludes { get; init; } = (held, wanted) =>
        held.Scope == LockScope.Exclusive || wanted == LockScope.Exclusive;

    /// <summary>Whether somebody may use and end a lock.</summary>
    public Func<WriteLock, string, bool> IsCreator { get; init; } = (held, caller) =>
        string.Equals(held.Creator, caller, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a caller may write what these locks cover: there are none, or one of them is its own and it showed its id.
    /// </summary>
    /// <remarks>Of several shared locks one is enough.</remarks>
    public Func<IReadOnlyCollection<WriteLock>, Func<WriteLock, bool>, bool> Permits { get; init; } = (covering, isShownByCreator) =>
        covering.Count == 0 || covering.Any(isShownByCreator);

    /// <summary>Whether a change ends a lock: its root, or what held it, was moved or deleted.</summary>
    public Func<WriteLock, Change, Store, bool> EndsWith { get; init; } = (held, change, store) =>
        change.Kind == ChangeKind.Deleted
            ? held.Root.Id == change.Resource
            : change.Kind == ChangeKind.Moved && store.Find(change.Resource)?.Holds(held.Root) is true;

    /// <summary>Whether a folder's locks guard which members it has: they do, at any depth.</summary>
    public Func<WriteLock, bool> GuardsMembership { get; init; } = _ => true;

    /// <summary>Gives a lock its full time again, or the time that is asked for now.</summary>
    public Action<World, WriteLock, long?> Refresh { get; init; } = (world, held, asked) =>
        held.Lease = Lease.Grant(world.Now, world.Rules.Locks.GrantSeconds(world.Limits, asked));

    /// <summary>Ends a lock as a whole, whichever resource it was asked at.</summary>
    public Action<LockTable, WriteLock> Release { get; init; } = (table, held) => table.Remove(held);
}
