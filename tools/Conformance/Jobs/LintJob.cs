using System.Collections.Frozen;
using System.Collections.Immutable;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Linting;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance lint</c> does: prints what is wrong or doubtful; with <c>--prove</c> also which lines cannot go red.</summary>
public sealed class LintJob(Terminal terminal)
{
    public async Task<int> RunAsync(LintOptions options, CancellationToken cancel)
    {
        var fixtures = FixturesFolder.Find();
        var lint = SuiteLint.Load(fixtures, Catalogues.Load(fixtures));
        var files = ScenarioFiles.Of(options.Files);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var path in files)
            found.AddRange(lint.Of(ScenarioFiles.Shown(path), await File.ReadAllTextAsync(path, cancel)));
        foreach (var diagnostic in found)
            terminal.Output.WriteLine(diagnostic.Render() + "\n");
        var errors = found.Count(d => d.Severity == Severity.Error);
        terminal.Output.WriteLine(
            $"{Plural.Of(files.Length, "file")}, {Plural.Of(errors, "error")}, {Plural.Of(found.Count - errors, "warning")}");
        if (errors > 0)
            return ExitCode.NonConformance;
        return options.Prove ? await new ProveJob(terminal).RunAsync(files.ToFrozenSet(), cancel) : ExitCode.GateMet;
    }
}
