using Conformance.Engine.Storage;

namespace Conformance.Engine.Devices;

public enum ItemChangeKind
{
    Added,
    Changed,
    Removed,
}

/// <summary>What became of an item of a folder, all its changes taken together.</summary>
/// <param name="Item">Null when it is not in the folder any more.</param>
/// <param name="First">Number of the first of its changes.</param>
public readonly record struct ItemChange(long Id, Resource? Item, ItemChangeKind Kind, long First);

/// <summary>The items of a folder that changed since what a device knows. Callers hold the world's lock.</summary>
public static class ItemChanges
{
    /// <summary>In the order of their first changes, so that a client can be told a part, and the rest from there on.</summary>
    /// <remarks>
    /// Whether an item was there before shows in its first change that the device does not know: one that found it in the folder. What
    /// came and went in between is no change.
    /// </remarks>
    /// <returns>Null when the log does not reach back so far.</returns>
    public static IReadOnlyList<ItemChange>? Since(World world, Resource folder, FolderView view)
    {
        var number = view.Number;
        if (number < world.Log.First - 1)
            return number == 0 ? Everything(world, folder) : null;
        if (folder.MembersChangeNumber <= number)
            return [];
        var changes = new List<ItemChange>();
        var seen = new HashSet<long>();
        foreach (var change in world.Log.After(folder.Id, number))
            if (!view.Knows(change.Resource, change.Number) && seen.Add(change.Resource) && Of(world.Store.Find(change.Resource), folder, change) is { } found)
                changes.Add(found);
        return changes;
    }

    /// <summary>For a client that knows nothing, from a store that is older than its log: in one piece, since all have one number.</summary>
    static List<ItemChange> Everything(World world, Resource folder) =>
        [.. folder.Members.Where(member => !member.IsFolder).Select(item => new ItemChange(item.Id, item, ItemChangeKind.Added, world.Log.Last))];

    static ItemChange? Of(Resource? resource, Resource folder, Change first)
    {
        if (resource is { IsFolder: true })
            return null;
        var was = first.ParentBefore == folder.Id;
        var isThere = resource?.Parent == folder;
        return was || isThere
            ? new ItemChange(
                first.Resource, isThere ? resource : null,
                was ? isThere ? ItemChangeKind.Changed : ItemChangeKind.Removed : ItemChangeKind.Added, first.Number)
            : null;
    }
}
