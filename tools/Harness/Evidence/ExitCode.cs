namespace Conformance.Harness.Evidence;

/// <summary>What can keep a run from ending with 0; several may hold at once.</summary>
[Flags]
public enum ExitCauses
{
    None = 0,
    NonConformance = 1,
    Usage = 2,
    Aborted = 4,
    NothingVerified = 8,
    StaleBaseline = 16,
    HarnessFault = 32,

    /// <summary>A set-up or an earlier step failed in some scenario: 1, unless another cause applies.</summary>
    Blocked = 64,
}

/// <summary>The exit codes of the command line, published and frozen.</summary>
public static class ExitCode
{
    /// <summary>At least one scenario judged, none failed outside the baseline, none blocked, nothing aborted.</summary>
    public const int GateMet = 0;

    /// <summary>A failure outside the baseline or a changed snapshot; also a blocked scenario when nothing else is wrong.</summary>
    public const int NonConformance = 1;

    public const int Usage = 2;

    /// <summary>The target could not be reached or the run was aborted.</summary>
    public const int Aborted = 3;

    /// <summary>Nothing selected, or nothing judged.</summary>
    public const int NothingVerified = 4;

    /// <summary>A baseline entry no longer fails, or a snapshot's scenario no longer exists.</summary>
    public const int StaleBaseline = 5;

    public const int HarnessFault = 6;

    /// <param name="gate">The baseline applied; without one every failure counts.</param>
    /// <param name="snapshots">The comparison with accepted transcripts: a difference is a failure, an orphan is stale.</param>
    public static int Of(RunReport report, GateResult? gate = null, SnapshotReport? snapshots = null) =>
        Of(Causes(report, gate, snapshots));

    /// <summary>The code of the gravest cause: 6 before 2, 3, 1, 5, 4; a blocked scenario gives 1 only where 0 would stand.</summary>
    public static int Of(ExitCauses causes) =>
        causes.HasFlag(ExitCauses.HarnessFault) ? HarnessFault
        : causes.HasFlag(ExitCauses.Usage) ? Usage
        : causes.HasFlag(ExitCauses.Aborted) ? Aborted
        : causes.HasFlag(ExitCauses.NonConformance) ? NonConformance
        : causes.HasFlag(ExitCauses.StaleBaseline) ? StaleBaseline
        : causes.HasFlag(ExitCauses.NothingVerified) ? NothingVerified
        : causes.HasFlag(ExitCauses.Blocked) ? NonConformance
        : GateMet;

    public static ExitCauses Causes(RunReport report, GateResult? gate = null, SnapshotReport? snapshots = null)
    {
        bool Any(Verdict verdict) => report.Scenarios.Any(s => s.Verdict == verdict || s.Cases.Any(c => c.Verdict == verdict));
        var causes = ExitCauses.None;
        if (Any(Verdict.HarnessFault))
            causes |= ExitCauses.HarnessFault;
        if (report.Aborted is not null)
            causes |= ExitCauses.Aborted;
        if (gate is null ? Any(Verdict.Failed) : !gate.New.IsEmpty)
            causes |= ExitCauses.NonConformance;
        if (snapshots?.Differing.Any() == true)
            causes |= ExitCauses.NonConformance;
        if (gate?.Stale.IsEmpty == false || snapshots?.Orphans.IsEmpty == false)
            causes |= ExitCauses.StaleBaseline;
        if (!Any(Verdict.Passed) && !Any(Verdict.Advisory) && !Any(Verdict.Failed))
            causes |= ExitCauses.NothingVerified;
        if (Any(Verdict.Blocked))
            causes |= ExitCauses.Blocked;
        return causes;
    }

    /// <summary>The code in words, for the help text and the end of a run.</summary>
    public static string Meaning(int code) => code switch
    {
        GateMet => "gate met",
        NonConformance => "non-conformance outside the baseline, a changed snapshot, or a scenario was blocked",
        Usage => "usage or configuration",
        Aborted => "target not reachable or run aborted",
        NothingVerified => "nothing selected or nothing verified",
        StaleBaseline => "stale baseline or orphaned snapshot",
        HarnessFault => "harness fault",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Exit codes are 0 to 6."),
    };
}
