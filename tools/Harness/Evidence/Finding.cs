using System.Collections.Immutable;

namespace Conformance.Harness.Evidence;

/// <summary>A line that did not simply hold, with the run and the file it belongs to: the unit of the failure list and of the baseline.</summary>
/// <param name="Line">Null when the case failed as a whole, without a line to blame.</param>
public sealed record Finding(ScenarioReport Scenario, CaseReport Case, LineReport? Line, Verdict Verdict)
{
    public string Requirement => Line?.Requirement ?? "";

    /// <summary><c>notification.poll.dead-id-is-412:24</c>.</summary>
    public string Place => Line is { Line: > 0 } line ? $"{Scenario.Id}:{line.Line}" : Scenario.Id;

    public string Expected => Line?.Expected ?? "";

    public string Actual => Line?.Actual ?? Case.Reason;

    /// <summary>One line: what a baseline entry's <c>expected</c> is looked for in.</summary>
    /// <remarks>Nothing actual stands against an advisory that holds by an alternative worth a note.</remarks>
    public string Message => Words.OneLine(
        Line is null ? Case.Reason : Actual.Length == 0 ? $"holds as {Expected}" : $"expected {Expected}, actual {Actual}");

    /// <summary>True for the same line of the same run of the same file, redacted or not.</summary>
    public bool IsSame(Finding other) =>
        Scenario.Id == other.Scenario.Id && Case.Row == other.Case.Row && Case.Repetition == other.Case.Repetition
        && Requirement == other.Requirement && Line?.Line == other.Line?.Line;

    /// <summary>Every line of a verdict, and each case of that verdict that has no such line; in the order of the report.</summary>
    public static ImmutableArray<Finding> Of(RunReport report, Verdict verdict) =>
        [.. report.Scenarios.SelectMany(s => Of(s, verdict))];

    public static IEnumerable<Finding> Of(ScenarioReport scenario, Verdict verdict) => scenario.Cases.SelectMany(c =>
    {
        var lines = c.Lines.Where(l => l.Verdict == verdict).Select(l => new Finding(scenario, c, l, verdict)).ToArray();
        return lines.Length == 0 && c.Verdict == verdict ? [new Finding(scenario, c, null, verdict)] : lines;
    });
}
