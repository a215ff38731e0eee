using Conformance.Harness.Evidence;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class RunComparisonTests
{
    const string Id = "notification.poll.some";

    [TestCase(Verdict.Passed, Verdict.Failed, ChangeKind.Broken)]
    [TestCase(Verdict.NotApplicable, Verdict.Blocked, ChangeKind.Broken)]
    [TestCase(Verdict.Failed, Verdict.Passed, ChangeKind.Mended)]
    [TestCase(Verdict.Blocked, Verdict.Advisory, ChangeKind.Mended)]
    [TestCase(Verdict.Failed, Verdict.NotApplicable, ChangeKind.Moved)]
    [TestCase(Verdict.Failed, Verdict.Blocked, ChangeKind.Moved)]
    [TestCase(Verdict.Passed, Verdict.Advisory, ChangeKind.Moved)]
    public void Two_verdicts_make_a_change_of_one_kind(Verdict before, Verdict after, ChangeKind expected)
    {
        var change = Compare(Runs.Scenario(Id, before), Runs.Scenario(Id, after)).Scenarios.Single();

        Assert.That((change.Id, change.Kind, change.Before, change.After), Is.EqualTo((Id, expected, before, after)));
    }

    [Test]
    public void The_same_verdict_is_no_change_unless_it_fails_in_another_way()
    {
        var other = Runs.Scenario(Id, Verdict.Failed, Runs.Case(Verdict.Failed, [Runs.Line(Verdict.Failed) with { Actual = "200 : s12" }]));

        Assert.That(Compare(Runs.Scenario(Id, Verdict.Passed), Runs.Scenario(Id, Verdict.Passed)).Scenarios, Is.Empty);
        Assert.That(Compare(Runs.Scenario(Id, Verdict.Failed), Runs.Scenario(Id, Verdict.Failed)).Scenarios, Is.Empty);
        var change = Compare(Runs.Scenario(Id, Verdict.Failed), other).Scenarios.Single();
        Assert.That((change.Kind, change.Why), Is.EqualTo((ChangeKind.FailsDifferently, "POLL-03 expected 200 : s11, actual 200 : s12")));
    }

    [Test]
    public void What_one_run_alone_knows_is_new_or_gone()
    {
        var comparison = RunComparison.Of(Runs.Of(Runs.Scenario("a.b.old", Verdict.Passed)), Runs.Of(Runs.Scenario("a.b.new", Verdict.Failed)));

        Assert.That(comparison.Scenarios.Select(c => (c.Id, c.Kind)), Is.EqualTo(new[] { ("a.b.new", ChangeKind.New), ("a.b.old", ChangeKind.Gone) }));
        Assert.That(comparison.Sentence, Is.EqualTo("2 scenarios differ from the earlier run: 1 new, 1 gone"));
    }

    [Test]
    public void The_worst_comes_first_and_requirements_are_compared_too()
    {
        var earlier = Runs.Of(Runs.Scenario("a.b.mended", Verdict.Failed), Runs.Scenario("a.b.z-broken", Verdict.Passed));
        var now = Runs.Of(Runs.Scenario("a.b.mended", Verdict.Passed), Runs.Scenario("a.b.z-broken", Verdict.Failed,
            Runs.Case(Verdict.Failed, [Runs.Line(Verdict.Failed, "POLL-04")])));

        var comparison = RunComparison.Of(earlier, now);

        Assert.That(comparison.Scenarios.Select(c => c.Id), Is.EqualTo(new[] { "a.b.z-broken", "a.b.mended" }));
        Assert.That(comparison.Requirements.Select(c => (c.Id, c.Kind)), Is.EqualTo(new[] { ("POLL-03", ChangeKind.Mended), ("POLL-04", ChangeKind.New) }));
    }

    [Test]
    public void Runs_that_are_unlike_are_called_so()
    {
        var now = Runs.Of(Runs.Scenario(Id, Verdict.Passed));

        Assert.That(RunComparison.Of(now, now).Cautions, Is.Empty);
        Assert.That(
            RunComparison.Of(now with { Target = "other", Profile = "observed", Aborted = "It was stopped" }, now).Cautions,
            Is.EqualTo(new[]
            {
                "The earlier run was against other, this one is against mine.",
                "The earlier run read disputed points by the profile observed, this one by strict.",
                "The earlier run ended early: It was stopped.",
            }));
    }

    static RunComparison Compare(ScenarioReport before, ScenarioReport after) => RunComparison.Of(Runs.Of(before), Runs.Of(after));
}
