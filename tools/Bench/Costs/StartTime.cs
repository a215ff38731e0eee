using Conformance.Bench.Load;

namespace Conformance.Bench.Costs;

/// <summary>How long the built tool takes from the start of its process to its first scenario, and to its end.</summary>
/// <remarks>Each run plays one scenario; it has been played when the tool says so on standard error.</remarks>
static class StartTime
{
    const string Scenario = "notification.poll.splits-fired-from-quiet";

    public static async Task<int> RunAsync(BenchOptions options, TextWriter output)
    {
        var tools = new[] { "Debug", "Release" }.Select(c => new BuiltTool(c)).Where(t => t.IsBuilt).ToArray();
        if (tools.Length == 0)
            throw new InvalidOperationException("The tool is not built; 'dotnet build tools/Conformance' builds it.");
        // The first run of each finds a cold disk.
        foreach (var tool in tools)
            await tool.RunAsync(0, Scenario);
        var found = tools.Select(_ => new List<ToolRun>()).ToArray();
        foreach (var turn in Figures.Turns(tools.Length, options.Rounds))
            found[turn].Add(await tools[turn].RunAsync(0, Scenario));
        var table = new Table("built tool", "first scenario ms", "whole run ms");
        for (var i = 0; i < tools.Length; i++)
            table.Add(
                tools[i].Configuration, Figures.Of(Figures.Median(found[i].Select(r => r.First)), "0"),
                Figures.Of(Figures.Median(found[i].Select(r => r.Whole)), "0"));
        output.WriteLine($"one scenario, median of {options.Rounds} runs");
        table.Write(output);
        return 0;
    }
}
