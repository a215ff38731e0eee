using Conformance.Engine;
using Conformance.Harness.Evidence;
using Microsoft.AspNetCore.Http;

namespace Conformance.Bench.Costs;

/// <summary>What a run costs whose target breaks down once it has been probed, next to a green run.</summary>
/// <remarks>
/// The bundled server in both; in one, once probed, the rule that says who may what breaks down, so that every request for a
/// resource is answered 500. Both runs include writing the evidence, which is what failures make longer.
/// </remarks>
static class FailingCost
{
    const int Jobs = 8;

    public static async Task<int> RunAsync(BenchOptions options, TextWriter output)
    {
        var isProbed = false;
        var documented = new Rules();
        await using var green = await Bundled.StartAsync(Jobs);
        await using var broken = await Bundled.StartAsync(Jobs, documented with
        {
            RightsOf = (access, resource, account) => isProbed
                ? throw new BadHttpRequestException("broken down", StatusCodes.Status500InternalServerError)
                : documented.RightsOf(access, resource, account),
        });
        isProbed = true;
        Bundled[] contenders = [green, broken];
        foreach (var contender in contenders)
            await RunOnceAsync(contender);

        var found = contenders.Select(_ => new List<Turn>()).ToArray();
        foreach (var turn in Figures.Turns(contenders.Length, options.Rounds))
            found[turn].Add(await RunOnceAsync(contenders[turn]));
        var table = new Table("target", "ms", "ratio", "CPU ms", "ratio", "scenarios not green");
        for (var i = 0; i < contenders.Length; i++)
            table.Add(
                i == 0 ? "green" : "500 to everything",
                Figures.Of(Figures.Median(found[i].Select(t => t.Wall)), "0"),
                Figures.Ratio(Figures.Median(found[i].Zip(found[0], (a, b) => a.Wall / b.Wall))),
                Figures.Of(Figures.Median(found[i].Select(t => t.Cpu)), "0"),
                Figures.Ratio(Figures.Median(found[i].Zip(found[0], (a, b) => a.Cpu / b.Cpu))),
                $"{found[i][0].NotGreen}");
        output.WriteLine($"whole suite with its evidence, jobs {Jobs}, median of {options.Rounds} rounds");
        table.Write(output);
        return 0;
    }

    static async Task<Turn> RunOnceAsync(Bundled contender)
    {
        var folder = Directory.CreateTempSubdirectory("conformance-bench-");
        try
        {
            var time = TimeProvider.System;
            var cpu = Environment.CpuUsage.TotalTime;
            var start = time.GetTimestamp();
            var report = await contender.PlayAnywayAsync(Jobs);
            await ResultsFolder.WriteAsync(report, folder.FullName, ReportKinds.All, new ResultsOptions());
            return new Turn(
                time.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds,
                report.Scenarios.Count(s => s.Verdict is Verdict.Failed or Verdict.Blocked));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    sealed record Turn(double Wall, double Cpu, int NotGreen);
}
