using Conformance.Engine;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;

namespace Conformance.Bench;

/// <summary>The suite on the bundled server in this process, as the command line plays it.</summary>
sealed class Bundled(Suite suite, ReferenceServer server, Target target, Session session) : IAsyncDisposable
{
    public Suite Suite { get; } = suite;

    public Target Target { get; } = target;

    public Session Session { get; } = session;

    /// <param name="worlds">As many scenarios can play at once.</param>
    /// <param name="rules">Those of every world; the documented ones when left out.</param>
    public static async Task<Bundled> StartAsync(int worlds, Rules? rules = null)
    {
        var suite = Suite.Load(FixturesFolder.Find());
        var server = await ReferenceServer.StartAsync(new ReferenceServerOptions
        {
            Worlds = worlds,
            Settings = new WorldSettings { Rules = rules ?? new Rules() },
        });
        var target = BundledTarget.At(server.ControlUri, suite.Fixtures);
        return new Bundled(suite, server, target, await Session.OpenAsync(suite, target, new WorldOptions(), CancellationToken.None));
    }

    /// <summary>Plays the whole suite once, whatever comes of it.</summary>
    public Task<RunReport> PlayAnywayAsync(int jobs) =>
        Session.RunAsync(Suite.Scenarios, new RunOptions(jobs, false, 0), null, CancellationToken.None);

    /// <summary>Plays the whole suite once.</summary>
    /// <exception cref="InvalidOperationException">A scenario failed: the time of a broken run says nothing.</exception>
    public async Task<RunReport> PlayAsync(int jobs)
    {
        var report = await PlayAnywayAsync(jobs);
        return report.Scenarios.FirstOrDefault(s => s.Verdict is not (Verdict.Passed or Verdict.Advisory or Verdict.NotApplicable)) is { } broken
            ? throw new InvalidOperationException($"{broken.Id}: {broken.Verdict}, {broken.Reason}")
            : report;
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await server.DisposeAsync();
    }
}
