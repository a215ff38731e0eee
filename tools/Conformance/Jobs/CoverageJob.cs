using System.Collections.Immutable;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance coverage</c> does: counts rows verified, not testable and open, per face and founding document.</summary>
/// <remarks>
/// A row is verified when a scenario that passed in the last run (<c>results/results.json</c>) cites it, or a client scenario,
/// which is judged on the recordings of this repository; before any run, when a scenario cites it. The first line says which
/// was counted. After <c>faults --all</c> it says too which rows have a fault that nothing else finds. Ends with 1 when a
/// catalogue or ledger that calls its coverage complete has something open.
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
            : $"A row counts as verified when a scenario cites it that passed in {results} ({passed.Count} did), or is judged on recordings.");
        var cited = suite.Scenarios
            .Where(s => passed is null || s.File.IsClientSide || passed.Contains(s.File.Id))
            .ToDictionary(s => s.File.Id, s => FileTags.Cited(s.File));
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
        await WriteProofAsync(coverage, options.Open, cancel);
        foreach (var gap in coverage.Gaps)
            output.WriteLine($"GAP  {gap}");
        return coverage.Unknown.IsEmpty && coverage.Gaps.IsEmpty ? ExitCode.GateMet : ExitCode.NonConformance;
    }

    async Task WriteProofAsync(Coverage coverage, bool detailed, CancellationToken cancel)
    {
        var path = Path.Combine("results", FaultsFile.Name);
        if (await ResultsFiles.FaultsAsync(path, cancel) is not { IsWhole: true } played)
            output.WriteLine("\n'conformance faults --all' would show which rows have a fault that nothing else finds.");
        else
            output.Write(CoverageText.Of(coverage.Faces.Select(f => FaultProof.Of(f, played.PlayedOn(f.Catalogue.Face))), detailed));
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

    static async Task<HashSet<string>> PassedAsync(string path, CancellationToken cancel) =>
        [.. (await ResultsFiles.RunAsync(path, cancel)).Scenarios
            .Where(s => s.Verdict is Verdict.Passed or Verdict.Advisory)
            .Select(s => s.Id)];
}
