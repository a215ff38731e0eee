using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Judging;

public enum Outcome
{
    /// <summary>The line holds.</summary>
    Held,

    /// <summary>It does not.</summary>
    Missed,

    /// <summary>It could not be judged: something it needs is missing.</summary>
    Blocked,
}

/// <summary>What became of one line.</summary>
/// <param name="Tag">The tag in force on that line; null only where a recording is read.</param>
/// <param name="Expected">What the line asked for, with values put in.</param>
/// <param name="Actual">What was there; empty when the line held.</param>
/// <param name="Notes">Codes the line itself earned beyond its tag, such as XML-NS-HTTPS.</param>
public sealed record LineResult(int Line, Tag? Tag, Outcome Outcome, string Expected, string Actual)
{
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>False when something below the line did not hold: then the message does not show the reading of the line.</summary>
    public bool ShowsReading { get; init; } = true;
}

/// <summary>What is judged: a reply, or what reached a listener.</summary>
/// <param name="Reply">An answer or its absence; for an arrival an <see cref="Answered"/> around the request or datagram.</param>
/// <param name="Arrivals">How many messages were there, for <c>times</c>.</param>
/// <param name="BaseUri">What relative references in the message resolve against: the URI of the request.</param>
public sealed record Observation(Reply Reply, Uri BaseUri, int Arrivals = 1);

/// <summary>What judging needs to know beside the message.</summary>
/// <param name="Scope">Names bound so far.</param>
/// <param name="Prefixes">The suite's fixed prefixes with those the file adds: prefix to namespace URI.</param>
/// <param name="Readings">Readings met so far in this run: family to reading id.</param>
public sealed record JudgingContext(
    Scope Scope, ImmutableDictionary<string, string> Prefixes, ImmutableDictionary<string, string> Readings);

/// <summary>The result of judging one message: a line result for each judged line, what was captured, what was chosen.</summary>
/// <param name="Chosen">The option that holds, or the nearest.</param>
/// <param name="Holds">True when no line of the chosen option missed.</param>
/// <param name="Captures">Values taken out by the chosen option.</param>
/// <param name="Readings">Readings that the lines which hold, with all below them, stand for.</param>
public sealed record Judged(
    Expectation Chosen,
    bool Holds,
    ImmutableArray<LineResult> Lines,
    ImmutableDictionary<string, IValue> Captures,
    ImmutableDictionary<string, string> Readings);
