using Conformance.Harness.Judging;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>What was there when lines were judged, so that they can be judged again after a mutation.</summary>
public abstract record Moment;

/// <summary>A message as it was judged.</summary>
public sealed record JudgedMoment(Received Received, Observation Observation, JudgingContext Context) : Moment;

/// <summary>Relations as they were judged.</summary>
public sealed record CheckedMoment(Check Check, Scope Scope) : Moment;

/// <summary>Held requests as they were looked at.</summary>
public sealed record StillMoment(Still Still) : Moment;
