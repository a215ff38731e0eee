using System.Collections.Immutable;

namespace Conformance.Harness.Evidence;

/// <param name="Reading">Such as <c>C-03/outer</c>.</param>
/// <param name="Lines">How many lines held by it.</param>
public sealed record ReadingCount(string Reading, int Lines);

/// <summary>What became of one requirement over a whole run.</summary>
/// <param name="Verdict">The worst of its lines.</param>
public sealed record RequirementCount(string Id, Verdict Verdict, int Lines, ImmutableArray<string> Scenarios);

/// <summary>Something the target does not offer, and how many scenarios that left out.</summary>
public sealed record LackCount(CapabilityReport Capability, int Scenarios);

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

    /// <summary>What is not offered and was needed: by a scenario, or by a row of one, that was not applicable for it.</summary>
    public static ImmutableArray<LackCount> Lacks(RunReport report) =>
    [
        .. report.Capabilities.Where(c => !c.Offered)
            .Select(c => new LackCount(c, report.Scenarios.Count(s => IsLeftOut(s, c))))
            .Where(l => l.Scenarios > 0),
    ];

    /// <summary>The reason of what is not applicable names the need and repeats the probe's sentence.</summary>
    static bool IsLeftOut(ScenarioReport scenario, CapabilityReport capability)
    {
        var reason = $"needs {capability.Name}: {capability.Reason}";
        return (scenario.Verdict == Verdict.NotApplicable && scenario.Reason.Contains(reason, StringComparison.Ordinal))
            || scenario.Cases.Any(c => c.Verdict == Verdict.NotApplicable && c.Reason.Contains(reason, StringComparison.Ordinal));
    }

    static IEnumerable<(ScenarioReport Scenario, LineReport Line)> Lines(RunReport report) =>
        report.Scenarios.SelectMany(s => s.Cases.SelectMany(c => c.Lines.Select(l => (s, l))));
}
