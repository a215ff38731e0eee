using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Evidence;

/// <summary>Everything one run of the suite found; each report format is a rendering of it.</summary>
/// <param name="Target">Name of the target; <c>reference</c> for the bundled server.</param>
/// <param name="TargetUri">Where it was reached.</param>
/// <param name="Clock">control or real.</param>
/// <param name="Profile">strict, exchange2000, exchange2003 or observed.</param>
/// <param name="Capabilities">What was probed, offered or not, with the probe that showed it.</param>
/// <param name="Scenarios">In the order of their ids.</param>
/// <param name="Aborted">Why the run ended early, or null.</param>
public sealed record RunReport(
    string Target,
    string TargetUri,
    string Clock,
    string Profile,
    DateTimeOffset Started,
    TimeSpan Duration,
    int Seed,
    ImmutableArray<CapabilityReport> Capabilities,
    ImmutableArray<ScenarioReport> Scenarios,
    string? Aborted)
{
    /// <summary>What the run could not remove from the target, one sentence each.</summary>
    public ImmutableArray<string> Leftovers { get; init; } = [];

    /// <summary>The words of the command line that said what to play against and how, for a replay command to say again.</summary>
    /// <remarks>Empty when nothing was said. Passwords are never among them.</remarks>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>Seeded faults that were on in the server, for a server started by hand to have them too.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>User to password where passwords are documented and guard nothing: reproductions then work as they stand.</summary>
    /// <remarks>Of the bundled server only; not kept in results.json.</remarks>
    public ImmutableDictionary<string, string> PublishedPasswords { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <param name="Name">A word of <c>needs</c>, such as <c>subscribe</c> or <c>stimulus.change</c>.</param>
/// <param name="Reason">One sentence: what was asked and what came.</param>
/// <param name="Probe">The exchange that showed it; empty when no request was needed.</param>
public sealed record CapabilityReport(string Name, bool Offered, string Reason, ImmutableArray<TranscriptEntry> Probe);

/// <summary>One scenario file: the worst of its runs.</summary>
/// <param name="File">Path below fixtures/scenarios.</param>
/// <param name="Reason">Why it is not passed, one sentence; empty when passed.</param>
public sealed record ScenarioReport(
    string Id, string Title, string Source, string File, Verdict Verdict, string Reason, ImmutableArray<CaseReport> Cases);

/// <summary>One run of a file: a row of its sweep, one repetition.</summary>
/// <param name="Row">The cells, <c>action=... fires=...</c>, or empty.</param>
/// <param name="Repetition">From 1.</param>
/// <param name="Lines">One entry for each judged line that was reached or blocked, in file order.</param>
public sealed record CaseReport(
    string Row,
    int Repetition,
    Verdict Verdict,
    string Reason,
    ImmutableArray<LineReport> Lines,
    ImmutableArray<TranscriptEntry> Transcript,
    TimeSpan Duration)
{
    /// <summary>True when requests were sent to race each other: which answer went to which of them is chance.</summary>
    public bool IsRace { get; init; }
}

/// <summary>The verdict of one requirement on one line.</summary>
/// <param name="Text">The line as it stands in the file, trimmed.</param>
/// <param name="Requirement">Its id; empty for set-up lines.</param>
/// <param name="Reading">The reading the line stands for, when it held by one; else null.</param>
/// <param name="Notes">Codes to report.</param>
/// <param name="Exchange">Index into the transcript of the message judged; -1 when none.</param>
public sealed record LineReport(
    int Line,
    string Text,
    Level Level,
    string Requirement,
    Verdict Verdict,
    string Expected,
    string Actual,
    string? Reading,
    ImmutableArray<string> Notes,
    int Exchange);

public enum EntryKind
{
    /// <summary>Bytes we sent.</summary>
    Sent,

    /// <summary>Bytes that came back.</summary>
    Received,

    /// <summary>Time that passed by <c>then</c>.</summary>
    Time,

    /// <summary>A note, such as a stimulus by hook or a connection that ended.</summary>
    Note,
}

/// <summary>One thing that happened, in order.</summary>
/// <param name="At">Since the start of the case, on the clock in use.</param>
/// <param name="Actor">alice, a device, a listener; <c>harness</c> for set-ups.</param>
/// <param name="Line">The line of the scenario that caused it; 0 when none.</param>
/// <param name="Message">The message with secrets starred out; null for time and notes.</param>
/// <param name="Text">For time the duration, for notes the sentence.</param>
public sealed record TranscriptEntry(EntryKind Kind, TimeSpan At, string Actor, int Line, HttpMessage? Message, string Text)
{
    /// <summary>True for what set-ups, stimuli and clean-up exchanged.</summary>
    public bool IsSetup { get; init; }

    /// <summary>True for a datagram that a listener of ours sent: no request, and not sent to where the target answers.</summary>
    public bool IsDatagram { get; init; }
}
