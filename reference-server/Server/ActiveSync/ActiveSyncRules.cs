using System.Collections.Immutable;
using Conformance.Engine;
using Conformance.Engine.Devices;
using Conformance.Engine.Storage;
using Conformance.Engine.Waiting;
using Conformance.Server.ActiveSync.Commands;
using Conformance.Server.ActiveSync.Documents;
using Conformance.Server.ActiveSync.Query;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.ActiveSync;

/// <summary>The rules of the ActiveSync face, one member each; the default of each is the documented rule, or the decided one.</summary>
public sealed record ActiveSyncRules
{
    /// <summary>What the query says; null for one that is malformed or of a version that is not served.</summary>
    internal Func<HttpRequest, CommandQuery?> ReadQuery { get; init; } = CommandQuery.Read;

    /// <summary>Whether the body of a request says that it is WBXML.</summary>
    internal Func<HttpRequest, bool> HasWbxmlType { get; init; } = ActiveSyncFace.HasWbxmlType;

    /// <summary>Whose mailbox a command is about: that of the caller, whoever the query names.</summary>
    internal Func<string, CommandQuery, string> OwnerOf { get; init; } = (caller, _) => caller;

    /// <summary>Why a command of a device is not served; null when it is.</summary>
    internal Func<World, Device, string, uint?, GlobalStatus?> Refuse { get; init; } = Admission.Refuse;

    /// <summary>What the document of a Ping asks for; null when it breaks the schema.</summary>
    internal Func<Element, ProtocolVersion, PingRequest?> ReadPing { get; init; } = PingRequest.Read;

    /// <summary>What a Ping asks for, with what it leaves out taken from the one before.</summary>
    internal Func<Device, PingRequest, PingRequest> Merge { get; init; } = (device, asked) => new PingRequest(
        asked.HeartbeatSeconds ?? device.HeartbeatSeconds, asked.Folders ?? (device.Watched.IsDefault ? null : device.Watched));

    /// <summary>Whether a list of folders is longer than allowed.</summary>
    public Func<Limits, int, bool> IsTooLong { get; init; } = (limits, count) => count > limits.PingFoldersMax;

    /// <summary>What a device is held to know after a Sync, of what it knew before and what it knows then.</summary>
    public Func<FolderView, FolderView, FolderView> KeepView { get; init; } = (_, after) => after;

    /// <summary>A device knows the folder that it made itself, without being told of it.</summary>
    public bool KnowsOwnFolder { get; init; } = true;

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

    /// <summary>What makes a waiting Ping look again.</summary>
    public Func<World, Resource, ImmutableArray<WatchedFolder>, IReadOnlyCollection<Ground>> Grounds { get; init; } = PingRules.Grounds;

    /// <summary>What a Ping finds, now.</summary>
    public Func<World, Device, Resource, ImmutableArray<WatchedFolder>, PingFinding> Find { get; init; } = PingRules.Find;

    /// <summary>What a device is told of what was found.</summary>
    public Func<Device, PingFinding, PingFinding> Tell { get; init; } = (_, finding) => finding;
}
