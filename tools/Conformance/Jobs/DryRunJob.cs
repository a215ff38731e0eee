using System.Collections.Immutable;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Harness.Vocabulary;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance run --dry-run</c> does: prints what would be written and what waiting would cost; sends nothing.</summary>
public sealed class DryRunJob(Terminal terminal)
{
    /// <returns>The exit code: nothing selected is nothing verified, else the plan could be made.</returns>
    public int Print(ImmutableArray<PlannedScenario> selected, Target target)
    {
        var most = target.Patience.MaxWait;
        var totals = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var known = TimeSpan.Zero;
        var runs = 0;
        foreach (var planned in selected)
        {
            var writes = WritingPlan.Of(planned, Sentences.All);
            foreach (var (method, count) in writes)
                totals[method] = totals.GetValueOrDefault(method) + count;
            var played = planned.Runs.SelectMany(run => Enumerable.Repeat(WaitingCost.Of(run.Concrete), planned.File.Repeat)).ToArray();
            runs += played.Length;
            known += played.Where(cost => cost.Known <= most).Aggregate(TimeSpan.Zero, (sum, cost) => sum + cost.Known);
            terminal.Output.WriteLine($"{planned.File.Id}: writes {Say(writes)}; {(target.HasControlClock ? "waits nothing" : Waits(played, most))}");
        }
        terminal.Output.WriteLine(
            $"{Plural.Of(selected.Length, "scenario")}, {Plural.Of(runs, "run")}, nothing sent. To {target.Name} at {target.Url} they would write {Say(totals)}.");
        terminal.Output.WriteLine(target.HasControlClock
            ? "Its clock is moved by the control port, so waiting costs nothing."
            : FormattableString.Invariant(
                $"On its real clock they wait {known.TotalSeconds:0.###} s in all ({target.Patience.Jobs} work at a time, others go on while one waits), ")
                + FormattableString.Invariant(
                    $"and what hangs on the leases that it grants; --max-wait is {most.TotalSeconds:0.###} s a scenario."));
        terminal.Output.WriteLine("What the target turns out not to offer is left out when the run has probed it.");
        return selected.IsEmpty ? ExitCode.NothingVerified : ExitCode.GateMet;
    }

    static string Say(IReadOnlyDictionary<string, int> writes) =>
        writes.Count == 0 ? "nothing" : string.Join(", ", writes.Select(w => $"{w.Key} {w.Value}"));

    static string Waits(WaitingCost[] runs, TimeSpan most)
    {
        var tooLong = runs.Count(cost => cost.Known > most);
        var known = runs.Where(cost => cost.Known <= most).Sum(cost => cost.Known.TotalSeconds);
        var unknown = runs.SelectMany(cost => cost.Unknown).Distinct().ToArray();
        var said = FormattableString.Invariant($"waits {known:0.###} s");
        if (unknown.Length > 0)
            said += $" and {string.Join(", ", unknown)}, which hangs on what is granted";
        return tooLong == 0
            ? said
            : said + $"; {tooLong} of {Plural.Of(runs.Length, "run")} would wait longer than --max-wait and {(tooLong == 1 ? "is" : "are")} not verified";
    }
}
