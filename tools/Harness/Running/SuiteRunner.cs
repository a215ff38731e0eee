using System.Collections.Immutable;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Targets;
using Conformance.Harness.Vocabulary;

namespace Conformance.Harness.Running;

/// <summary>How a run is to be done.</summary>
/// <param name="Jobs">Scenarios at work at the same time; the target may take fewer.</param>
/// <param name="Seed">Of the order of play; reports are in the order of ids whatever it is.</param>
public sealed record RunOptions(int Jobs, bool Shuffle, int Seed)
{
    public static readonly RunOptions OneByOne = new(1, false, 0);

    /// <summary>Called whenever lines were judged, from any thread, for proofs by mutation.</summary>
    public Action<PlannedScenario, ScenarioRun, Moment>? OnJudged { get; init; }
}

/// <summary>The target answers nothing any more; the run ends with what it has learned.</summary>
public sealed class RunAbortedException(string message) : Exception(message);

/// <summary>Plays planned scenarios on stages, several at once, and gathers one report for each.</summary>
public sealed class SuiteRunner(
    IStageHost host,
    IReadOnlyDictionary<string, CapabilityReport> capabilities,
    Verdicts verdicts,
    PatienceBudget budget,
    RunOptions options)
{
    /// <summary>Plays all; the reports are in the order of the plan whatever the order of play.</summary>
    /// <param name="progress">Told of each scenario as it ends, from any thread.</param>
    /// <returns>The reports, and why the run ended early or null.</returns>
    public async Task<(ImmutableArray<ScenarioReport> Reports, string? Aborted)> RunAsync(
        ImmutableArray<PlannedScenario> plan, Action<ScenarioReport>? progress, CancellationToken cancel)
    {
        var reports = new ScenarioReport?[plan.Length];
        var order = Enumerable.Range(0, plan.Length).ToArray();
        if (options.Shuffle)
            new Random(options.Seed).Shuffle(order);
        var next = -1;
        string? aborted = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(options.Jobs, host.Capacity)).Select(slot => Task.Run(WorkAsync(slot))));
        return ([.. plan.Select((planned, i) => reports[i]
            ?? NotPlayed(planned, aborted ?? "the run was stopped"))], aborted);

        Func<Task> WorkAsync(int slot) => async () =>
        {
            int turn;
            while (!stop.IsCancellationRequested && (turn = Interlocked.Increment(ref next)) < order.Length)
            {
                var index = order[turn];
                try
                {
                    reports[index] = await PlayAsync(plan[index], slot, stop.Token);
                    progress?.Invoke(reports[index]!);
                }
                catch (RunAbortedException reason)
                {
                    aborted ??= reason.Message;
                    await stop.CancelAsync();
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    return;
                }
            }
        };
    }

    /// <summary>What is said of a scenario that a run ended before.</summary>
    public static ScenarioReport NotPlayed(PlannedScenario planned, string why) =>
        Unplayed(planned, Verdict.NotVerified, $"not played: {why}");

    async ValueTask<ScenarioReport> PlayAsync(PlannedScenario planned, int slot, CancellationToken cancel)
    {
        var cases = new List<CaseReport>();
        if (planned.Runs.IsEmpty)
            return Unplayed(planned, Verdict.NotApplicable, "the target announces nothing to sweep over");
        foreach (var run in planned.Runs)
            for (var repetition = 1; repetition <= planned.File.Repeat; repetition++)
            {
                var report = LackOf(planned.File, run) is { } lack
                    ? Skipped(run, Verdict.NotApplicable, lack)
                    : await PlayAsync(planned, run, cases.Count, repetition, slot, cancel);
                cases.Add(report);
                if (report.Verdict != Verdict.Passed)
                    break;
            }
        var worst = Worst(cases);
        return new ScenarioReport(
            planned.File.Id, planned.File.Title, planned.File.Source, planned.RelativePath, worst.Verdict,
            worst.Row.Length > 0 && worst.Reason.Length > 0 ? $"{worst.Row}: {worst.Reason}" : worst.Reason, [.. cases]);
    }

    async ValueTask<CaseReport> PlayAsync(
        PlannedScenario planned, ScenarioRun run, int number, int repetition, int slot, CancellationToken cancel)
    {
        try
        {
            await using var stage = await host.OpenAsync(slot, planned.File.Id, number, cancel);
            var context = new CaseContext(stage, planned.File, budget, cancel);
            var runner = new CaseRunner(run.Concrete, context, Sentences.All, verdicts)
            {
                OnJudged = options.OnJudged is { } tell ? moment => tell(planned, run, moment) : null,
                ForcedReadings = run.ForcedReading is { } reading ? [reading] : [],
            };
            return await runner.RunAsync(run.Row, repetition);
        }
        catch (SetupException reason)
        {
            return Skipped(run, Verdict.Blocked, reason.Message);
        }
        catch (Exception fault) when (fault is not (RunAbortedException or OperationCanceledException))
        {
            return Skipped(run, Verdict.HarnessFault, $"{fault.GetType().Name}: {fault.Message} {fault.StackTrace?.Split('\n')[0].Trim()}");
        }
    }

    /// <summary>The first need that the target does not offer, in a sentence; null when it offers all.</summary>
    string? LackOf(ScenarioFile file, ScenarioRun run)
    {
        foreach (var need in file.Needs.Concat(run.AddedNeeds))
            if (!capabilities.TryGetValue(need, out var capability))
                return $"it needs {need}, which this suite cannot probe yet";
            else if (!capability.Offered)
                return $"it needs {need}: {capability.Reason}";
        return null;
    }

    /// <summary>The worst case; a file is not applicable only when no row of it applies.</summary>
    static CaseReport Worst(List<CaseReport> cases)
    {
        var applicable = cases.Where(c => c.Verdict != Verdict.NotApplicable).ToList();
        return (applicable.Count > 0 ? applicable : cases).MaxBy(c => c.Verdict)!;
    }

    static CaseReport Skipped(ScenarioRun run, Verdict verdict, string reason) =>
        new(run.Row, 1, verdict, reason, [], [], TimeSpan.Zero);

    static ScenarioReport Unplayed(PlannedScenario planned, Verdict verdict, string reason) => new(
        planned.File.Id, planned.File.Title, planned.File.Source, planned.RelativePath, verdict, reason, []);
}
