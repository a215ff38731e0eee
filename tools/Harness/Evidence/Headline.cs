using System.Collections.Immutable;

namespace Conformance.Harness.Evidence;

/// <summary>The three numbers of a run and the one sentence that says it all; every rendering shows these and no other score.</summary>
/// <remarks>
/// The unit is the scenario. <see cref="Applicable"/> = <see cref="Verified"/> + <see cref="NotVerified"/>: what the
/// target could do was either judged (passed, advisory, failed) or not (left out, blocked, harness fault). What the
/// target does not offer is counted apart, so a skip never reads as a pass.
/// </remarks>
/// <param name="Counts">One entry for each verdict, zero included, in the order of <see cref="Verdict"/>.</param>
/// <param name="Sentence">One line without its end: console's last, Markdown's first, the heading of the HTML page.</param>
public sealed record Headline(
    int Verified, int Applicable, int NotVerified, ImmutableArray<VerdictCount> Counts, string Sentence)
{
    public int this[Verdict verdict] => Counts.First(c => c.Verdict == verdict).Scenarios;

    /// <param name="gate">What a baseline explained; null when none was given.</param>
    /// <param name="snapshots">The comparison with accepted transcripts; null when none was asked for.</param>
    public static Headline Of(RunReport report, GateResult? gate = null, SnapshotReport? snapshots = null)
    {
        var counts = Enum.GetValues<Verdict>()
            .Select(v => new VerdictCount(v, report.Scenarios.Count(s => s.Verdict == v)))
            .ToImmutableArray();
        int Count(Verdict verdict) => counts.First(c => c.Verdict == verdict).Scenarios;
        var verified = Count(Verdict.Passed) + Count(Verdict.Advisory) + Count(Verdict.Failed);
        var notVerified = Count(Verdict.NotVerified) + Count(Verdict.Blocked) + Count(Verdict.HarnessFault);
        var numbers = new Headline(verified, verified + notVerified, notVerified, counts, "");
        return numbers with { Sentence = Say(report, numbers, gate, snapshots) };
    }

    static string Say(RunReport report, Headline numbers, GateResult? gate, SnapshotReport? snapshots)
    {
        var exit = ExitCode.Of(report, gate, snapshots);
        var verdict = exit switch
        {
            ExitCode.HarnessFault => "HARNESS FAULT",
            ExitCode.Aborted => "ABORTED",
            ExitCode.GateMet => "GATE MET",
            ExitCode.StaleBaseline => gate?.Stale.Length > 0 ? "STALE BASELINE" : "ORPHANED SNAPSHOT",
            ExitCode.NothingVerified => "NOTHING VERIFIED",
            _ when numbers[Verdict.Failed] == 0 && snapshots?.Differing.Any() == true => "SNAPSHOT CHANGED",
            _ => numbers[Verdict.Failed] > 0 ? "FAILED" : "BLOCKED",
        };
        var parts = numbers.Counts.Where(c => c.Scenarios > 0).Select(c => c.Verdict switch
        {
            Verdict.Failed when gate?.Explained.Length > 0 => $"{c.Scenarios} failed{Explained(gate)}",
            Verdict.NotVerified => $"{c.Scenarios} left out",
            _ => $"{c.Scenarios} {Words.Of(c.Verdict)}",
        });
        var details = string.Join(", ", parts);
        var stale = gate?.Stale.Length > 0 ? $"; {Words.Count(gate.Stale.Length, "stale baseline entry", "stale baseline entries")}" : "";
        var kept = snapshots is null ? "" : $"; {Snapshot(snapshots)}";
        var why = report.Aborted is { } aborted ? $": {Words.OneLine(aborted).TrimEnd('.')}" :
            report.Scenarios.IsEmpty ? ": no scenario was selected" :
            numbers.Applicable == 0 ? ": the target offers none of the selected capabilities" : "";
        return $"{verdict}{why}: {numbers.Verified} verified / {numbers.Applicable} applicable / {numbers.NotVerified} not verified"
            + $"{(details.Length > 0 ? $" ({details})" : "")}{stale}{kept} on {Words.OneLine(report.Target)}; exit {exit}";
    }

    static string Snapshot(SnapshotReport snapshots)
    {
        var (changes, all) = (snapshots.Changes.Count(), Words.Count(snapshots.Results.Length, "snapshot", "snapshots"));
        var orphans = snapshots.Orphans.IsEmpty ? "" : $", {Words.Count(snapshots.Orphans.Length, "orphan", "orphans")}";
        return (snapshots.IsAccepting ? $"{changes} of {all} accepted anew" : changes == 0 ? $"{all} equal" : $"{changes} of {all} differ") + orphans;
    }

    static string Explained(GateResult gate) => gate.New.IsEmpty
        ? $" ({Words.Count(gate.Explained.Length, "miss", "misses")}, all explained by the baseline)"
        : $" ({Words.Count(gate.New.Length, "miss", "misses")} new, {gate.Explained.Length} explained by the baseline)";
}

public sealed record VerdictCount(Verdict Verdict, int Scenarios);
