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
        string? aborted = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var slots = new JobSlots(Math.Min(options.Jobs, host.Capacity));
        using var abroad = new SemaphoreSlim(AtWorkMax);
        var playing = new List<Task>(plan.Length);
        try
        {
            foreach (var index in order)
            {
                await abroad.WaitAsync(stop.Token);
                var slot = await slots.TakeAsync(stop.Token);
                playing.Add(Task.Run(() => WorkAsync(index, slot), CancellationToken.None));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What has not begun is reported as not played.
        }
        await Task.WhenAll(playing);
        return ([.. plan.Select((planned, i) => reports[i]
            ?? NotPlayed(planned, aborted ?? "the run was stopped"))], aborted);

        async Task WorkAsync(int index, int slot)
        {
            var place = new Place(slots, slot);
            try
            {
                reports[index] = await PlayAsync(plan[index], place, stop.Token);
                progress?.Invoke(reports[index]!);
            }
            catch (RunAbortedException reason)
            {
                aborted ??= reason.Message;
                await stop.CancelAsync();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The run was stopped while it played; what it made has been undone.
            }
            finally
            {
                place.Return();
                abroad.Release();
            }
        }
    }

    /// <summary>What is said of a scenario that a run ended before.</summary>
    public static ScenarioReport NotPlayed(PlannedScenario planned, string why) =>
        Unplayed(planned, Verdict.NotVerified, $"not played: {why}");

    /// <summary>Scenarios under way at once, those that only wait included.</summary>
    const int AtWorkMax = 512;

    /// <summary>On a shared target devices have one mailbox, whose folders each of them knows.</summary>
    readonly MailboxTurns mailbox = new(host.HeldMax, host.SharesDevices);

    /// <summary>The place a scenario holds, lent to another while it waits.</summary>
    sealed class Place(JobSlots slots, int slot)
    {
        public int Slot { get; private set; } = slot;

        public async ValueTask<Place> TakeAnotherAsync(CancellationToken cancel) => new(slots, await slots.TakeAsync(cancel));

        public void Return() => slots.Return(Slot);

        public async ValueTask LendWhileAsync(Func<ValueTask> wait)
        {
            try
            {
                slots.Return(Slot);
                await wait();
            }
            finally
            {
                Slot = slots.Rejoin();
            }
        }
    }

    async ValueTask<ScenarioReport> PlayAsync(PlannedScenario planned, Place place, CancellationToken cancel)
    {
        if (planned.Runs.IsEmpty)
            return Unplayed(planned, Verdict.NotApplicable, "the target announces nothing to sweep over");
        List<CaseReport> cases = [];
        if (host.MaxWait is null || planned.Runs.Length == 1)
            for (var row = 0; row < planned.Runs.Length; row++)
                cases.AddRange(await PlayRowAsync(planned, row, place, cancel));
        else
            // Where waiting takes time the rows wait together, each at a place of its own.
            await place.LendWhileAsync(async () => cases.AddRange((await Task.WhenAll(
                planned.Runs.Select((_, row) => Task.Run(() => PlayRowElsewhereAsync(planned, row, place, cancel), CancellationToken.None))))
                .SelectMany(row => row)));
        var worst = Worst(cases);
        return new ScenarioReport(
            planned.File.Id, planned.File.Title, planned.File.Source, planned.RelativePath, worst.Verdict,
            worst.Row.Length > 0 && worst.Reason.Length > 0 ? $"{worst.Row}: {worst.Reason}" : worst.Reason, [.. cases]);
    }

    async Task<List<CaseReport>> PlayRowElsewhereAsync(PlannedScenario planned, int row, Place beside, CancellationToken cancel)
    {
        var place = await beside.TakeAnotherAsync(cancel);
        try
        {
            return await PlayRowAsync(planned, row, place, cancel);
        }
        finally
        {
            place.Return();
        }
    }

    /// <summary>Plays a row of a sweep as often as the file says.</summary>
    async Task<List<CaseReport>> PlayRowAsync(PlannedScenario planned, int row, Place place, CancellationToken cancel)
    {
        var run = planned.Runs[row];
        if (LackOf(planned.File, run) is { } lack)
            return [Skipped(run, Verdict.NotApplicable, lack)];
        List<CaseReport> cases = [];
        // An advisory note in one round says nothing of the next; anything graver does.
        while (cases.Count < planned.File.Repeat && (cases.Count == 0 || cases[^1].Verdict <= Verdict.Advisory))
            cases.Add(await PlayAsync(planned, run, (row * planned.File.Repeat) + cases.Count, cases.Count + 1, place, cancel));
        return cases;
    }

    async ValueTask<CaseReport> PlayAsync(
        PlannedScenario planned, ScenarioRun run, int number, int repetition, Place place, CancellationToken cancel)
    {
        if (host.MaxWait is { } most && WaitingCost.Of(run.Concrete).Known is var cost && cost > most)
            return Skipped(run, Verdict.NotVerified, WaitingCost.TooLong(cost, most));
        try
        {
            var stage = await host.OpenAsync(place.Slot, planned.File.Id, number, Sentences.All.NeedsFolder(run.Concrete), cancel);
            CaseReport report;
            IDisposable? turn = null;
            try
            {
                if (!stage.IsDisposable && DeviceUse.Of(run.Concrete) is { IsNone: false } use)
                    await place.LendWhileAsync(async () => turn = await mailbox.TakeAsync(use, cancel));
                report = await PlayAsync(planned, run, repetition, stage, place, cancel);
            }
            catch
            {
                await CloseAsync(stage);
                throw;
            }
            finally
            {
                turn?.Dispose();
            }
            return await CloseAsync(stage) is { } leftover ? WithLeftover(report, leftover) : report;
        }
        catch (ControlException gone) when (gone.IsSilence)
        {
            throw new RunAbortedException(gone.Message);
        }
        catch (Exception reason) when (reason is SetupException or ControlException)
        {
            return Skipped(run, Verdict.Blocked, reason.Message);
        }
        catch (Exception fault) when (fault is not RunAbortedException
            && !(fault is OperationCanceledException && cancel.IsCancellationRequested))
        {
            return Skipped(run, Verdict.HarnessFault, $"{fault.GetType().Name}: {fault.Message} {fault.StackTrace?.Split('\n')[0].Trim()}");
        }
    }

    async ValueTask<CaseReport> PlayAsync(
        PlannedScenario planned, ScenarioRun run, int repetition, IStage stage, Place place, CancellationToken cancel)
    {
        var context = new CaseContext(stage, planned.File, budget, cancel) { LendPlaceWhile = place.LendWhileAsync };
        var runner = new CaseRunner(run.Concrete, context, Sentences.All, verdicts)
        {
            OnJudged = options.OnJudged is { } tell ? moment => tell(planned, run, moment) : null,
            ForcedReadings = run.ForcedReading is { } reading ? [reading] : [],
        };
        return await runner.RunAsync(run.Row, repetition);
    }

    /// <returns>What could not be removed, a sentence; null when all is as it was.</returns>
    static async ValueTask<string?> CloseAsync(IStage stage)
    {
        try
        {
            await stage.DisposeAsync();
            return null;
        }
        catch (SetupException left)
        {
            return left.Message;
        }
    }

    /// <summary>A run leaves the target as it found it: where it cannot, it has not passed.</summary>
    static CaseReport WithLeftover(CaseReport report, string leftover) => report with
    {
        Verdict = report.Verdict > Verdict.Blocked ? report.Verdict : Verdict.Blocked,
        Reason = report.Verdict > Verdict.Blocked ? $"{report.Reason}; {leftover}" : leftover,
    };

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
