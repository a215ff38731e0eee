using System.Runtime.CompilerServices;
using Conformance.Engine.Devices;

namespace Conformance.Server.Faults.ActiveSync;

/// <summary>What a Ping makes of folders that the device does not know, or knows and that are gone.</summary>
static class HierarchyFaults
{
    public static readonly Fault[] All =
    [
        Seams.Finding("ping.needs-no-foldersync", (look, found) =>
            found.News == PingNews.OtherFolders && !look.Device.Hierarchy.HasBegun ? look.WithoutHierarchy() : found),
        OnceAndForAll("ping.never-in-step"),
        Seams.Finding("ping.never-synced-is-quiet", (look, found) => found.News == PingNews.Additions
            ? look.Where(watched => look.FolderOf(watched) is { } folder && look.Device.Synchronized(folder.Id) is not null && found.Folders.Contains(watched.Id))
            : found),
        Seams.Finding("ping.old-hierarchy-will-do", (look, found) =>
            found.News == PingNews.OtherFolders && look.Device.Hierarchy.HasBegun && look.Watched.All(one => look.FolderOf(one) is not null)
                ? look.WithoutHierarchy()
                : found),
        FirstLookOnly("ping.hierarchy-looked-at-once"),
        Seams.OfPing("ping.hierarchy-change-is-status-2", rules => rules with
        {
            Tell = (device, finding) => finding.News == PingNews.OtherFolders && device.Hierarchy.HasBegun
                ? new PingFinding(PingNews.Additions, [.. device.Watched.Select(folder => folder.Id)])
                : rules.Tell(device, finding),
        }),
        Seams.Finding("ping.deleted-folders-are-quiet", (look, found) =>
            found.News == PingNews.OtherFolders && look.Device.Hierarchy.HasBegun
            && Hierarchy.Of(look.Mailbox).Since(look.Device.Hierarchy.Latest) is { Added.IsEmpty: true, Updated.IsEmpty: true }
                ? look.WithoutHierarchy()
                : found),
        Seams.OfPing("ping.own-folder-is-news", rules => rules with { KnowsOwnFolder = false }),
        Seams.OfPing("ping.unknown-folders-are-quiet", rules => rules with
        {
            Find = (world, device, mailbox, watched) => rules.Find(world, device, mailbox,
                [.. watched.Where(one => PingRules.FolderOf(world, Hierarchy.Of(mailbox), one.Id) is not null)]),
        }),
        Seams.Finding("ping.unknown-folder-is-status-8", (look, found) =>
            look.Watched.Any(one => look.FolderOf(one) is null) ? PingFinding.BackEndLost : found),
        Seams.OfPing("http.disabled-is-served", rules => rules with
        {
            Refuse = (world, device, command, key) => world.Devices.IsDisabled(device.Owner) ? null : rules.Refuse(world, device, command, key),
            Find = (world, device, mailbox, watched) => rules.Find(world, device, mailbox, watched) is { News: not PingNews.Disabled } found
                ? found
                : PingFinding.Nothing,
        }),
        Seams.Finding("security.disabled-waits-on", (_, found) => found.News == PingNews.Disabled ? PingFinding.Nothing : found),
    ];

    /// <summary>A device that was told to ask for its folders is told so for ever.</summary>
    static Fault OnceAndForAll(string id)
    {
        var told = new ConditionalWeakTable<Device, object>();
        return Seams.Finding(id, (look, found) =>
        {
            if (found.News == PingNews.OtherFolders)
                told.AddOrUpdate(look.Device, id);
            return told.TryGetValue(look.Device, out _) ? PingFinding.OtherFolders : found;
        });
    }

    /// <summary>Whether the device knows its folders is asked when a Ping comes, and not again.</summary>
    static Fault FirstLookOnly(string id)
    {
        var looked = new ConditionalWeakTable<LivePing, object>();
        return Seams.Finding(id, (look, found) =>
            found.News == PingNews.OtherFolders && look.Device.Ping is { } live && !looked.TryAdd(live, id)
                ? look.WithoutHierarchy()
                : Noted(look, found));

        PingFinding Noted(PingLook look, PingFinding found)
        {
            if (look.Device.Ping is { } live)
                looked.TryAdd(live, id);
            return found;
        }
    }
}
