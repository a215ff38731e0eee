using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Linting;
using Conformance.Harness.Mirrors;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Mirrors;

/// <summary>Sequences of writes that two mirrors follow: the bundled server passes, and what is wrong with it is told.</summary>
[Parallelizable(ParallelScope.All)]
public class SequenceTests
{
    static readonly Suite suite = Suite.Load(FixturesFolder.Find());

    /// <summary>What one run of the continuous integration plays.</summary>
    static SequenceOptions Usual(int seed) => new(seed, SequenceOptions.UsualSequences, SequenceOptions.UsualLength);

    static async Task<T> OnBundledAsync<T>(string[] faults, Func<Session, Task<T>> play)
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = 1 });
        var target = BundledTarget.At(server.ControlUri, suite.Fixtures);
        await using var session = await Session.OpenAsync(
            suite, target, new WorldOptions(Faults: [.. faults]), CancellationToken.None, SequenceRun.Needs.Append("account.second"));
        return await play(session);
    }

    static Task<SequenceFindings> PlayAsync(SequenceOptions options, params string[] faults) =>
        OnBundledAsync(faults, session => session.ReplicateAsync(options, null, CancellationToken.None));

    static async Task<Verdict> PlayAsync(string scenario, params string[] faults)
    {
        var file = ScenarioParser.Parse("a.scenario", scenario).Require();
        var runs = SweepExpansion.Expand(file).Runs;
        var planned = new PlannedScenario(file, "replication/a.scenario", runs);
        var report = await OnBundledAsync(
            faults, session => session.RunAsync([planned], RunOptions.OneByOne, null, CancellationToken.None));
        return report.Scenarios.Single().Verdict;
    }

    static IEnumerable<Diagnostic> Lint(SequenceFailure failure) =>
        SuiteLint.Load(suite.Fixtures, suite.Catalogues).Of($"{failure.ScenarioId}.scenario", failure.Scenario);

    [Test]
    public async Task Mirrors_follow_whatever_is_written()
    {
        var seed = TestContext.CurrentContext.Random.Next(1, int.MaxValue);
        TestContext.Out.WriteLine($"seed {seed}: conformance replicate --seed {seed}");
        var found = await PlayAsync(Usual(seed));
        Assert.That(found.Failure?.Scenario, Is.Null, $"seed {seed}: {found.Failure?.Requirement}: {found.Failure?.Sentence}");
        Assert.That(found.Sequences, Is.EqualTo(SequenceOptions.UsualSequences));
        Assert.That(found.Exchanges, Is.GreaterThan(SequenceOptions.UsualSequences * SequenceOptions.UsualLength / 2));
        TestContext.Out.WriteLine($"{found.Exchanges} requests");
    }

    /// <summary>Each is found by one run; the scenario that tells of it is red on that server and green on the right one.</summary>
    /// <param name="most">Requests of the shortest sequence that shows it, as it was measured.</param>
    [TestCase("manifest.one-tombstone-lost", 6)]
    [TestCase("manifest.deletions-missed", 4)]
    [TestCase("manifest.departures-missed", 6)]
    [TestCase("manifest.changes-missed", 6)]
    [TestCase("manifest.creations-missed", 6)]
    [TestCase("manifest.renames-missed", 6)]
    [TestCase("manifest.leavers-are-changes", 6)]
    [TestCase("manifest.deletions-are-changes", 6)]
    [TestCase("manifest.blob-ignored", 6)]
    [TestCase("collblob.never-advances", 6)]
    [TestCase("collblob.counts-what-was-not-told", 6)]
    [TestCase("collblob.forgets-pages", 6)]
    public async Task A_fault_is_found_and_told_as_a_short_scenario(string fault, int most)
    {
        var failure = (await PlayAsync(Usual(1), fault)).Failure;
        Assert.That(failure, Is.Not.Null);
        TestContext.Out.WriteLine($"sequence {failure!.Index + 1}, {failure.Requests} requests, {failure.Requirement}");
        TestContext.Out.WriteLine($"{failure.Sentence}\n\n{failure.Scenario}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Requests, Is.LessThanOrEqualTo(most));
            Assert.That(Lint(failure), Is.Empty);
            Assert.That(await PlayAsync(failure.Scenario, fault), Is.EqualTo(Verdict.Failed));
            Assert.That(await PlayAsync(failure.Scenario), Is.EqualTo(Verdict.Passed));
        }
    }

    [TestCase("variant.created-is-new")]
    [TestCase("variant.quiet-with-collblob")]
    [TestCase("variant.change-goes-without-saying")]
    [TestCase("variant.gone-has-no-address")]
    public async Task Another_way_to_be_right_misleads_no_mirror(string variant) =>
        Assert.That((await PlayAsync(new SequenceOptions(1, 30, SequenceOptions.UsualLength), variant)).Failure?.Scenario, Is.Null);
}
