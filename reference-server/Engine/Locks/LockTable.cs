using Conformance.Engine.Storage;

namespace Conformance.Engine.Locks;

/// <summary>The locks of a world, by id and by root. Says nothing of whether one is still in force.</summary>
/// <remarks>Not thread-safe: callers hold the world's lock.</remarks>
public sealed class LockTable
{
    readonly Dictionary<long, WriteLock> byId = [];
    readonly Dictionary<long, List<WriteLock>> byRoot = [];

    public int Count => byId.Count;

    public IReadOnlyCollection<WriteLock> All => byId.Values;

    public WriteLock? Find(long id) => byId.GetValueOrDefault(id);

    /// <summary>The locks whose root a resource is, oldest first.</summary>
    public IReadOnlyList<WriteLock> On(Resource root) => byRoot.TryGetValue(root.Id, out var locks) ? locks : [];

    public void Add(WriteLock added)
    {
        byId.Add(added.Id, added);
        if (!byRoot.TryGetValue(added.Root.Id, out var locks))
            byRoot.Add(added.Root.Id, locks = []);
        locks.Add(added);
    }

    public void Remove(WriteLock removed)
    {
        if (!byId.Remove(removed.Id))
            return;
        var locks = byRoot[removed.Root.Id];
        locks.Remove(removed);
        if (locks.Count == 0)
            byRoot.Remove(removed.Root.Id);
    }
}
