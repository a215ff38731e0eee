using System.Collections.Immutable;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>A word of <c>needs</c>: what a scenario asks of a target, and the probe that shows it.</summary>
/// <param name="Meaning">For <c>list</c> and <c>explain</c>.</param>
/// <param name="Requires">Words that must be offered first; their absence is the reason then.</param>
/// <param name="Requirement">What is broken when the word is announced and its probe fails; null when no row says so.</param>
/// <param name="Method">The method in <c>Allow</c> that announces it, or null.</param>
public sealed record Capability(
    string Name,
    string Meaning,
    ImmutableArray<string> Requires,
    Func<ProbeSession, CancellationToken, Task<ProbeOutcome>> ProbeAsync,
    string? Requirement = null,
    string? Method = null);

/// <param name="Reason">One sentence: what was asked and what came.</param>
public sealed record ProbeOutcome(bool Offered, string Reason)
{
    public static ProbeOutcome Yes(string reason) => new(true, reason);

    public static ProbeOutcome No(string reason) => new(false, reason);
}
