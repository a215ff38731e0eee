using Conformance.Harness.Evidence;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class HeadlineAndExitCodeTests
{
    static RunReport With(params Verdict[] verdicts) =>
        Runs.Of([.. verdicts.Select((v, i) => Runs.Scenario($"notification.poll.n{i}", v))]);

    [Test]
    public void What_was_judged_and_what_was_not_add_up_to_what_is_applicable()
    {
        var headline = Headline.Of(With(Enum.GetValues<Verdict>()));
        Assert.That((headline.Verified, headline.Applicable, headline.NotVerified), Is.EqualTo((3, 6, 3)));
        Assert.That(headline.Counts.Select(c => c.Scenarios), Is.All.EqualTo(1));
    }

    [Test]
    public void A_skip_never_reads_as_a_pass()
    {
        var headline = Headline.Of(With(Verdict.Passed, Verdict.NotApplicable, Verdict.NotVerified));
        Assert.That(headline.Sentence, Is.EqualTo(
            "GATE MET: 1 verified / 2 applicable / 1 not verified (1 passed, 1 not applicable, 1 left out) on mine; exit 0"));
    }

    [Test]
    public void The_sentence_says_why_nothing_was_learned()
    {
        Assert.That(Headline.Of(With()).Sentence, Does.StartWith("NOTHING VERIFIED: no scenario was selected: 0 verified"));
        Assert.That(Headline.Of(With(Verdict.NotApplicable)).Sentence, Does.Contain("the target offers none of the selected capabilities"));
        Assert.That(
            Headline.Of(With(Verdict.Passed) with { Aborted = "nobody listens\nat port 9." }).Sentence,
            Does.StartWith("ABORTED: nobody listens\\nat port 9: 1 verified").And.EndsWith("exit 3"));
    }

    [TestCase(ExitCode.GateMet, Verdict.Passed)]
    [TestCase(ExitCode.GateMet, Verdict.Advisory)]
    [TestCase(ExitCode.GateMet, Verdict.Passed, Verdict.NotApplicable, Verdict.NotVerified)]
    [TestCase(ExitCode.NonConformance, Verdict.Passed, Verdict.Failed)]
    [TestCase(ExitCode.NonConformance, Verdict.Passed, Verdict.Blocked)]
    [TestCase(ExitCode.NothingVerified)]
    [TestCase(ExitCode.NothingVerified, Verdict.NotApplicable)]
    [TestCase(ExitCode.NothingVerified, Verdict.NotVerified)]
    [TestCase(ExitCode.NothingVerified, Verdict.Blocked)]
    [TestCase(ExitCode.HarnessFault, Verdict.Failed, Verdict.HarnessFault)]
    public void A_run_ends_with(int code, params Verdict[] verdicts) => Assert.That(ExitCode.Of(With(verdicts)), Is.EqualTo(code));

    [Test]
    public void Of_several_causes_the_gravest_gives_the_code()
    {
        var order = new[]
        {
            (ExitCauses.HarnessFault, 6), (ExitCauses.Usage, 2), (ExitCauses.Aborted, 3), (ExitCauses.NonConformance, 1),
            (ExitCauses.StaleBaseline, 5), (ExitCauses.NothingVerified, 4), (ExitCauses.Blocked, 1), (ExitCauses.None, 0),
        };
        for (var i = 0; i < order.Length; i++)
            Assert.That(ExitCode.Of(order.Skip(i).Aggregate(ExitCauses.None, (all, c) => all | c.Item1)), Is.EqualTo(order[i].Item2));
    }

    [Test]
    public void An_aborted_run_ends_with_3_whatever_had_failed_before() =>
        Assert.That(ExitCode.Of(With(Verdict.Failed) with { Aborted = "told to stop" }), Is.EqualTo(ExitCode.Aborted));
}
