using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Proof;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.SelfTests.Layout;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Proof;

/// <summary>The lines of the suite itself, played on the bundled server.</summary>
public sealed class SuiteProofTests
{
    static readonly Suite suite = Suite.Load(Repository.PathOf("fixtures"));

    [Test, CancelAfter(60_000)]
    public async Task Nearly_every_line_of_the_suite_can_turn_red(CancellationToken cancel)
    {
        var report = await ProveAsync(suite.Scenarios.Length, cancel);
        Assert.That(report.IsEnough, Is.True, ProofText.Of(report));
        Assert.That(report.Taken, Is.GreaterThan(400));
        Assert.That(report.NotPlayed, Has.All.Contain("recorded traffic"));
    }

    [Test, CancelAfter(60_000)]
    public async Task Two_proofs_say_the_same(CancellationToken cancel)
    {
        var first = ProofText.Of(await ProveAsync(10, cancel));
        Assert.That(ProofText.Of(await ProveAsync(10, cancel)), Is.EqualTo(first));
    }

    static async Task<ProofReport> ProveAsync(int scenarios, CancellationToken cancel)
    {
        var settings = TargetLocator.Locate(null, ImmutableDictionary<string, ImmutableArray<string>>.Empty, _ => null, Repository.PathOf("fixtures", "targets"));
        var target = TargetReader.Read(settings, _ => null);
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = 2 });
        await using var session = await Session.OpenAsync(
            suite, target.At(BundledTarget.LogicalUrl, server.ControlUri), new WorldOptions(Faults: []), cancel);
        return await SuiteProof.OfAsync(session, suite, [.. suite.Scenarios.Take(scenarios)], 2, cancel);
    }
}
