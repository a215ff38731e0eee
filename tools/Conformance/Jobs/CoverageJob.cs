using System.Collections.Immutable;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance coverage</c> does: counts rows verified, not testable and open, per face and founding document.</summary>
/// <remarks>
/// A row is verified when a scenario that passed in the last run (<c>results/results.json</c>) cites it; before any run, when a
/// scenario cites it. The first line says which of the two was counted.
/// </remarks>
public sealed class CoverageJob(TextWriter output)
{
    public async Task<int> RunAsync(CoverageOptions options, CancellationToken cancel)
    {
        var suite = Suite.Load(FixturesFolder.Find());
        var results = Path.Combine("results", ResultsFolder.Json);
        var passed = File.Exists(results) ? await PassedAsync(results, cancel) : null;
        output.WriteLine(passed is null
            ? "No results/results.json here: a row counts as verified when a scenario cites it."
            : $"A row counts as verified when a scenario cites it that passed in {results} ({passed.Count} did).");
        var cited = suite.Scenarios
            .Where(s => passed is null || passed.Contains(s.File.Id))
            .ToDictionary(s => s.File.Id, s => Cited(s));
        var coverage = Coverage.Of(suite.Catalogues, cited);
        if (options.Face is { } face)
            coverage = coverage with
            {
                Faces = [.. coverage.Faces.Where(f => f.Catalogue.Face == face)],
                Ledgers = [.. coverage.Ledgers.Where(l => l.Ledger.Face == face)],
            };
        output.Write(CoverageText.Of(coverage, detailed: false));
        if (options.Open)
            WriteOpen(coverage);
        return coverage.Unknown.IsEmpty ? ExitCode.GateMet : ExitCode.NonConformance;
    }

    void WriteOpen(Coverage coverage)
    {
        foreach (var face in coverage.Faces.Where(f => !f.Open.IsEmpty))
        {
            output.WriteLine($"\nOpen in {face.Catalogue.Face}");
            foreach (var row in face.Open)
                output.WriteLine($"  {row.Id,-16}{row.Sentence}");
        }
        foreach (var ledger in coverage.Ledgers)
        {
            var open = ledger.Statements.Where(s => s.State is StatementState.Open or StatementState.Partly).ToList();
            if (open.Count > 0)
                output.WriteLine($"\nOpen in the document {ledger.Ledger.Name}");
            foreach (var (statement, state, rows) in open)
                output.WriteLine($"  {statement.Id,-8}{(state == StatementState.Partly ? "partly" : "open"),-8}{statement.Statement} ({string.Join(", ", rows)})");
        }
    }

    static async Task<HashSet<string>> PassedAsync(string path, CancellationToken cancel)
    {
        try
        {
            return [.. RunReportJson.Read(await File.ReadAllBytesAsync(path, cancel)).Scenarios
                .Where(s => s.Verdict is Verdict.Passed or Verdict.Advisory)
                .Select(s => s.Id)];
        }
        catch (ResultsFormatException broken)
        {
            throw new UsageException($"{path} cannot be read: {broken.Message}");
        }
    }

    static ImmutableArray<string> Cited(PlannedScenario scenario) =>
        [.. FileTags.Of(scenario.File).SelectMany(tag => tag.Judgements).SelectMany(j => j.Requirements).Distinct()];
}
