using System.Runtime.CompilerServices;
using Conformance.Engine;
using Conformance.Engine.Devices;
using Conformance.Engine.Storage;
using Conformance.Engine.Waiting;
using Conformance.Server.ActiveSync;

namespace Conformance.Server.Faults.ActiveSync;

/// <summary>A Ping that hears of the wrong things, or not of the right ones.</summary>
static class WaitFaults
{
    public static readonly Fault[] All =
    [
        EndedBy("ping.changes-end-the-wait", (_, change) => change.Kind == ItemChangeKind.Changed),
        EndedBy("ping.deletions-end-the-wait", (look, change) => change.Kind == ItemChangeKind.Removed && look.World.Store.Find(change.Id) is null),
        EndedBy("ping.departures-end-the-wait", (look, change) => change.Kind == ItemChangeKind.Removed && look.World.Store.Find(change.Id) is not null),
        Missing("ping.moved-in-is-no-addition", ChangeKind.Moved),
        Missing("ping.copied-in-is-no-addition", ChangeKind.CopiedIn),
        Seams.OfPing("ping.any-mail-ends-it", rules => rules with
        {
            Grounds = (world, mailbox, watched) =>
                [.. rules.Grounds(world, mailbox, watched), .. Inboxes(world).Select(inbox => Ground.ItemsOf(inbox.Id))],
            Find = (world, device, mailbox, watched) => rules.Find(world, device, mailbox, watched) is { News: not PingNews.None } found
                ? found
                : Inboxes(world).Any(inbox => inbox.Parent != mailbox && inbox is { Members.Count: > 0 })
                    ? new PingFinding(PingNews.Additions, [watched[0].Id])
                    : PingFinding.Nothing,
        }),
        Seams.OfPing("ping.counts-as-sync", rules => rules with
        {
            Tell = (device, finding) =>
            {
                foreach (var id in finding.Folders)
                    if (long.TryParse(id, out var number) && device.Synchronized(number) is { } known)
                        known.Advance(known.Key, known.Latest.Told(long.MaxValue));
                return rules.Tell(device, finding);
            },
        }),
        Seams.OfPing("ping.sync-brings-it-twice", rules => rules with { KeepView = (before, _) => before }),
        DeafAfterSync("ping.deaf-after-a-sync"),
        Seams.OfPing("ping.other-commands-are-refused", rules => rules with
        {
            Refuse = (world, device, command, key) => device.Ping is not null && command == "FolderSync"
                ? GlobalStatus.InvalidContent
                : rules.Refuse(world, device, command, key),
        }),
        Seams.OfPing("ping.sync-is-refused-meanwhile", rules => rules with
        {
            Refuse = (world, device, command, key) => device.Ping is not null && command == "Sync"
                ? GlobalStatus.InvalidContent
                : rules.Refuse(world, device, command, key),
        }),
        Broken("ping.broken-ones-block", blocks: true),
        Counting("ping.abandoned-ones-count", 10),
        Broken("ping.broken-ones-take-the-news", blocks: false),
        Seams.OfPing("ping.fails-at-one-version", rules => rules with
        {
            ReadPing = (ping, version) => version.Number == 160 ? null : rules.ReadPing(ping, version),
        }),
        Seams.Finding("ping.lost-store-is-quiet", (_, found) => found.News == PingNews.BackEndLost ? PingFinding.Nothing : found),
        Seams.OfPing("ping.wants-a-policy-key", rules => rules with
        {
            Refuse = (world, device, command, key) => rules.Refuse(world, device, command == "Ping" ? "FolderSync" : command, key),
        }),
        Seams.OfPing("ping.minds-a-policy-key", rules => rules with
        {
            Refuse = (world, device, command, key) => key is not (null or 0) && key != device.PolicyKey
                ? GlobalStatus.InvalidPolicyKey
                : rules.Refuse(world, device, command, key),
        }),
        Seams.OfBytes("ping.status-in-words", Seams.Inline(0x47, "1"), Seams.Inline(0x47, "expired")),
    ];

    static IEnumerable<Resource> Inboxes(World world) => world.Accounts
        .Select(account => world.Store.Find($"/{Population.Exchange}/{account.Name}/Inbox")).OfType<Resource>();

    static Fault EndedBy(string id, Func<PingLook, ItemChange, bool> counts) => Seams.Finding(id, (look, found) =>
        found.News == PingNews.None ? look.Where(watched => look.ChangesOf(watched).Any(change => counts(look, change))) : found);

    static Fault Missing(string id, ChangeKind kind) => Seams.Finding(id, (look, found) => found.News == PingNews.Additions
        ? look.Where(watched => look.ChangesOf(watched).Any(change => change.Kind == ItemChangeKind.Added && look.KindOf(change) != kind))
        : found);

    /// <summary>What comes after a Sync ends no Ping.</summary>
    static Fault DeafAfterSync(string id)
    {
        var last = new ConditionalWeakTable<FolderView, object>();
        return Seams.OfPing(id, rules => rules with
        {
            KeepView = (before, after) =>
            {
                var kept = rules.KeepView(before, after);
                last.AddOrUpdate(kept, kept);
                return kept;
            },
            Find = (world, device, mailbox, watched) => rules.Find(world, device, mailbox, watched) is var found
                && found.News == PingNews.Additions
                && watched.Any(one => long.TryParse(one.Id, out var number) && device.Synchronized(number) is { } known
                    && last.TryGetValue(known.Latest, out _))
                ? PingFinding.Nothing
                : found,
        });
    }

    /// <summary>So many Pings that were never answered may be given up.</summary>
    static Fault Counting(string id, int abandonedMax)
    {
        var begun = new ConditionalWeakTable<Device, StrongBox<int>>();
        return Seams.OfPing(id, rules => rules with
        {
            Tell = (device, finding) =>
            {
                begun.GetOrCreateValue(device).Value = 0;
                return rules.Tell(device, finding);
            },
            Refuse = (world, device, command, key) => command == "Ping" && ++begun.GetOrCreateValue(device).Value > abandonedMax
                ? GlobalStatus.InvalidContent
                : rules.Refuse(world, device, command, key),
        });
    }

    /// <summary>A Ping whose connection broke goes on for the server: it blocks the next, or is told in its place.</summary>
    static Fault Broken(string id, bool blocks)
    {
        var begun = new ConditionalWeakTable<Device, StrongBox<int>>();
        return Seams.OfPing(id, rules => rules with
        {
            Remember = (device, seconds, folders) =>
            {
                begun.GetOrCreateValue(device).Value++;
                rules.Remember(device, seconds, folders);
            },
            Tell = (device, finding) =>
            {
                begun.GetOrCreateValue(device).Value = 0;
                return rules.Tell(device, finding);
            },
            Refuse = (world, device, command, key) => blocks && command == "Ping" && begun.GetOrCreateValue(device).Value > 0
                ? GlobalStatus.InvalidContent
                : rules.Refuse(world, device, command, key),
            Find = (world, device, mailbox, watched) => rules.Find(world, device, mailbox, watched) is var found
                && found.News == PingNews.Additions && !blocks && begun.GetOrCreateValue(device).Value > 1
                ? PingFinding.Nothing
                : found,
        });
    }
}
