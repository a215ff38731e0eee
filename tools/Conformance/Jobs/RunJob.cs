using System.Collections.Immutable;
using System.Security.Cryptography;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance run</c> does: selects scenarios, reaches the target, plays, writes the evidence, names the exit code.</summary>
public sealed class RunJob(Terminal terminal)
{
    public async Task<int> RunAsync(RunRequest request, CancellationToken cancel)
    {
        var fixtures = Fixtures(request);
        var suite = Suite.Load(fixtures);
        var selected = Select(suite, request.Selection);
        var baseline = request.Baseline is { } file ? ReadBaseline(file) : null;
        var settings = request.Target.Resolve(Path.Combine(fixtures, "targets"));
        var target = TargetReader.Read(settings, Environment.GetEnvironmentVariable);
        if (!request.Faults.IsEmpty && !target.HasControlClock)
            throw new UsageException("--fault switches a seeded fault on; only a target with a control port has any");
        if (request.DryRun)
            return new DryRunJob(terminal).Print(selected, target);
        var evidence = new Evidence(request, Environment.GetEnvironmentVariable);
        evidence.Prepare();
        var html = await new PageSources(suite).ForRunAsync(request, terminal.Error, cancel);
        var options = new Harness.Running.RunOptions(target.Patience.Jobs, request.Shuffle, SeedOf(request));

        var played = await PlayAsync(suite with { Scenarios = selected }, target, options, request, cancel);
        // From here on nothing is secret: what is judged, compared and written is what everybody may see.
        var report = TargetSecrets.Of(target).Apply(played.Report with { Flags = request.Again, Faults = request.Faults });
        var gate = baseline?.Apply(report);
        var snapshots = request.Snapshot is { } mode ? Compare(mode, suite, target, report, played) : null;
        new ConsoleReport(terminal.Output, terminal.Style, html.Requirement).Write(report, gate, snapshots);
        await evidence.WriteAsync(report, new ResultsOptions { Html = html, Gate = gate, Snapshots = snapshots });
        if (report.Aborted is { } reason)
            terminal.Error.WriteLine($"conformance: {reason}");
        else if (selected.IsEmpty)
            terminal.Error.WriteLine($"conformance: no scenario is selected{Hint(suite, request.Selection)}; 'conformance list' prints them all");
        return ExitCode.Of(report, gate, snapshots);
    }

    /// <summary>Plays on the bundled server, started for the run, or on the target named.</summary>
    async Task<Played> PlayAsync(
        Suite suite, Target target, Harness.Running.RunOptions options, RunRequest request, CancellationToken cancel)
    {
        if (suite.Scenarios.IsEmpty)
            return new Played(Session.NotPlayed(At(target, null), [], options, "") with { Aborted = null }, "", []);
        await using var bundled = target.IsReference ? await StartBundledAsync(options.Jobs) : null;
        return await PlayAsync(suite, At(target, bundled), options, new WorldOptions(Faults: request.Faults), cancel);
    }

    /// <summary>Whatever ends the run early, there is a report that says so.</summary>
    async Task<Played> PlayAsync(
        Suite suite, Target target, Harness.Running.RunOptions options, WorldOptions world, CancellationToken cancel)
    {
        Played? played = null;
        try
        {
            await using var session = await Session.OpenAsync(suite, target, world, cancel);
            using var progress = terminal.Progress(suite.Scenarios.Length);
            var report = await session.RunAsync(suite.Scenarios, options, progress.Tell, cancel);
            played = new Played(
                AnnouncedRows.Join(report, session.Discovered, suite.Catalogues), session.RunToken, [.. session.Devices]);
            return played;
        }
        catch (ControlException refusal) when (played is null && refusal.Status == 400 && !world.Faults.IsDefaultOrEmpty)
        {
            var known = SeededFaults.Load(suite.Fixtures).Select(f => f.Id).ToArray();
            throw new UsageException($"--fault: {refusal.Message.TrimEnd('.')}"
                + string.Concat(world.Faults.Except(known).Select(fault => Suggest.Hint(fault, known))));
        }
        catch (LogOnRefusedException refused)
        {
            throw new UsageException(refused.Message);
        }
        catch (Exception end) when (end is TargetUnreachableException or ControlException
            || (end is OperationCanceledException && cancel.IsCancellationRequested))
        {
            var sentence = end is OperationCanceledException ? Session.Stopped : end.Message;
            // A session that cannot be closed has played all the same.
            return played is null
                ? new Played(Session.NotPlayed(target, suite.Scenarios, options, sentence), "", [])
                : played with { Report = played.Report with { Aborted = played.Report.Aborted ?? sentence } };
        }
    }

    static string Fixtures(RunRequest request)
    {
        if (request.Fixtures is not { } folder)
            return FixturesFolder.Find();
        return Directory.Exists(Path.Combine(folder, "requirements")) && Directory.Exists(Path.Combine(folder, "scenarios"))
            ? folder
            : throw new UsageException($"--fixtures {folder}: there are no folders requirements and scenarios in it");
    }

    /// <remarks>Some unknown ids among known ones are slips of the pen; when nothing at all is selected the run says that.</remarks>
    static ImmutableArray<PlannedScenario> Select(Suite suite, Selection selection)
    {
        var facts = suite.Scenarios.ToDictionary(s => s, s => SelectionFacts.Of(s.File, FileTags.Of(s.File)));
        ImmutableArray<PlannedScenario> selected = [.. suite.Scenarios.Where(s => selection.Includes(facts[s]))];
        return selected.IsEmpty || selection.Unmatched(facts.Values) is not { IsEmpty: false } unknown
            ? selected
            : throw new UsageException($"no scenario is called {string.Join(", ", unknown)}; 'conformance list' prints them all");
    }

    /// <summary>What was perhaps meant by a word that selects nothing.</summary>
    static string Hint(Suite suite, Selection selection)
    {
        var known = suite.Scenarios.Select(s => s.File.Id).Concat(suite.Catalogues.Requirements.Select(r => r.Id)).ToArray();
        return string.Concat(selection.Named.Except(known).Select(word =>
            $" by {word}" + (File.Exists(word) ? " (that is a file: its id is meant, and it lies below fixtures/scenarios)"
                : Suggest.Nearest(word, known) is { } near ? $" (did you mean {near}?)" : "")));
    }

    static Baseline ReadBaseline(string file) => File.Exists(file)
        ? Baseline.Read(file)
        : throw new UsageException($"--baseline {file}: there is no such file; 'conformance baseline update {file}' makes one");

    int SeedOf(RunRequest request)
    {
        if (request.Seed is { } given)
            return given;
        if (!request.Shuffle)
            return 0;
        var seed = RandomNumberGenerator.GetInt32(1, int.MaxValue);
        terminal.Error.WriteLine($"conformance: shuffled by --seed {seed}");
        return seed;
    }

    static SnapshotReport Compare(string mode, Suite suite, Target target, RunReport report, Played played)
    {
        var known = played.Devices.ToDictionary(d => d, _ => "device");
        if (!target.IsReference && played.RunToken.Length > 0)
            known[played.RunToken] = "run";
        var snapshots = new Snapshots(Path.Combine(suite.Fixtures, "snapshots", target.Name), known);
        var ids = suite.Scenarios.Select(s => s.File.Id);
        return mode == "accept" ? snapshots.Accept(report, ids) : snapshots.Verify(report, ids);
    }

    static Target At(Target target, ReferenceServer? bundled) =>
        !target.IsReference ? target : target.At(BundledTarget.LogicalUrl, bundled?.ControlUri);

    static Task<ReferenceServer> StartBundledAsync(int worlds) =>
        ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = worlds });

    /// <param name="RunToken">See <see cref="Session.RunToken"/>; empty when nothing was played.</param>
    /// <param name="Devices">See <see cref="Session.Devices"/>.</param>
    sealed record Played(RunReport Report, string RunToken, ImmutableArray<string> Devices);
}
