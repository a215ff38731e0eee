using Conformance.Engine.Storage;

namespace Conformance.Engine.Waiting;

/// <summary>What can end a wait: news in one folder, or any change of the folders below one.</summary>
/// <param name="Folder">Its id.</param>
/// <param name="IsOfFolders">False for what becomes of the folder and of its items.</param>
public readonly record struct Ground(long Folder, bool IsOfFolders)
{
    public static Ground ItemsOf(long folder) => new(folder, false);

    /// <summary>A folder comes, goes, moves or gets another name, at any depth.</summary>
    public static Ground FoldersBelow(long folder) => new(folder, true);

    /// <summary>The grounds that a change is.</summary>
    internal static IEnumerable<Ground> Of(Change change, Store store)
    {
        yield return ItemsOf(change.Resource);
        if (change.ParentBefore != 0)
            yield return ItemsOf(change.ParentBefore);
        if (change.ParentAfter != 0 && change.ParentAfter != change.ParentBefore)
            yield return ItemsOf(change.ParentAfter);
        if (!change.IsFolder)
            yield break;
        foreach (var around in Around(store.Find(change.ParentBefore)))
            yield return FoldersBelow(around.Id);
        if (change.ParentAfter != change.ParentBefore)
            foreach (var around in Around(store.Find(change.ParentAfter)))
                yield return FoldersBelow(around.Id);
    }

    static IEnumerable<Resource> Around(Resource? folder)
    {
        for (var at = folder; at is not null; at = at.Parent)
            yield return at;
    }
}
