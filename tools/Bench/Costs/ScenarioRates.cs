using Conformance.Harness.Evidence;

namespace Conformance.Bench.Costs;

/// <summary>How many scenarios a second play on the bundled server, harness and server in one process, by jobs.</summary>
/// <remarks>
/// Counted are cases that were played: a file with a sweep plays once for each row, one that does not apply counts nothing.
/// CPU is that of the whole process, client and server together; it says more than the clock where the machine is shared.
/// </remarks>
static class ScenarioRates
{
    static readonly int[] jobs = [1, 2, 4, 8];

    public static async Task<int> RunAsync(BenchOptions options, TextWriter output)
    {
        await using var bundled = await Bundled.StartAsync(jobs.Max());
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        var first = await MeasureAsync(bundled, 1, 1);
        while (time.GetElapsedTime(start) < TimeSpan.FromSeconds(options.Seconds))
            await bundled.PlayAsync(jobs.Max());

        var found = jobs.Select(_ => new List<Turn>()).ToArray();
        foreach (var turn in Figures.Turns(jobs.Length, options.Rounds))
            found[turn].Add(await MeasureAsync(bundled, jobs[turn], 5));
        var table = new Table("jobs", "scenarios/s", "to jobs 1", "CPU ms each", "KiB each", "GC pause %");
        table.Add("1, cold", Figures.Of(first.Rate, "0"), "", Figures.Of(first.CpuMilliseconds), Figures.Of(first.Kibibytes, "0"), "");
        var alone = Figures.Median(found[0].Select(t => t.Rate));
        for (var i = 0; i < jobs.Length; i++)
        {
            var rate = Figures.Median(found[i].Select(t => t.Rate));
            table.Add(
                $"{jobs[i]}", Figures.Of(rate, "0"), Figures.Ratio(rate / alone),
                Figures.Of(Figures.Median(found[i].Select(t => t.CpuMilliseconds))),
                Figures.Of(Figures.Median(found[i].Select(t => t.Kibibytes)), "0"),
                Figures.Of(Figures.Median(found[i].Select(t => t.PausePercent)), "0.0"));
        }
        output.WriteLine($"{first.Cases} cases of {bundled.Suite.Scenarios.Length} scenarios, {Environment.ProcessorCount} processors, median of {options.Rounds}");
        table.Write(output);
        return 0;
    }

    static async Task<Turn> MeasureAsync(Bundled bundled, int jobs, int times)
    {
        var time = TimeProvider.System;
        var cpu = Environment.CpuUsage.TotalTime;
        var bytes = GC.GetTotalAllocatedBytes();
        var pause = GC.GetTotalPauseDuration();
        var start = time.GetTimestamp();
        var cases = 0;
        for (var i = 0; i < times; i++)
            cases += (await bundled.PlayAsync(jobs)).Scenarios.Sum(s => s.Cases.Count(c => c.Verdict != Verdict.NotApplicable));
        var elapsed = time.GetElapsedTime(start);
        return new Turn(
            cases, cases / elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / cases,
            (GC.GetTotalAllocatedBytes() - bytes) / 1024.0 / cases, (GC.GetTotalPauseDuration() - pause) / elapsed * 100);
    }

    sealed record Turn(int Cases, double Rate, double CpuMilliseconds, double Kibibytes, double PausePercent);
}
