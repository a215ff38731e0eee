using System.Collections.Immutable;
using Conformance.Engine;
using Conformance.Engine.Devices;
using Conformance.Engine.Storage;

namespace Conformance.Server.ActiveSync;

/// <summary>The rules of the ActiveSync face, one member each; the default of each is the documented rule, or the decided one.</summary>
public sealed record ActiveSyncRules
{
    /// <summary>The partnership of an account and a device id; null when there may be no more.</summary>
    public Func<World, string, string, Device?> Partner { get; init; } =
        (world, account, id) => world.Devices.Find(account, id, world.Limits);

    /// <summary>Whether a version, its number times ten, tells an error that concerns every command in a document.</summary>
    /// <remarks>Up to 12.1 it is an HTTP status. Source: MS-ASCMD 2.2.2.</remarks>
    public Func<int, bool> HasGlobalStatuses { get; init; } = version => version >= ProtocolVersion.V140.Number;

    /// <summary>The body that a request is taken to have.</summary>
    public Func<byte[], byte[]> TakeBody { get; init; } = body => body;

    /// <summary>The interval that is nearest to one asked for, in seconds; a Ping that asks for another is refused.</summary>
    public Func<Limits, long, long> NearestInterval { get; init; } =
        (limits, seconds) => Math.Clamp(seconds, limits.HeartbeatSecondsMin, limits.HeartbeatSecondsMax);

    /// <summary>Keeps what an accepted Ping asked for; the next may leave it out.</summary>
    public Action<Device, int, ImmutableArray<WatchedFolder>> Remember { get; init; } =
        (device, seconds, folders) => (device.HeartbeatSeconds, device.Watched) = (seconds, folders);

    /// <summary>Ends the Pings that a new one of a device takes the place of.</summary>
    public Action<World, Device> Supersede { get; init; } = (_, device) => device.Ping?.Supersede();

    /// <summary>How long a Ping waits for the interval it was granted.</summary>
    public Func<TimeSpan, TimeSpan> Wait { get; init; } = interval => interval;

    /// <summary>What a Ping finds, now.</summary>
    public Func<World, Device, Resource, ImmutableArray<WatchedFolder>, PingFinding> Find { get; init; } = PingRules.Find;

    /// <summary>What a device is told of what was found.</summary>
    public Func<Device, PingFinding, PingFinding> Tell { get; init; } = (_, finding) => finding;
}
