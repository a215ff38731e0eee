using System.Collections.Immutable;
using System.Text.Json;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance list</c> does: a table of id, side, needs and title, or the same as JSON.</summary>
public sealed class ListJob(TextWriter output)
{
    static readonly JsonSerializerOptions json = new() { WriteIndented = true };

    public Task<int> RunAsync(ListOptions options, CancellationToken cancel)
    {
        var suite = Suite.Load(FixturesFolder.Find());
        var facts = suite.Scenarios.ToDictionary(s => s, s => SelectionFacts.Of(s.File, FileTags.Of(s.File)));
        if (options.Selection.Unmatched(facts.Values) is { IsEmpty: false } unknown)
            throw new UsageException($"no scenario is called {string.Join(", ", unknown)}");
        ImmutableArray<PlannedScenario> selected = [.. suite.Scenarios.Where(s => options.Selection.Includes(facts[s]))];
        if (options.Json)
            WriteJson(selected, facts);
        else
            WriteTable(selected, facts);
        return Task.FromResult(selected.IsEmpty ? ExitCode.NothingVerified : ExitCode.GateMet);
    }

    void WriteTable(ImmutableArray<PlannedScenario> selected, Dictionary<PlannedScenario, SelectionFacts> facts)
    {
        string[][] rows =
        [
            ["ID", "SIDE", "NEEDS", "TITLE"],
            .. selected.Select(s => new[] { s.File.Id, facts[s].Side, string.Join(", ", s.File.Needs), s.File.Title }),
        ];
        var widths = Enumerable.Range(0, 3).Select(i => rows.Max(row => row[i].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine($"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadRight(widths[2])}  {row[3]}");
        output.WriteLine(
            $"{Plural.Of(selected.Length, "scenario")}, {Plural.Of(selected.Sum(s => s.Runs.Length * s.File.Repeat), "run")}");
    }

    void WriteJson(ImmutableArray<PlannedScenario> selected, Dictionary<PlannedScenario, SelectionFacts> facts) =>
        output.WriteLine(JsonSerializer.Serialize(
            selected.Select(s => new
            {
                id = s.File.Id,
                side = facts[s].Side,
                title = s.File.Title,
                source = s.File.Source,
                file = s.RelativePath,
                needs = s.File.Needs,
                faults = s.File.Catches,
                requirements = facts[s].Requirements.Order(StringComparer.Ordinal),
                runs = s.Runs.Length * s.File.Repeat,
            }),
            json));
}
