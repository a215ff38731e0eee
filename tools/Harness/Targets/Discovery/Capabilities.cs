using System.Collections.Immutable;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>Every word that <c>needs</c> may use, in the order of probing: what a probe requires stands above it.</summary>
public static class Capabilities
{
    /// <summary>Offered when the suite has a folder of its own in which items can be put and read.</summary>
    public const string Folder = "folder";

    public static readonly ImmutableArray<Capability> All =
    [
        new(Folder, "a folder of our own, items in it", [], DavProbes.WritableFolder),
        new("subscribe", "SUBSCRIBE", [], NotificationProbes.Subscribe, "SUB-01", "SUBSCRIBE"),
        new("poll", "POLL", ["subscribe"], NotificationProbes.Poll, "POLL-01", "POLL"),
        new("unsubscribe", "UNSUBSCRIBE", ["subscribe", "poll"], NotificationProbes.Unsubscribe, "UNSUB-01", "UNSUBSCRIBE"),
        new("newmail.root", "newmail subscriptions on the root of a mailbox", ["subscribe"], NotificationProbes.NewMailOfMailbox),
        new("propfind", "PROPFIND", [], DavProbes.PropFind, Method: "PROPFIND"),
        new("permanenturl", "a permanent URL beside the ordinary one", ["propfind"], DavProbes.PermanentUrl),
        new("proppatch", "PROPPATCH", [Folder], DavProbes.PropPatch, Method: "PROPPATCH"),
        new("copy", "COPY", [Folder], DavProbes.Copy, Method: "COPY"),
        new("move", "MOVE", [Folder], DavProbes.Move, Method: "MOVE"),
        new("lock", "LOCK that keeps others out", [Folder], LockProbes.Lock, Method: "LOCK"),
        new("batch", "methods for several members at once", [Folder, "propfind"], DavProbes.Batch, Method: "BPROPFIND"),
        new("search", "SEARCH with SQL", [], ReplicationProbes.Search, "SRCH-01", "SEARCH"),
        new("repl", "SEARCH with repl and collblob", ["search"], ReplicationProbes.Manifest),
        new("ping", "ActiveSync Ping", [], ActiveSyncProbes.Ping, "OPT-04"),
        new("sync", "ActiveSync FolderSync and Sync", ["ping"], ActiveSyncProbes.Sync),
        .. ActiveSyncProbes.Versions.Select(v =>
            new Capability($"version.{v}", $"Ping at version {v}", ["ping"], ActiveSyncProbes.Version(v), "OPT-04")),
        new("rvp", "RVP presence", [], RvpProbes.Node),
        new("account.second", "a second user, bob", [], SettingProbes.SecondAccount),
        new("account.powerless", "a user who may read nothing of the others", [Folder], SettingProbes.PowerlessAccount),
        new("rvp.principal.two", "a second RVP principal", ["rvp", "account.second"], RvpProbes.SecondNode),
        new("rvp.principal.three", "a third RVP principal", ["rvp.principal.two"], RvpProbes.ThirdNode),
        new("clock", "a clock that the suite can move", [], SettingProbes.Clock),
        new("limits", "a control port that sets limits", [], SettingProbes.Limits),
        new("device.fresh", "ids that no device had before", ["ping"], SettingProbes.FreshDevices),
        new("devices", "a control port that rules over devices", ["ping"], SettingProbes.Limits),
        new("logon.plain", "a log-on that one header carries, without a challenge", [Folder], SettingProbes.PlainLogOn),
        .. StimulusEvents.All.Select(e => new Capability(
            $"stimulus.{e}", $"a way to make '{e}' happen", e is StimulusEvents.Change ? [Folder] : [], SettingProbes.Stimulus(e))),
        new("listener.http", "an HTTP listener that the target can call", [], SettingProbes.HttpListener),
        new("notify.udp", "NOTIFY datagrams", ["subscribe", Folder], NotificationProbes.Datagrams),
        new("traffic.owa", "a recording of the Outlook Web Access client", [], SettingProbes.RecordedTraffic),
        new("traffic.notification", "a recording of a client of event notification", [], SettingProbes.RecordedTraffic),
        new("traffic.replication", "a recording of a client of replication", [], SettingProbes.RecordedTraffic),
        new("traffic.rvp", "a recording of a presence client", [], SettingProbes.RecordedTraffic),
        new("traffic.activesync", "a recording of an ActiveSync device", [], SettingProbes.RecordedTraffic),
    ];

    public static readonly ImmutableDictionary<string, Capability> ByName = All.ToImmutableDictionary(c => c.Name);

    /// <summary>The words and all they require, in the order of probing.</summary>
    public static ImmutableArray<Capability> Closure(IEnumerable<string> words)
    {
        var wanted = new HashSet<string>();
        foreach (var word in words)
            Add(word);
        return [.. All.Where(c => wanted.Contains(c.Name))];

        void Add(string word)
        {
            if (ByName.TryGetValue(word, out var capability) && wanted.Add(word))
                foreach (var required in capability.Requires)
                    Add(required);
        }
    }
}
