using System.Collections.Immutable;
using Conformance.Harness.Evidence;
using Conformance.Harness.Mirrors;
using Conformance.Harness.Running.Listening;
using Conformance.Harness.Targets;
using Conformance.Harness.Targets.Discovery;
using Conformance.Harness.Vocabulary;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running;

/// <summary>Nobody can be reached, or nobody answers: nothing was learned.</summary>
public sealed class TargetUnreachableException(string sentence) : Exception(sentence);

/// <summary>The target lets nobody in with the credentials of its settings.</summary>
public sealed class LogOnRefusedException(string sentence) : Exception(sentence);

/// <summary>A target that has been reached and asked what it can do; runs scenarios on it.</summary>
public sealed class Session : IAsyncDisposable
{
    readonly Suite suite;
    readonly Target target;
    readonly IStageHost host;
    readonly PatienceBudget budget;

    Session(Suite suite, Target target, IStageHost host, PatienceBudget budget, WorkingFolders folders, Discovered discovered)
    {
        RunToken = folders.Token;
        this.suite = suite;
        this.target = target;
        this.host = host;
        this.budget = budget;
        Discovered = discovered;
    }

    /// <summary>What the target offers, with the probe that showed it.</summary>
    public Discovered Discovered { get; }

    /// <summary>What the names of this run's folders on the target have in common and no other run has.</summary>
    public string RunToken { get; }

    /// <summary>Ids of the ActiveSync devices that scenarios have used so far.</summary>
    public ICollection<string> Devices => host.Devices;

    /// <summary>Reaches the target and probes what is needed.</summary>
    /// <param name="needs">Words of <c>needs</c>; those of the suite's scenarios when left out.</param>
    /// <exception cref="TargetUnreachableException">Nobody answers there.</exception>
    /// <exception cref="LogOnRefusedException">The credentials are wrong.</exception>
    /// <exception cref="ControlException">Its control port does not serve.</exception>
    public static async Task<Session> OpenAsync(
        Suite suite, Target target, WorldOptions options, CancellationToken cancel, IEnumerable<string>? needs = null)
    {
        var budget = new PatienceBudget();
        var folders = WorkingFolders.For(target);
        IStageHost host = target.HasControlClock
            ? await WorldStageHost.OpenAsync(target, options, cancel)
            : new SharedStageHost(target, TargetTls.Of(target), folders, budget);
        try
        {
            return new Session(suite, target, host, budget, folders, await ProbeAsync(needs ?? NeedsOf(suite), target, host, budget, folders, cancel));
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays scenarios and reports what was found.</summary>
    public async Task<RunReport> RunAsync(
        ImmutableArray<PlannedScenario> plan, RunOptions options, Action<ScenarioReport>? progress, CancellationToken cancel)
    {
        var time = TimeProvider.System;
        var started = time.GetUtcNow();
        var clock = time.GetTimestamp();
        var profile = target.Profile.ToString().ToLowerInvariant();
        var runner = new SuiteRunner(
            host, Discovered.Capabilities.ToDictionary(c => c.Name),
            new Verdicts(suite.Catalogues, target.IsReference, profile), budget, options);
        var (reports, aborted) = await runner.RunAsync(plan, progress, cancel);
        return Report(
            target, started, time.GetElapsedTime(clock), options, Discovered.Capabilities, reports,
            aborted ?? (cancel.IsCancellationRequested ? Stopped : null)) with
        { Leftovers = [.. Discovered.Leftovers, .. Partnerships()] };
    }

    /// <summary>Plays sequences of writes that two mirrors follow by manifests.</summary>
    /// <exception cref="SetupException">The target refuses what a writer may do.</exception>
    public Task<SequenceFindings> ReplicateAsync(SequenceOptions options, Action<int>? progress, CancellationToken cancel) =>
        new SequenceRun(host, suite.Catalogues, budget).PlayAsync(options, progress, cancel);

    /// <summary>What no command removes.</summary>
    IEnumerable<string> Partnerships() => target.HasControlClock || host.Devices.Order(StringComparer.Ordinal).ToArray() is not [var first, .. var rest]
        ? []
        : [$"ActiveSync partnerships of {rest.Length + 1} devices, {first}{(rest.Length > 0 ? $" to {rest[^1]}" : "")}: no command removes one."];

    /// <summary>The report of a run that ended before it could play anything.</summary>
    /// <param name="why">One sentence.</param>
    public static RunReport NotPlayed(Target target, ImmutableArray<PlannedScenario> plan, RunOptions options, string why) => Report(
        target, TimeProvider.System.GetUtcNow(), TimeSpan.Zero, options, [], [.. plan.Select(p => SuiteRunner.NotPlayed(p, why))], why);

    /// <summary>Why a run ended early that somebody stopped.</summary>
    public const string Stopped = "The run was stopped before its end.";

    static RunReport Report(
        Target target, DateTimeOffset started, TimeSpan duration, RunOptions options,
        ImmutableArray<CapabilityReport> capabilities, ImmutableArray<ScenarioReport> scenarios, string? aborted) => new(
        target.Name, target.Url.AbsoluteUri, target.HasControlClock ? "control" : "real", target.Profile.ToString().ToLowerInvariant(),
        started, duration, options.Shuffle ? options.Seed : 0, capabilities, scenarios, aborted)
        {
            PublishedPasswords = target.PublishedPasswords,
        };

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <remarks>A row of a sweep may need more than its file.</remarks>
    static IEnumerable<string> NeedsOf(Suite suite) =>
        suite.Scenarios.SelectMany(s => s.File.Needs.Concat(s.Runs.SelectMany(run => run.AddedNeeds))).Distinct();

    static async Task<Discovered> ProbeAsync(
        IEnumerable<string> needs, Target target, IStageHost host, PatienceBudget budget, WorkingFolders folders, CancellationToken cancel)
    {
        await using var lobby = await host.LobbyAsync(cancel);
        using var channel = new ProbeChannel(target, lobby.Transport);
        await using var listeners = ProbeListeners.Open(target);
        var folder = folders.For(new Uri(target.Url, target.Roots.Notification), ProbeChannel.Scenario, 0);
        var tools = new DiscoveryTools(channel)
        {
            Datagrams = listeners,
            HttpListener = listeners?.HttpAddress,
            Stimulate = (happening, stop) => Hooks.TryAsync(target, happening, stop),
        };
        var result = await DiscoveryRun.RunAsync(target, tools, budget, folder, needs, cancel);
        return result switch
        {
            Discovered discovered when listeners is not null => discovered with
            {
                Capabilities = [.. discovered.Capabilities.Select(listeners.Mask.Apply)],
            },
            Discovered discovered => discovered,
            TargetUnreachable unreachable => throw new TargetUnreachableException(unreachable.Sentence),
            LogOnRefused refused => throw new LogOnRefusedException(refused.Sentence),
            TargetSilent silent => throw new TargetUnreachableException(silent.Sentence),
            _ => throw new InvalidOperationException($"unknown result of discovery: {result}"),
        };
    }
}
