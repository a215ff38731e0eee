using Conformance.Engine.Storage;

namespace Conformance.Engine.Locks;

/// <summary>The locks of a world, by id, by root, by the folders around the root, and by when to look at them.</summary>
/// <remarks>
/// Says nothing of whether one is still in force. Each question costs what it finds, never the number of all locks. A lock
/// knows the folders around its root from the day it was added: a root that moves, or moves with one of them, ends its lock.
/// Not thread-safe: callers hold the world's lock.
/// </remarks>
public sealed class LockTable
{
    static readonly Comparer<WriteLock> oldestFirst = Comparer<WriteLock>.Create((a, b) => a.Id.CompareTo(b.Id));

    static readonly Comparer<WriteLock> soonestFirst = Comparer<WriteLock>.Create((a, b) =>
        a.LookAt.CompareTo(b.LookAt) is var order and not 0 ? order : a.Id.CompareTo(b.Id));

    readonly Dictionary<long, WriteLock> byId = [];
    readonly Dictionary<long, SortedSet<WriteLock>> byRoot = [];
    readonly Dictionary<long, SortedSet<WriteLock>> byFolderAround = [];
    readonly SortedSet<WriteLock> byLook = new(soonestFirst);

    public int Count => byId.Count;

    public WriteLock? Find(long id) => byId.GetValueOrDefault(id);

    /// <summary>The locks whose root a resource is, oldest first.</summary>
    public IReadOnlyCollection<WriteLock> On(long root) => byRoot.TryGetValue(root, out var locks) ? locks : [];

    /// <summary>The locks whose root lies somewhere below a resource, oldest first.</summary>
    public IReadOnlyCollection<WriteLock> Below(long folder) => byFolderAround.TryGetValue(folder, out var locks) ? locks : [];

    /// <summary>The lock that is to be looked at next; null when none is due.</summary>
    public WriteLock? Due(DateTimeOffset now) => byLook.Min is { } first && first.LookAt <= now ? first : null;

    public void Add(WriteLock added)
    {
        byId.Add(added.Id, added);
        In(byRoot, added.Root.Id).Add(added);
        added.Around = [.. FoldersAround(added.Root)];
        foreach (var folder in added.Around)
            In(byFolderAround, folder).Add(added);
        LookAgain(added, added.Lease.ExpiresAt);
    }

    public void Remove(WriteLock removed)
    {
        if (!byId.Remove(removed.Id))
            return;
        Out(byRoot, removed.Root.Id, removed);
        foreach (var folder in removed.Around)
            Out(byFolderAround, folder, removed);
        byLook.Remove(removed);
    }

    /// <summary>The set is sorted by the time of the look, so a lock is out of it while that changes.</summary>
    public void LookAgain(WriteLock held, DateTimeOffset time)
    {
        byLook.Remove(held);
        held.LookAt = time;
        byLook.Add(held);
    }

    static IEnumerable<long> FoldersAround(Resource root)
    {
        for (var at = root.Parent; at is not null; at = at.Parent)
            yield return at.Id;
    }

    static SortedSet<WriteLock> In(Dictionary<long, SortedSet<WriteLock>> index, long id)
    {
        if (!index.TryGetValue(id, out var locks))
            index.Add(id, locks = new(oldestFirst));
        return locks;
    }

    static void Out(Dictionary<long, SortedSet<WriteLock>> index, long id, WriteLock removed)
    {
        var locks = index[id];
        locks.Remove(removed);
        if (locks.Count == 0)
            index.Remove(id);
    }
}
