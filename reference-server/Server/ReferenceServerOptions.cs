using System.Collections.Immutable;
using System.Net;
using Conformance.Engine;
using Conformance.Engine.Presence;
using Conformance.Engine.Profiles;
using Conformance.Server.Hosting;

namespace Conformance.Server;

/// <summary>What to start.</summary>
public sealed record ReferenceServerOptions
{
    /// <summary>Worlds, each on a loopback port of its own.</summary>
    public int Worlds { get; init; } = 1;

    /// <summary>Address of the first world, http or https; port 0 for a free one. More worlds take free ports.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:0");

    /// <summary>Address of the control port: http, loopback only; null for none.</summary>
    public Uri? Control { get; init; } = new("http://127.0.0.1:0");

    /// <summary>How each world begins, and begins again when a lease or a reset names nothing else.</summary>
    public WorldSettings Settings { get; init; } = new();

    /// <summary>Number of accounts: user0, user1, user2 (without rights on others' folders), user3... Kept in <see cref="Settings"/>.</summary>
    public int AccountCount
    {
        get => Settings.Accounts;
        init => Settings = Settings with { Accounts = value };
    }

    /// <summary>Time that only the control port moves, or the machine's. Kept in <see cref="Settings"/>.</summary>
    public bool IsSimulated
    {
        get => Settings.IsSimulated;
        init => Settings = Settings with { IsSimulated = value };
    }

    /// <summary>Leases and heartbeats may be as short as a second. Kept in <see cref="Settings"/>.</summary>
    public bool HasShortTimes
    {
        get => Settings.Limits == Settings.Limits.WithShortTimes();
        init => Settings = value ? Settings with { Limits = Settings.Limits.WithShortTimes() } : Settings;
    }

    /// <summary>How disputed points are read, as <c>observed</c> or <c>strict C-06/outside C-23/no-refresh</c>. Kept in <see cref="Settings"/>.</summary>
    /// <exception cref="ArgumentException">A word is no profile or reading.</exception>
    public string Profile
    {
        get => Settings.Profile.Name;
        init => Settings = Settings with
        {
            Profile = Engine.Profiles.Profile.TryParse(value, out var error) ?? throw new ArgumentException(error, nameof(value)),
        };
    }

    /// <summary>Ids of seeded faults and legal variants that each world shows until a lease or a reset names others.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>Whom clients may have the server call.</summary>
    public CallBackPolicy CallBacks { get; init; } = new();

    /// <summary>Addresses that clients may have called beside their own. Kept in <see cref="CallBacks"/>.</summary>
    public ImmutableArray<IPAddress> CallBackTo
    {
        get => CallBacks.Allowed;
        init => CallBacks = CallBacks with { Allowed = value };
    }

    /// <summary>Logical host of the presence principals; null for whatever clients call the server by. Kept in <see cref="Settings"/>.</summary>
    public string? ImHost
    {
        get => Settings.ImHost;
        init => Settings = Settings with { ImHost = value };
    }

    /// <summary>Where other presence services are reached, by logical host. Kept in <see cref="Settings"/>.</summary>
    public ImmutableArray<(string Host, IPEndPoint At)> ImRoutes
    {
        get => [.. Settings.ImRoutes.Select(r => (r.Key, new IPEndPoint(IPAddress.Parse(r.Value.Address), r.Value.Port)))];
        init => Settings = Settings with
        {
            ImRoutes = Settings.ImRoutes.Clear().AddRange(
                value.Select(r => KeyValuePair.Create(r.Host, new PresenceRoute(r.At.Address.ToString(), r.At.Port)))),
        };
    }

    /// <summary>Presence takes a log-on by Basic too. Kept in <see cref="Settings"/>.</summary>
    public bool ImTakesBasic
    {
        get => Settings.ImTakesBasic;
        init => Settings = Settings with { ImTakesBasic = value };
    }

    public KestrelLimits Kestrel { get; init; } = new();

    /// <summary>Makes the faces that a world serves beside the built-in ones; asked once.</summary>
    public Func<IEnumerable<IFace>> ExtraFaces { get; init; } = () => [];
}
