using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.SelfTests.Harness.Evidence;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Running;

/// <summary>The control port of a target is not the harness: what it does wrong is no fault of ours.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class ControlPortTests
{
    [Test]
    public async Task A_control_port_that_falls_silent_aborts_the_run_and_says_so()
    {
        var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        var target = BundledTarget.At(server.ControlUri, BundledRuns.Suite.Fixtures);
        var session = await Session.OpenAsync(BundledRuns.Suite, target, new WorldOptions(), CancellationToken.None);
        await server.DisposeAsync();

        var report = await session.RunAsync(BundledRuns.Suite.Scenarios, RunOptions.OneByOne, null, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(report.Aborted, Does.Contain($"the control port at {server.ControlUri} failed"));
            Assert.That(report.Scenarios.Select(s => s.Verdict), Has.None.EqualTo(Verdict.HarnessFault).And.None.EqualTo(Verdict.Passed));
            Assert.That(ExitCode.Of(report), Is.EqualTo(ExitCode.Aborted));
        });
        // The worlds it leased cannot be handed back any more; that is said to whoever closes the session.
        Assert.That(async () => await session.DisposeAsync(), Throws.TypeOf<ControlException>());
    }
}
