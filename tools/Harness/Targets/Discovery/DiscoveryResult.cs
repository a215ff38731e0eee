using System.Collections.Immutable;
using Conformance.Harness.Evidence;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>What discovery came to.</summary>
public abstract record DiscoveryResult;

/// <summary>No connection can be made: the run ends with exit code 3.</summary>
public sealed record TargetUnreachable(string Sentence) : DiscoveryResult;

/// <summary>The target accepts and does not answer: the run is given up with exit code 3.</summary>
public sealed record TargetSilent(string Sentence) : DiscoveryResult;

/// <summary>The target is there and lets nobody in with these credentials: the settings are wrong, and nothing can be learned.</summary>
public sealed record LogOnRefused(string Sentence) : DiscoveryResult;

/// <param name="ShortestLease">What was granted when one second was asked for; null when nothing was.</param>
/// <param name="AnnouncedFailures">What the target or its file announces and a probe refuted.</param>
/// <param name="Leftovers">What could not be removed, one sentence each.</param>
public sealed record Discovered(
    ImmutableArray<CapabilityReport> Capabilities,
    TimeSpan? ShortestLease,
    ImmutableArray<AnnouncedFailure> AnnouncedFailures,
    ImmutableArray<string> Leftovers) : DiscoveryResult
{
    public bool Offers(string capability) => Capabilities.Any(c => c.Name == capability && c.Offered);

    /// <summary>The report of the first need that is not offered; null when all are.</summary>
    public CapabilityReport? Lacking(IEnumerable<string> needs) => needs
        .Select(n => Capabilities.FirstOrDefault(c => c.Name == n)
            ?? new CapabilityReport(n, false, $"'{n}' is no capability that can be probed.", []))
        .FirstOrDefault(c => !c.Offered);
}

/// <param name="Requirement">Id of the row that is broken; null when only the target's file announced it.</param>
public sealed record AnnouncedFailure(string? Requirement, CapabilityReport Capability);
