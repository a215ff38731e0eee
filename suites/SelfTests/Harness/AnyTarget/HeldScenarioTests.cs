using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.SelfTests.Server;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.AnyTarget;

/// <summary>Held requests from scenario text to verdict, on a face that holds.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public class HeldScenarioTests
{
    const string Held = """
        scenario test.held
          title    A held request ends by time or by a change, and not before
          source   this test
          needs    clock
          catches  nothing yet
          repeat   REPEAT

        given  folder = a folder

        >>> HOLD ${folder} held as p
            Seconds: 10
        then   +9s
        still  p is open                                            # MUST POLL-01
        then   +1s
        p <<< 200                                                   # MUST POLL-01
            Ended-By: Time
          arrives 10s..10s

        >>> HOLD ${folder} held as q
            Seconds: 100
        >>> HOLD ${folder} held as r
            Seconds: 100
        when   ${folder} is changed
        q <<< 200                                                   # MUST POLL-01
            Ended-By: Change
          arrives ..0s
        r <<< 200                                                   # MUST POLL-01
            Ended-By: Change

        >>> HOLD ${folder} held as s
            Seconds: 100
        still  s is open                                            # MUST POLL-01
        hangup s
        >>> OPTIONS ${folder}
        <<< 200                                                     # MUST POLL-01

        """;

    [Test]
    public async Task In_300_rounds_held_requests_are_open_before_their_time_and_answered_at_it()
    {
        var report = await RunAsync(Held.Replace("REPEAT", "300", StringComparison.Ordinal));

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Passed), report.Reason);
        Assert.That(report.Cases, Has.Length.EqualTo(300));
    }

    [TestCase("then   +9s", "then   +10s", "p has been answered", TestName = "An_answer_that_came_already_is_not_still_open")]
    [TestCase("arrives 10s..10s", "arrives 12s..13s", "10", TestName = "An_answer_at_another_time_than_it_should_misses")]
    [TestCase("Ended-By: Change", "Ended-By: Time", "Change", TestName = "An_answer_with_another_end_misses")]
    public async Task It_goes_red(string right, string wrong, string says)
    {
        var report = await RunAsync(Held.Replace("REPEAT", "1", StringComparison.Ordinal).Replace(right, wrong, StringComparison.Ordinal));

        Assert.That(report.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(report.Reason, Does.Contain(says));
    }

    static async Task<ScenarioReport> RunAsync(string text)
    {
        var suite = ForeignServer.Suite with { Scenarios = [Inline.Read(text)] };
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions { ExtraFaces = () => [new HoldFace()] });
        await using var session = await Session.OpenAsync(
            suite, BundledTarget.At(server.ControlUri, suite.Fixtures), new WorldOptions(), CancellationToken.None);
        return (await session.RunAsync(suite.Scenarios, RunOptions.OneByOne, null, CancellationToken.None)).Scenarios.Single();
    }
}

/// <summary>Scenarios that stand in a test.</summary>
static class Inline
{
    public static PlannedScenario Read(string text)
    {
        var file = ScenarioParser.Parse("test.scenario", text).Require();
        return new PlannedScenario(file, "test.scenario", SweepExpansion.Expand(file).Runs);
    }
}
