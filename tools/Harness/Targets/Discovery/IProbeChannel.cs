using System.Collections.Immutable;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>The way a probe reaches the target; the transport stands behind it.</summary>
public interface IProbeChannel
{
    /// <summary>Sends one request, logged on as its role, and returns what came: never throws for what a target does.</summary>
    Task<Reply> SendAsync(ProbeRequest request, CancellationToken cancellation);
}

/// <param name="Url">Absolute; may be the control port.</param>
/// <param name="Role">Whose credentials: a role of <see cref="Account"/>.</param>
/// <param name="Patience">How long the answer may take.</param>
public sealed record ProbeRequest(
    string Method, Uri Url, ImmutableArray<Header> Headers, ReadOnlyMemory<byte> Body, string Role, TimeSpan Patience);

/// <summary>A listener of ours that the target is asked to call.</summary>
public interface IProbeListener
{
    /// <summary>The address to put into a Call-Back header.</summary>
    Uri CallBack { get; }

    /// <summary>True when something has arrived since the listener was opened, or does within the time.</summary>
    Task<bool> ArrivesAsync(TimeSpan within, CancellationToken cancellation);
}

/// <summary>What discovery works with; what is missing makes its capability not offered, with that reason.</summary>
public sealed record DiscoveryTools(IProbeChannel Channel)
{
    public IProbeListener? Datagrams { get; init; }

    /// <summary>Where an HTTP listener of ours can be reached by the target.</summary>
    public Uri? HttpListener { get; init; }

    /// <summary>Makes an event happen by the means of the target's settings.</summary>
    public Func<string, CancellationToken, Task<StimulusTrial>>? Stimulate { get; init; }
}

/// <summary>What came of making an event happen once.</summary>
/// <param name="Failure">Why it did not, a sentence; null when it did.</param>
/// <param name="Made">Path of what it made, where it said so.</param>
public sealed record StimulusTrial(string? Failure, string? Made);
