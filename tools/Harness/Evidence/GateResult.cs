using System.Collections.Immutable;

namespace Conformance.Harness.Evidence;

/// <summary>What a baseline makes of a run. It explains failures; it never turns one into a pass.</summary>
/// <param name="New">Failures no entry explains, each with the reason when an entry came close.</param>
/// <param name="Explained">Failures an entry explains.</param>
/// <param name="Stale">Entries whose scenario was judged to the end without the failure they promise.</param>
/// <param name="Unseen">Entries whose scenario or line was not judged in this run: neither confirmed nor stale.</param>
public sealed record GateResult(
    ImmutableArray<NewFailure> New,
    ImmutableArray<ExplainedFailure> Explained,
    ImmutableArray<BaselineEntry> Stale,
    ImmutableArray<BaselineEntry> Unseen)
{
    public BaselineEntry? EntryFor(Finding finding) => Explained.FirstOrDefault(e => e.Finding.IsSame(finding))?.Entry;

    public string? ObjectionTo(Finding finding) => New.FirstOrDefault(n => n.Finding.IsSame(finding))?.WhyNotExplained;
}

/// <param name="WhyNotExplained">Null when no entry names this requirement in this scenario.</param>
public sealed record NewFailure(Finding Finding, string? WhyNotExplained);

public sealed record ExplainedFailure(Finding Finding, BaselineEntry Entry);

/// <summary>A failure that is known, and why.</summary>
/// <param name="Expected">Text the failure's message must hold, or null: any message.</param>
/// <param name="Expires">The last day on which it explains anything, or null.</param>
public sealed record BaselineEntry(
    int Line, string Requirement, string Scenario, string Reason, string? Expected, DateOnly? Expires)
{
    public override string ToString() => $"{Requirement} {Scenario}";
}
