using System.Collections.Immutable;
using Conformance.Engine.Storage;
using Conformance.Engine.Waiting;

namespace Conformance.Engine.Devices;

/// <summary>What there is to tell a waiting device.</summary>
public enum PingNews
{
    None,

    /// <summary>Items came to some of the folders.</summary>
    Additions,

    /// <summary>The device does not know the folders of its mailbox as they are, or one that it watches does not exist.</summary>
    OtherFolders,

    /// <summary>The store cannot be asked.</summary>
    BackEndLost,

    /// <summary>The account may have no devices any more.</summary>
    Disabled,
}

/// <param name="Folders">Where items came, as the client wrote their ids, in its order.</param>
public sealed record PingFinding(PingNews News, ImmutableArray<string> Folders)
{
    public static readonly PingFinding Nothing = new(PingNews.None, []);
    public static readonly PingFinding OtherFolders = new(PingNews.OtherFolders, []);
    public static readonly PingFinding BackEndLost = new(PingNews.BackEndLost, []);
    public static readonly PingFinding Disabled = new(PingNews.Disabled, []);
}

/// <summary>Decides what a Ping finds, now. Callers hold the world's lock.</summary>
/// <remarks>
/// Level, not edge: what came since the last key that was told for a folder is found however often it is asked, until the folder is
/// synchronized. Only additions count; what was changed, deleted or moved out ends no wait. Source: MS-ASCMD 2.2.1.13, 3.1.5.8.
/// </remarks>
public static class PingRules
{
    public static PingFinding Find(World world, Device device, Resource mailbox, ImmutableArray<WatchedFolder> watched)
    {
        if (world.Devices.IsDisabled(device.Owner))
            return PingFinding.Disabled;
        if (world.Devices.IsBackEndLost)
            return PingFinding.BackEndLost;
        // The documents are silent on a wipe while a Ping is open: FolderSync asks for the policy, and so learns of it.
        if (device.IsToBeWiped)
            return PingFinding.OtherFolders;
        var hierarchy = Hierarchy.Of(mailbox);
        if (!device.Hierarchy.HasBegun || hierarchy.Since(device.Hierarchy.Latest).Count > 0)
            return PingFinding.OtherFolders;
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var one in watched)
        {
            if (FolderOf(world, hierarchy, one.Id) is not { } folder)
                return PingFinding.OtherFolders;
            if (HasAdditions(world, device, folder))
                found.Add(one.Id);
        }
        return found.Count == 0 ? PingFinding.Nothing : new PingFinding(PingNews.Additions, found.ToImmutable());
    }

    /// <summary>What can end the wait: items of the watched folders, and any change of the folders of the mailbox.</summary>
    public static IReadOnlyCollection<Ground> Grounds(World world, Resource mailbox, ImmutableArray<WatchedFolder> watched)
    {
        var hierarchy = Hierarchy.Of(mailbox);
        return
        [
            Ground.FoldersBelow(mailbox.Id),
            .. watched.Select(one => FolderOf(world, hierarchy, one.Id)).OfType<Resource>().Select(folder => Ground.ItemsOf(folder.Id)),
        ];
    }

    /// <summary>The folder that a client names; null when it is none of the mailbox.</summary>
    public static Resource? FolderOf(World world, Hierarchy hierarchy, string id) =>
        long.TryParse(id, out var number) && number.ToString() == id && hierarchy.Contains(number) ? world.Store.Find(number) : null;

    // The documents are silent on a folder that was never synchronized; we name it, since the client has to synchronize it.
    static bool HasAdditions(World world, Device device, Resource folder) =>
        device.Synchronized(folder.Id) is not { } known
        || ItemChanges.Since(world, folder, known.Latest) is not { } changes
        || changes.Any(change => change.Kind == ItemChangeKind.Added);
}
