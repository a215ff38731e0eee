using System.Collections.Immutable;

namespace Conformance.Harness.Evidence;

/// <param name="Reading">Such as <c>C-03/outer</c>.</param>
/// <param name="Lines">How many lines held by it.</param>
public sealed record ReadingCount(string Reading, int Lines);

/// <summary>What became of one requirement over a whole run.</summary>
/// <param name="Verdict">The worst of its lines.</param>
public sealed record RequirementCount(string Id, Verdict Verdict, int Lines, ImmutableArray<string> Scenarios);

/// <summary>Sums over a run that several reports show.</summary>
public static class RunFacts
{
    /// <summary>The readings of disputed matters that the target chose, by name.</summary>
    public static ImmutableArray<ReadingCount> Readings(RunReport report) =>
    [
        .. Lines(report)
            .Where(l => l.Line.Reading is not null && l.Line.Verdict is (Verdict.Passed or Verdict.Advisory))
            .GroupBy(l => l.Line.Reading!)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ReadingCount(g.Key, g.Count())),
    ];

    public static ImmutableArray<RequirementCount> Requirements(RunReport report) =>
    [
        .. Lines(report)
            .Where(l => l.Line.Requirement.Length > 0)
            .GroupBy(l => l.Line.Requirement)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new RequirementCount(
                g.Key, g.Max(l => l.Line.Verdict), g.Count(), [.. g.Select(l => l.Scenario.Id).Distinct()])),
    ];

    static IEnumerable<(ScenarioReport Scenario, LineReport Line)> Lines(RunReport report) =>
        report.Scenarios.SelectMany(s => s.Cases.SelectMany(c => c.Lines.Select(l => (s, l))));
}
