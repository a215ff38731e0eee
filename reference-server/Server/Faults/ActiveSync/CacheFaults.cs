using System.Runtime.CompilerServices;
using Conformance.Engine;
using Conformance.Engine.Devices;

namespace Conformance.Server.Faults.ActiveSync;

/// <summary>What a Ping leaves out is taken from the wrong place, or from none.</summary>
static class CacheFaults
{
    const int AnyInterval = 480;

    static readonly TimeSpan briefly = TimeSpan.FromMinutes(5);

    public static readonly Fault[] All =
    [
        Seams.Merging("ping.lists-add-up", (device, asked) => asked.Folders is { } folders && !device.Watched.IsDefault
            ? asked with { Folders = [.. folders.UnionBy(device.Watched, folder => folder.Id)] }
            : asked),
        Seams.OfPing("ping.list-wants-an-interval", rules => rules with
        {
            Merge = (device, asked) => asked is { Folders: not null, HeartbeatSeconds: null } ? asked : rules.Merge(device, asked),
        }),
        Seams.OfPing("ping.interval-wants-a-list", rules => rules with
        {
            Merge = (device, asked) => asked is { Folders: null, HeartbeatSeconds: not null } ? asked : rules.Merge(device, asked),
        }),
        Seams.OfPing("ping.first-interval-stays", rules => rules with
        {
            Remember = (device, seconds, folders) => rules.Remember(device, device.HeartbeatSeconds ?? seconds, folders),
        }),
        Seams.OfPing("ping.cache-by-device-alone", rules => rules with
        {
            Partner = (world, account, id) => world.Devices.All.FirstOrDefault(device => device.Id == id && device.HeartbeatSeconds is not null)
                ?? rules.Partner(world, account, id),
        }),
        Seams.OfPing("ping.cache-dies-with-the-connection", rules => rules with
        {
            Merge = (device, asked) => device.Ping is null ? asked : rules.Merge(device, asked),
        }),
        Forgetful("ping.cache-dies-after-minutes"),
        Seams.Merging("ping.refused-interval-is-kept", (device, asked) =>
        {
            device.HeartbeatSeconds = (int?)asked.HeartbeatSeconds ?? device.HeartbeatSeconds;
            return asked;
        }),
        Seams.Merging("ping.interval-alone-watches-nothing", (device, asked) =>
            asked is { HeartbeatSeconds: not null, Folders: null } && device.Watched.IsDefault ? asked with { Folders = [] } : asked),
        Seams.Merging("ping.default-interval", (device, asked) =>
            asked is { HeartbeatSeconds: null, Folders: not null } && device.HeartbeatSeconds is null ? asked with { HeartbeatSeconds = AnyInterval } : asked),
    ];

    /// <summary>What was kept is forgotten after some minutes without a Ping.</summary>
    static Fault Forgetful(string id)
    {
        var lastLooks = new ConditionalWeakTable<Device, Tuple<World, DateTimeOffset>>();
        return Seams.OfPing(id, rules => rules with
        {
            Find = (world, device, mailbox, watched) =>
            {
                lastLooks.AddOrUpdate(device, Tuple.Create(world, world.Now));
                return rules.Find(world, device, mailbox, watched);
            },
            Merge = (device, asked) => lastLooks.TryGetValue(device, out var look) && look.Item1.Now - look.Item2 > briefly
                ? asked
                : rules.Merge(device, asked),
        });
    }
}
