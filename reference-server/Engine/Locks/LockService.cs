using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;

namespace Conformance.Engine.Locks;

/// <summary>Grants, finds, refreshes and ends locks by the rules of a world.</summary>
/// <remarks>Callers hold the world's lock. Time ends locks without a timer: one that has expired is never in force.</remarks>
public sealed class LockService(World world)
{
    public LockTable Table { get; } = new();

    LockRules Rules => world.Rules.Locks;

    /// <summary>The locks in force that cover a resource, those of its own before those of the folders around it.</summary>
    public IReadOnlyList<WriteLock> Covering(Resource resource)
    {
        if (Table.Count == 0)
            return [];
        var covering = new List<WriteLock>();
        for (var at = resource; at is not null; at = at.Parent)
            foreach (var held in Table.On(at.Id))
                if (IsInForce(held) && Rules.Covers(held, resource))
                    covering.Add(held);
        return covering;
    }

    /// <summary>The locks in force that would cover a member which a folder does not have yet.</summary>
    public IReadOnlyList<WriteLock> CoveringNewMemberOf(Resource folder) => [.. Covering(folder).Where(held => held.IsDeep)];

    /// <summary>The locks in force with a root somewhere below a resource.</summary>
    public IEnumerable<WriteLock> Below(Resource resource) => Table.Below(resource.Id).Where(IsInForce);

    /// <summary>The lock in force with this id that covers a resource; null when there is none.</summary>
    public WriteLock? Find(long id, Resource resource) =>
        Table.Find(id) is { } held && IsInForce(held) && Rules.Covers(held, resource) ? held : null;

    /// <summary>The locks that keep somebody from writing a resource; empty when he may.</summary>
    /// <param name="shown">Ids of the locks that he showed.</param>
    public IReadOnlyList<WriteLock> Barring(Resource resource, string caller, IReadOnlySet<long> shown) =>
        Barring(Covering(resource), caller, shown);

    /// <summary>The locks that keep somebody from giving a folder a member, or taking one away.</summary>
    public IReadOnlyList<WriteLock> BarringMembership(Resource folder, string caller, IReadOnlySet<long> shown) =>
        Barring([.. Covering(folder).Where(Rules.GuardsMembership)], caller, shown);

    /// <summary>Whether the world takes one lock more. Those that are over make room.</summary>
    public bool HasRoom()
    {
        while (Table.Due(world.Now) is { } due)
            if (IsInForce(due))
                Table.LookAgain(due, Later(due.Lease.ExpiresAt));
            else
                Table.Remove(due);
        return Table.Count < world.Limits.LocksMax;
    }

    /// <summary>Locks a resource.</summary>
    public LockOutcome Lock(Resource resource, string caller, LockRequest request)
    {
        var rivals = Covering(resource).Where(held => Rules.Excludes(held, request.Scope)).ToArray();
        if (rivals.Length > 0)
            return new LockOutcome.Excluded(rivals);
        var below = request.IsDeep
            ? Below(resource).Where(held => Rules.Excludes(held, request.Scope)).Select(held => held.Root).Distinct().ToArray()
            : [];
        if (below.Length > 0)
            return new LockOutcome.ExcludedBelow(below);
        if (!HasRoom())
            return new LockOutcome.Full();
        var granted = new WriteLock
        {
            Id = world.Counters.NextLock(),
            Root = resource,
            Scope = request.Scope,
            IsDeep = request.IsDeep,
            Creator = caller,
            Owner = request.Owner,
            Lease = Lease.Grant(world.Now, Rules.GrantSeconds(world.Limits, request.AskedSeconds)),
        };
        Table.Add(granted);
        return new LockOutcome.Granted(granted);
    }

    public void Refresh(WriteLock held, long? askedSeconds) => Rules.Refresh(world, held, askedSeconds);

    public void Release(WriteLock held) => Rules.Release(Table, held);

    /// <summary>Ends the locks that a change ends.</summary>
    internal void OnChange(Change change)
    {
        if (Table.Count == 0 || change.Kind is not (ChangeKind.Deleted or ChangeKind.Moved))
            return;
        IEnumerable<WriteLock> touched = Table.On(change.Resource);
        if (change.Kind == ChangeKind.Moved)
            touched = touched.Concat(Table.Below(change.Resource));
        foreach (var ended in touched.Where(held => Rules.EndsWith(held, change, world.Store)).ToArray())
            Table.Remove(ended);
    }

    /// <summary>When to look again at a lock that is in force; a rule may hold one for longer than its lease says.</summary>
    DateTimeOffset Later(DateTimeOffset end) => end > world.Now ? end : world.Now.AddSeconds(world.Limits.LockSecondsMin);

    bool IsInForce(WriteLock held) => !Rules.HasExpired(held, world.Now);

    IReadOnlyList<WriteLock> Barring(IReadOnlyList<WriteLock> covering, string caller, IReadOnlySet<long> shown) =>
        Rules.Permits(covering, held => shown.Contains(held.Id) && Rules.IsCreator(held, caller)) ? [] : covering;
}
