using System.Collections.Immutable;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance run</c> does: selects scenarios, reaches the target, plays, writes the evidence, names the exit code.</summary>
public sealed class RunJob(Terminal terminal)
{
    public async Task<int> RunAsync(RunRequest request, CancellationToken cancel)
    {
        var fixtures = FixturesFolder.Find();
        var suite = Suite.Load(fixtures);
        var selected = Select(suite, request.Selection);
        var settings = request.Target.Resolve(Path.Combine(fixtures, "targets"));
        var target = TargetReader.Read(settings, Environment.GetEnvironmentVariable);
        if (!request.Faults.IsEmpty && !target.HasControlClock)
            throw new UsageException("--fault switches a seeded fault on; only a target with a control port has any");
        await using var bundled = target.IsReference ? await StartBundledAsync(target.Patience.Jobs) : null;
        if (bundled is not null)
            target = target.At(BundledTarget.LogicalUrl, bundled.ControlUri);
        return await PlayAsync(suite, selected, target, request, cancel);
    }

    static ImmutableArray<PlannedScenario> Select(Suite suite, Selection selection)
    {
        var facts = suite.Scenarios.ToDictionary(s => s, s => SelectionFacts.Of(s.File, FileTags.Of(s.File)));
        if (selection.Unmatched(facts.Values) is { IsEmpty: false } unknown)
            throw new UsageException($"no scenario is called {string.Join(", ", unknown)}; 'conformance list' prints them all");
        return [.. suite.Scenarios.Where(s => selection.Includes(facts[s]))];
    }

    static Task<ReferenceServer> StartBundledAsync(int worlds) =>
        ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = worlds });

    async Task<int> PlayAsync(
        Suite suite, ImmutableArray<PlannedScenario> selected, Target target, RunRequest request, CancellationToken cancel)
    {
        RunReport report;
        try
        {
            await using var session = await Session.OpenAsync(suite, target, new WorldOptions(Faults: request.Faults), cancel);
            using var progress = terminal.Progress(selected.Length);
            var seed = request.Seed ?? 0;
            report = await session.RunAsync(
                selected, new Harness.Running.RunOptions(target.Patience.Jobs, request.Shuffle, seed), progress.Tell, cancel);
        }
        catch (TargetUnreachableException nobody)
        {
            terminal.Error.WriteLine($"conformance: {nobody.Message}");
            return ExitCode.Aborted;
        }
        catch (ControlException broken)
        {
            terminal.Error.WriteLine($"conformance: {broken.Message}");
            return ExitCode.Aborted;
        }
        new ConsoleReport(terminal.Output, terminal.Style, RequirementSentences.Of(suite.Catalogues)).Write(report);
        return ExitCode.Of(report);
    }
}
