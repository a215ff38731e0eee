using System.Collections.Concurrent;
using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Running.Canned;

namespace Conformance.Harness.Proof;

/// <summary>Plays scenarios, keeps every moment at which lines were judged, and proves each line from the moments it held at.</summary>
/// <remarks>Scenarios of a face that the target does not speak are proved from the right ones of their canned answers.</remarks>
public static class SuiteProof
{
    public static async Task<ProofReport> OfAsync(
        Session session, Suite suite, ImmutableArray<PlannedScenario> selected, int jobs, CancellationToken cancel)
    {
        var moments = new ConcurrentQueue<(PlannedScenario Scenario, Moment Moment)>();
        var options = new RunOptions(jobs, false, 0) { OnJudged = (planned, _, moment) => moments.Enqueue((planned, moment)) };
        var run = await session.RunAsync(selected, options, null, cancel);
        await CannedAsync(suite, selected, run, moments);
        var byScenario = moments.ToLookup(m => m.Scenario, m => m.Moment);
        var proofs = new ScenarioProof[selected.Length];
        await Parallel.ForAsync(0, selected.Length, cancel, (i, _) =>
        {
            proofs[i] = ScenarioProof.Of(selected[i], byScenario[selected[i]], run.Scenarios[i]);
            return ValueTask.CompletedTask;
        });
        return new ProofReport(
            proofs.Sum(p => p.Taken),
            [.. proofs.SelectMany(p => p.Unproved)],
            [.. proofs.SelectMany(p => p.NotTaken)],
            [.. selected.Zip(proofs).Where(p => p.Second.Taken == 0).Select(p => $"{p.First.File.Id}: {WhyNot(p.First, run)}")],
            proofs.Sum(p => p.Mutations));
    }

    static async Task CannedAsync(
        Suite suite, ImmutableArray<PlannedScenario> selected, RunReport run, ConcurrentQueue<(PlannedScenario, Moment)> moments)
    {
        var unplayed = run.Scenarios.Where(s => s.Verdict == Verdict.NotApplicable).Select(s => s.Id).ToHashSet();
        var byId = selected.Where(s => unplayed.Contains(s.File.Id) && !s.Runs.IsEmpty).ToDictionary(s => s.File.Id);
        foreach (var canned in CannedCase.ReadAll(Path.Combine(suite.Fixtures, "exchanges")))
            if (canned.Verdict != Verdict.Failed && byId.TryGetValue(canned.Scenario, out var planned))
                await CannedJudge.JudgeAsync(
                    planned.Runs[0].Concrete, canned, suite.Catalogues, moment => moments.Enqueue((planned, moment)));
    }

    static string WhyNot(PlannedScenario scenario, RunReport run) => scenario.File.IsClientSide
        ? "it judges recorded traffic, which has no answers of a server to mutate"
        : run.Scenarios.First(s => s.Id == scenario.File.Id).Reason;
}

/// <summary>The proof of one file.</summary>
sealed record ScenarioProof(int Taken, ImmutableArray<ProofLine> Unproved, ImmutableArray<ProofLine> NotTaken, int Mutations)
{
    public static ScenarioProof Of(PlannedScenario scenario, IEnumerable<Moment> moments, ScenarioReport played)
    {
        var proof = new StatementProof();
        foreach (var moment in moments)
            proof.Add(moment);
        var lines = proof.Lines.ToList();
        var held = lines.Select(line => line.Line).ToHashSet();
        var never = played.Cases.SelectMany(c => c.Lines).Select(line => line.Line).Where(line => !held.Contains(line)).Distinct().ToList();
        return new ScenarioProof(
            lines.Count + never.Count,
            [
                .. lines.Where(line => !line.IsProved).Select(line => Line(line.Line, line.Reason)),
                .. never.Select(line => Line(line, "no answer passed that it could be proved by")),
            ],
            held.Count == 0 ? [] : [.. scenario.File.Statements.OfType<Received>()
                .SelectMany(received => Proof.NotTaken.Of(received, held))
                .Select(line => Line(line.Line, ReadingsOf(line)))],
            proof.Mutations);

        ProofLine Line(int number, string reason) =>
            new(scenario.RelativePath, number, scenario.File.Lines[number - 1].Trim(), reason);
    }

    static string ReadingsOf(IJudged line) =>
        line.Tag?.Judgements.Where(j => j.Reading is not null).Select(j => j.Reading).Distinct().ToArray() is { Length: > 0 } readings
            ? $"reading {string.Join(", ", readings)}"
            : "";
}
