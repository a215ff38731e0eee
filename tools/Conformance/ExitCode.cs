namespace Conformance.CommandLine;

/// <summary>What the process hands back.</summary>
public enum ExitCode
{
    /// <summary>At least one expectation verified, none failed outside the baseline, none blocked, nothing aborted.</summary>
    GateMet = 0,

    /// <summary>Non-conformance outside the baseline.</summary>
    NonConformance = 1,

    /// <summary>A wrong flag or setting.</summary>
    Usage = 2,

    /// <summary>The target cannot be reached, or the run was given up.</summary>
    TargetUnreachable = 3,

    /// <summary>Nothing selected, or nothing verified.</summary>
    NothingVerified = 4,

    /// <summary>The baseline excuses what no longer fails.</summary>
    StaleBaseline = 5,

    /// <summary>The harness itself went wrong.</summary>
    HarnessFault = 6,
}

public static class ExitCodes
{
    static readonly ExitCode[] strongestFirst =
    [
        ExitCode.HarnessFault, ExitCode.Usage, ExitCode.TargetUnreachable, ExitCode.NonConformance,
        ExitCode.StaleBaseline, ExitCode.NothingVerified, ExitCode.GateMet,
    ];

    /// <summary>The code of a run that ended for several causes; <see cref="ExitCode.GateMet"/> for none.</summary>
    public static ExitCode Strongest(IEnumerable<ExitCode> causes)
    {
        var all = causes.ToHashSet();
        return strongestFirst.FirstOrDefault(all.Contains, ExitCode.GateMet);
    }
}
