using System.Collections.Immutable;
using Conformance.Harness.Running;

namespace Conformance.Harness.Judging.ClientJudge;

/// <summary>What a client scenario found in recorded traffic.</summary>
/// <param name="Windows">One for each <c>whenever</c> of the file, in order.</param>
public sealed record ClientJudged(ImmutableArray<ClientWindow> Windows)
{
    /// <summary>False when nothing the file looks for was in the traffic: not verified.</summary>
    public bool IsVerified => Windows.Any(window => window.Runs.Any(run => !run.Lines.IsEmpty));

    public bool Holds => Windows.All(window => window.Runs.All(run => run.Lines.All(line => line.Outcome != Outcome.Missed)));
}

/// <param name="Line">Line of the <c>whenever</c>.</param>
/// <param name="Runs">One for each occurrence; empty is not verified.</param>
public sealed record ClientWindow(int Line, ImmutableArray<ClientRun> Runs);

/// <summary>One occurrence of a <c>whenever</c>, judged by itself.</summary>
/// <param name="Trigger">Index of the exchange that met it; -1 for the start of the recording.</param>
/// <param name="Unverified">Lines that the recording is too short for, each with the reason.</param>
public sealed record ClientRun(
    int Trigger,
    ImmutableArray<LineResult> Lines,
    ImmutableArray<(int Line, string Reason)> Unverified,
    ImmutableDictionary<string, IValue> Captures,
    ImmutableDictionary<string, string> Readings);
