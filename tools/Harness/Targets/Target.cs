using System.Collections.Immutable;
using System.Net;

namespace Conformance.Harness.Targets;

/// <summary>The server a run is about, as resolved from settings: everything the runner needs to know before the first byte.</summary>
/// <remarks>Immutable. On the bundled server each scenario gets its own world: <see cref="At"/> puts its address in.</remarks>
public sealed record Target
{
    /// <summary>The address of a bundled server that has not been started yet.</summary>
    public static readonly Uri NotStarted = new("bundled:");

    public required string Name { get; init; }

    /// <summary>Absolute, http or https; <see cref="NotStarted"/> until the bundled server has an address.</summary>
    public required Uri Url { get; init; }

    /// <summary>True for the bundled server: every miss fails, and worlds are leased.</summary>
    public bool IsReference { get; init; }

    /// <summary>User to password where passwords are documented and guard nothing: those of the bundled server.</summary>
    public ImmutableDictionary<string, string> PublishedPasswords => IsReference
        ? Accounts.Where(a => a.Password is not null).ToImmutableDictionary(a => a.User, a => a.Password!.Reveal())
        : ImmutableDictionary<string, string>.Empty;

    /// <summary>Where to connect in place of the host of <see cref="Url"/>.</summary>
    public DnsEndPoint? Connect { get; init; }

    /// <summary>Logical host to the address it is reached at, hosts without case.</summary>
    public ImmutableDictionary<string, DnsEndPoint> Routes { get; init; } =
        ImmutableDictionary.Create<string, DnsEndPoint>(StringComparer.OrdinalIgnoreCase);

    /// <summary>In file order; at most one for each role.</summary>
    public ImmutableArray<Account> Accounts { get; init; } = [];

    public Authentication Authentication { get; init; } = new(AuthenticationKind.Basic);

    public ImmutableArray<TargetHeader> Headers { get; init; } = [];

    public FaceRoots Roots { get; init; } = new();

    /// <summary>Capabilities that the target announces: a failing probe is then a failure.</summary>
    public ImmutableHashSet<string> Offers { get; init; } = [];

    /// <summary>Capabilities that its file excludes.</summary>
    public ImmutableHashSet<string> Lacks { get; init; } = [];

    /// <summary>The control port; null when there is none, and on a bundled server until it has started.</summary>
    public Uri? Control { get; init; }

    /// <summary>True when time moves by the control port; else <c>then +</c> sleeps.</summary>
    public bool HasControlClock { get; init; }

    public StimulusTable Stimuli { get; init; } = StimulusTable.ByProtocol;

    public Patience Patience { get; init; } = new();

    public Profile Profile { get; init; } = Profile.Strict;

    public Trust Trust { get; init; } = new(null, null);

    /// <summary>The address our listeners bind; null to find out which one the target sees.</summary>
    public IPAddress? ListenAddress { get; init; }

    /// <summary>The name by which the target calls our listeners; null for their address.</summary>
    public string? ListenHost { get; init; }

    /// <summary>ActiveSync device ids to draw from, never empty; see <see cref="DevicePool"/>.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    public HeartbeatRange Heartbeats { get; init; } = new(null, null);

    public ImmutableArray<KnownDeviation> Deviations { get; init; } = [];

    /// <summary>The account of a role; null when the target has none.</summary>
    public Account? this[string role] => Accounts.FirstOrDefault(a => a.Role == role);

    /// <summary>The same target at an address that was not known before.</summary>
    public Target At(Uri url, Uri? control) => this with { Url = url, Control = control };

    /// <summary>The root of a face with the user's name put in, always absolute, with a final slash where the root has one.</summary>
    public Uri Root(string pattern, string user) =>
        new(Url, pattern.Replace("{user}", Uri.EscapeDataString(user), StringComparison.Ordinal));

    /// <summary>Stars out every secret of this target in a text.</summary>
    public string Redact(string text)
    {
        foreach (var secret in Accounts.Select(a => a.Password).Concat(Headers.Where(h => h.IsSecret).Select(h => h.Value)))
            text = secret?.Redact(text) ?? text;
        return text;
    }
}

/// <summary>Which readings of disputed matters count as conforming.</summary>
public enum Profile
{
    Strict,
    Exchange2000,
    Exchange2003,
    Observed,
}

/// <summary>Folders and nodes the faces live under; paths of the target, <c>{user}</c> stands for an account's name.</summary>
public sealed record FaceRoots
{
    public string Notification { get; init; } = "/public/subtest/";

    public string Mailbox { get; init; } = "/exchange/{user}/";

    public string ActiveSync { get; init; } = "/Microsoft-Server-ActiveSync";

    public string Rvp { get; init; } = "/instmsg/aliases/{user}";
}

/// <summary>How long and how much: the limits a run keeps with this target.</summary>
public sealed record Patience
{
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long after an event the target may still be working on it; zero on the bundled server.</summary>
    public TimeSpan Settle { get; init; }

    /// <summary>How often the target looks for changes by itself; a held request may learn of one so much later.</summary>
    public TimeSpan PollInterval { get; init; }

    /// <summary>Longest sum of waits of one scenario on a real clock.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Scenarios at work at the same time, 1 to 256.</summary>
    public int Jobs { get; init; } = 4;

    /// <summary>Requests the target can hold open at once, 1 to 100000.</summary>
    public int HeldMax { get; init; } = 20;
}

/// <summary>What makes a server certificate acceptable beyond the machine's own trust; both null for nothing more.</summary>
/// <param name="AuthorityFile">A PEM file that exists.</param>
/// <param name="Fingerprint">64 upper-case hex digits: SHA-256 of the one certificate accepted.</param>
public sealed record Trust(string? AuthorityFile, string? Fingerprint);

/// <summary>The intervals that the target takes for a Ping, in whole seconds; null where nobody said.</summary>
public sealed record HeartbeatRange(int? Shortest, int? Longest);

/// <summary>A header added to every request.</summary>
/// <param name="IsSecret">True when the value came by file or variable: it is starred out everywhere.</param>
public sealed record TargetHeader(string Name, Secret Value, bool IsSecret);

/// <summary>A miss that is known and confirmed: reports show the reason beside the failure, which stays a failure.</summary>
/// <param name="Expected">A part of the message of the failure it explains; null for any.</param>
/// <param name="Expires">From this day on the deviation explains nothing; null for never.</param>
public sealed record KnownDeviation(string Requirement, string Reason, string? Expected, DateOnly? Expires, Origin Origin)
{
    public bool Explains(string requirement, string message, DateOnly today) =>
        requirement == Requirement
        && (Expected is null || message.Contains(Expected, StringComparison.Ordinal))
        && (Expires is null || today < Expires);
}
