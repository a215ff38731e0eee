namespace Conformance.Harness.Evidence;

/// <summary>One vocabulary for expectations, scenarios and runs. Only <see cref="Failed"/> and <see cref="HarnessFault"/> turn a gate red.</summary>
public enum Verdict
{
    Passed,

    /// <summary>A should, a may, or an inferred, decided, observed or disputed matter was missed.</summary>
    Advisory,

    /// <summary>The target lacks a need, and the lack was probed.</summary>
    NotApplicable,

    /// <summary>Applicable but not judged here and now: the wait is longer than allowed, or the run was narrowed.</summary>
    NotVerified,

    /// <summary>A set-up or an earlier step failed.</summary>
    Blocked,

    /// <summary>A must or a documented rule was broken, or a safety row.</summary>
    Failed,

    /// <summary>The harness itself went wrong.</summary>
    HarnessFault,
}
