using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Faults;

/// <summary>The suite can go red: each seeded fault is noticed by each scenario that claims it, each legal variant by none.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FaultMatrixTests
{
    static readonly string fixtures = FixturesFolder.Find();
    static readonly ImmutableArray<SeededFault> data = SeededFaults.Load(fixtures);

    ReferenceServer server = null!;
    FaultMatrix matrix = null!;

    static IEnumerable<TestCaseData> All =>
        data.Select(fault => new TestCaseData(fault.Id).SetArgDisplayNames(fault.Id));

    [OneTimeSetUp]
    public async Task Start()
    {
        server = await ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = 4 });
        matrix = await FaultMatrix.OpenAsync(
            Suite.Load(fixtures), BundledTarget.At(server.ControlUri, fixtures), CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        matrix.Dispose();
        await server.DisposeAsync();
    }

    [TestCaseSource(nameof(All))]
    public async Task The_suite_tells_wrong_from_right(string id)
    {
        var verdict = await JudgeAsync(data.Single(f => f.Id == id));
        Assert.That(verdict.Reason, Is.Empty);
    }

    [Test]
    public async Task A_fault_that_breaks_another_requirement_than_it_says_survives()
    {
        var verdict = await JudgeAsync(Known("poll.all-quiet") with { Requirement = "POLL-16" });
        Assert.That(verdict.IsProved, Is.False);
        Assert.That(verdict.Kills, Is.Empty);
        Assert.That(verdict.Reason, Has.Some.Contains("failed, but of POLL-03").And.Some.Contains("not of POLL-16"));
    }

    [Test]
    public async Task A_fault_survives_in_a_scenario_that_does_not_look_there()
    {
        var verdict = await JudgeAsync(Known("lease.never-expires") with { Scenarios = ["notification.poll.all-quiet"] });
        Assert.That(verdict.Reason, Is.EqualTo(new[] { "notification.poll.all-quiet is passed" }));
    }

    [Test]
    public async Task A_fault_survives_in_a_scenario_that_is_not_there()
    {
        var verdict = await JudgeAsync(Known("poll.all-quiet") with { Scenarios = ["notification.poll.no-such"] });
        Assert.That(verdict.Reason, Is.EqualTo(new[] { "there is no scenario notification.poll.no-such" }));
    }

    [Test]
    public async Task A_fault_that_calls_itself_a_variant_is_not_green()
    {
        var verdict = await JudgeAsync(Known("xml.prefixed-li") with { Kind = FaultKind.Variant });
        Assert.That(verdict.IsProved, Is.False);
        Assert.That(verdict.Reason, Has.Some.StartsWith("notification.poll.form-of-the-multistatus is failed"));
    }

    [Test]
    public async Task A_share_of_the_face_that_does_not_fail_is_told()
    {
        var verdict = await JudgeAsync(Known("poll.never-acknowledges") with { Share = 70 });
        Assert.That(verdict.Reason.Single(), Does.Contain("which is less than 70 %"));
    }

    [Test]
    public async Task A_fault_that_the_server_does_not_know_survives_and_says_so()
    {
        var verdict = await JudgeAsync(Known("poll.all-quiet") with { Id = "poll.no-such" });
        Assert.That(verdict.IsProved, Is.False);
        Assert.That(verdict.Reason, Is.All.Contains("There is no fault 'poll.no-such'"));
    }

    static SeededFault Known(string id) => data.Single(f => f.Id == id);

    Task<FaultVerdict> JudgeAsync(SeededFault fault) => matrix.JudgeAsync(fault, all: false, CancellationToken.None);
}
