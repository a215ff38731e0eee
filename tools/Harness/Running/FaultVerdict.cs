using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;

namespace Conformance.Harness.Running;

/// <summary>A line that went red for the requirement that a fault breaks.</summary>
/// <param name="Line">Of the scenario's file.</param>
public sealed record Kill(string Scenario, int Line)
{
    public override string ToString() => $"{Scenario}:{Line}";
}

/// <summary>What became of one fault or variant.</summary>
/// <param name="IsProved">A fault: each named scenario killed it, and enough of the face failed. A variant: all stayed green.</param>
/// <param name="Kills">At most one for each scenario, the first line that did it.</param>
/// <param name="Reason">Why it is not proved, one sentence for each trouble; empty when it is.</param>
/// <param name="Played">How many scenarios were played with it.</param>
/// <param name="RedRequirements">Requirements that any line failed, whatever the fault is about.</param>
/// <param name="Elsewhere">Lines that failed and do not judge the requirement that the fault breaks: they find it too.</param>
public sealed record FaultVerdict(
    SeededFault Fault,
    bool IsProved,
    ImmutableArray<Kill> Kills,
    ImmutableArray<string> Reason,
    int Played,
    ImmutableSortedSet<string> RedRequirements,
    ImmutableArray<Kill> Elsewhere)
{
    /// <summary>Judges a fault by the reports of the scenarios that were played with it.</summary>
    public static FaultVerdict Of(SeededFault fault, ImmutableArray<ScenarioReport> reports)
    {
        ImmutableArray<Kill> kills = [.. reports.Select(report => KillIn(report, fault.Requirement)).OfType<Kill>()];
        ImmutableArray<string> troubles = fault.Kind == FaultKind.Variant
            ? [.. reports.Where(r => !IsGreen(r)).Select(r => $"{r.Id} is {Words.Of(r.Verdict)}: {r.Reason}"), .. Unnamed(fault, reports)]
            : [.. Survivals(fault, reports, kills), .. TooFew(fault, reports)];
        var red = reports.SelectMany(FailedLines).Select(line => line.Requirement).Where(id => id.Length > 0);
        return new FaultVerdict(
            fault, troubles.IsEmpty, kills, troubles, reports.Length, [.. red],
            [.. reports.SelectMany(r => StrayLines(r, fault.Requirement)).Distinct()]);
    }

    static IEnumerable<Kill> StrayLines(ScenarioReport report, string requirement) =>
        from one in report.Cases
        where one.Verdict == Verdict.Failed
        from line in one.Lines.Where(l => l.Verdict == Verdict.Failed).GroupBy(l => l.Line)
        where line.All(l => l.Requirement != requirement)
        select new Kill(report.Id, line.Key);

    /// <summary>A crash, a blocked set-up or a fault of the harness is no kill: only a line that was judged and missed.</summary>
    static Kill? KillIn(ScenarioReport report, string requirement) =>
        FailedLines(report).FirstOrDefault(line => line.Requirement == requirement) is { } line
            ? new Kill(report.Id, line.Line)
            : null;

    static IEnumerable<LineReport> FailedLines(ScenarioReport report) =>
        report.Cases.Where(c => c.Verdict == Verdict.Failed).SelectMany(c => c.Lines).Where(l => l.Verdict == Verdict.Failed);

    static bool IsGreen(ScenarioReport report) => report.Verdict is Verdict.Passed or Verdict.NotApplicable
        || (report.Verdict == Verdict.Advisory
            && report.Cases.SelectMany(c => c.Lines).All(l => l.Verdict == Verdict.Passed || !l.Notes.IsEmpty));

    /// <summary>Who reads a disputed matter his own way is told by what name.</summary>
    static IEnumerable<string> Unnamed(SeededFault variant, ImmutableArray<ScenarioReport> reports)
    {
        if (variant.Reading.Length > 0
            && reports.SelectMany(r => r.Cases).SelectMany(c => c.Lines).All(l => l.Reading != variant.Reading))
            yield return $"no scenario names the reading {variant.Reading}";
    }

    static IEnumerable<string> Survivals(SeededFault fault, ImmutableArray<ScenarioReport> reports, ImmutableArray<Kill> kills)
    {
        foreach (var id in fault.Scenarios)
            if (reports.FirstOrDefault(r => r.Id == id) is not { } report)
                yield return $"there is no scenario {id}";
            else if (kills.All(k => k.Scenario != id))
                yield return FailedLines(report).Select(l => l.Requirement).Distinct().ToArray() is { Length: > 0 } others
                    ? $"{id} failed, but of {string.Join(", ", others)}, not of {fault.Requirement}"
                    : $"{id} is {Words.Of(report.Verdict)}{(report.Reason.Length > 0 ? ": " : "")}{report.Reason}";
    }

    static IEnumerable<string> TooFew(SeededFault fault, ImmutableArray<ScenarioReport> reports)
    {
        var applicable = reports.Where(r => r.Verdict != Verdict.NotApplicable).ToArray();
        var failed = applicable.Count(r => r.Verdict == Verdict.Failed);
        if (failed * 100 < fault.Share * applicable.Length)
            yield return $"{failed} of {applicable.Length} scenarios fail, which is less than {fault.Share} %; not red: "
                + string.Join(", ", applicable.Where(r => r.Verdict != Verdict.Failed).Select(r => $"{r.Id} ({Words.Of(r.Verdict)})"));
    }
}
