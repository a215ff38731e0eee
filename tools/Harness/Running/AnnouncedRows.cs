using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Targets.Discovery;

namespace Conformance.Harness.Running;

/// <summary>Failed rows for what a target announces and a probe refuted: a claim that does not hold is a failure of its own.</summary>
public static class AnnouncedRows
{
    /// <summary>The id of every such row is this word, a dot and the capability.</summary>
    public const string Face = "discovery";

    /// <summary>The report with one row for each refuted claim, in the order of ids.</summary>
    public static RunReport Join(RunReport report, Discovered discovered, Catalogues catalogues) => discovered.AnnouncedFailures.IsEmpty
        ? report
        : report with
        {
            Scenarios =
            [
                .. discovered.AnnouncedFailures.Select(f => Row(f, f.Requirement is { } id ? catalogues.Find(id) : null))
                    .Concat(report.Scenarios).OrderBy(s => s.Id, StringComparer.Ordinal),
            ],
        };

    static ScenarioReport Row(AnnouncedFailure failure, Requirement? requirement)
    {
        var capability = failure.Capability;
        var claim = $"{capability.Name} is announced, so it works";
        var line = new LineReport(
            0, claim, Level.Must, requirement?.Id ?? "", Verdict.Failed, "the probe succeeds", capability.Reason, null, [],
            capability.Probe.Length - 1);
        return new ScenarioReport(
            $"{Face}.{capability.Name}", $"What is announced works: {Capabilities.ByName[capability.Name].Meaning}",
            requirement?.Source ?? "what the target announces", "", Verdict.Failed, capability.Reason,
            [new CaseReport("", 1, Verdict.Failed, capability.Reason, [line], capability.Probe, TimeSpan.Zero)]);
    }
}
