using System.Runtime.CompilerServices;
using Conformance.Engine.Devices;
using Conformance.Protocol.Wbxml;
using Conformance.Server.ActiveSync;

namespace Conformance.Server.Faults.ActiveSync;

/// <summary>A Ping that waits, remembers or tells wrongly.</summary>
static class PingFaults
{
    const string SharedDevice = "shared";

    static readonly byte[] start = [0x45, 0x47];

    public static readonly Fault[] All =
    [
        Seams.OfPing("ping.additions-are-status-1", rules => rules with
        {
            Tell = (device, finding) => finding.News == PingNews.Additions ? PingFinding.Nothing : rules.Tell(device, finding),
        }),
        Seams.OfPing("ping.status-2-without-folders", rules => rules with
        {
            Tell = (device, finding) => rules.Tell(device, finding) with { Folders = [] },
        }),
        Seams.OfPing("ping.names-quiet-folder", rules => rules with
        {
            Tell = (device, finding) => finding.News == PingNews.Additions
                ? finding with { Folders = [.. device.Watched.Select(folder => folder.Id)] }
                : finding,
        }),
        Seams.OfPing("ping.edge-triggered", TellsOnce),
        Seams.OfPing("wbxml.error-form-of-wrong-version", rules => rules with { HasGlobalStatuses = version => !rules.HasGlobalStatuses(version) }),
        Seams.OfPing("wbxml.malformed-is-an-empty-ping", rules => rules with { TakeBody = body => IsReadable(body) ? body : [] }),
        Seams.OfPing("ping.returns-at-once", rules => rules with { Wait = _ => TimeSpan.Zero }),
        Seams.OfPing("ping.cache-lost", rules => rules with { Remember = (_, _, _) => { } }),
        Seams.OfPing("ping.cache-per-user", rules => rules with { Partner = (world, account, _) => rules.Partner(world, account, SharedDevice) }),
        Seams.OfPing("ping.supersedes-other-device", rules => rules with
        {
            Supersede = (world, device) =>
            {
                foreach (var other in world.Devices.All.Where(other => other.Owner == device.Owner))
                    rules.Supersede(world, other);
            },
        }),
        Seams.OfPing("ping.5-wrong-limit", rules => rules with
        {
            NearestInterval = (limits, seconds) => rules.NearestInterval(limits, seconds) is var nearest && nearest == seconds
                ? seconds
                : limits.HeartbeatSecondsMin + limits.HeartbeatSecondsMax - nearest,
        }),
        Seams.EndingAfter("ping.5-without-limit", Seams.Inline(0x47, "5")),
        Fault.OfWire("ping.content-type-xml", answer => answer.Answers("POST", 200) && answer.Body.Length > 0
            ? answer.With("Content-Type", "text/xml")
            : answer),
    ];

    public static readonly Fault[] Variants =
    [
        Fault.OfWire("variant.redundant-page-switch", answer => answer.Answers("POST", 200) && answer.Body.AsSpan().IndexOf(start) is >= 0 and var at
            ? answer.WithBody([.. answer.Body[..(at + 1)], 0x00, 0x0D, .. answer.Body[(at + 1)..]])
            : answer),
    ];

    static bool IsReadable(byte[] body)
    {
        try
        {
            var reader = new WbxmlReader(body);
            while (reader.Read())
            {
            }
            return true;
        }
        catch (WbxmlException)
        {
            return false;
        }
    }

    static ActiveSyncRules TellsOnce(ActiveSyncRules rules)
    {
        var told = new ConditionalWeakTable<Device, HashSet<string>>();
        return rules with
        {
            Tell = (device, finding) => finding.News == PingNews.Additions && !finding.Folders.Any(told.GetOrCreateValue(device).Add)
                ? PingFinding.Nothing
                : finding,
        };
    }
}
