using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance explain ID</c> does: a scenario as prose, or a requirement with the scenarios that cite it.</summary>
public sealed class ExplainJob(TextWriter output)
{
    public Task<int> RunAsync(string id, CancellationToken cancel)
    {
        var suite = Suite.Load(FixturesFolder.Find());
        if (suite.Scenarios.FirstOrDefault(s => s.File.Id == id) is { } scenario)
            output.Write(Prose.Explain(scenario.File, requirement => suite.Catalogues.Find(requirement)?.Sentence));
        else if (suite.Catalogues.Find(id) is { } row)
            Explain(row, suite);
        else
            throw new UsageException($"'{id}' is neither a scenario nor a requirement{Suggest.Hint(id, Known(suite, id))}; 'conformance list' prints the scenarios");
        return Task.FromResult(ExitCode.GateMet);
    }

    void Explain(Requirement row, Suite suite)
    {
        output.WriteLine($"{row.Id}  ({row.Face}; {Words(row)})");
        output.WriteLine(row.Sentence);
        output.WriteLine($"Source: {row.Source}");
        if (row.NotTestable is { } reason)
            output.WriteLine($"Not testable: {reason}");
        var citing = suite.Scenarios
            .Where(s => FileTags.Of(s.File).Any(tag => tag.Judgements.Any(j => j.Requirements.Contains(row.Id))))
            .ToList();
        output.WriteLine(citing.Count == 0 ? "No scenario cites it." : "Cited by:");
        foreach (var s in citing)
            output.WriteLine($"  {s.File.Id}  {s.File.Title}");
    }

    static string Words(Requirement row) => string.Join(", ",
        [
            row.Side.ToString().ToLowerInvariant(),
            row.Level.ToString().ToLowerInvariant() + (row.Negative ? " not" : ""),
            row.Basis.ToString().ToLowerInvariant(),
            .. row.Safety ? ["safety"] : Array.Empty<string>(),
        ]);

    static IEnumerable<string> Known(Suite suite, string id) => id.Contains('.')
        ? suite.Scenarios.Select(s => s.File.Id)
        : suite.Catalogues.Requirements.Select(r => r.Id);
}
