using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class BaselineTests
{
    const string Known = $"""
        # What we know.
        POLL-03 {Runs.Failing}
          reason    ids are grouped by folder,
            see our ticket
          expected  200 : s10

        """;

    static Baseline Parse(string text) => Baseline.Parse(text, "baseline.txt");

    [Test]
    public void A_known_failure_is_explained_and_the_gate_is_met()
    {
        var report = Runs.WithOneFailure();
        var gate = Parse(Known).Apply(report);
        Assert.That(gate.Explained.Single().Entry.Reason, Is.EqualTo("ids are grouped by folder, see our ticket"));
        Assert.That((gate.New.Length, gate.Stale.Length), Is.EqualTo((0, 0)));
        Assert.That(ExitCode.Of(report, gate), Is.EqualTo(0));
        Assert.That(Headline.Of(report, gate).Sentence, Does.StartWith("GATE MET").And.Contain("1 failed (1 miss, all explained by the baseline)"));
    }

    [Test]
    public void A_failure_nobody_knows_is_new()
    {
        var gate = Parse("").Apply(Runs.WithOneFailure());
        Assert.That(gate.New.Single().Finding.Requirement, Is.EqualTo("POLL-03"));
        Assert.That(ExitCode.Of(Runs.WithOneFailure(), gate), Is.EqualTo(1));
    }

    [Test]
    public void An_entry_that_no_longer_fails_is_stale_and_ends_with_5()
    {
        var report = Runs.Of(Runs.Scenario(Runs.Failing, Verdict.Passed));
        var gate = Parse(Known).Apply(report);
        Assert.That(gate.Stale.Single().Line, Is.EqualTo(2));
        Assert.That(ExitCode.Of(report, gate), Is.EqualTo(5));
        Assert.That(Runs.Console(report, gate), Does.Contain($"STALE  POLL-03 {Runs.Failing} (line 2 of the baseline)"));
    }

    [TestCase(Verdict.Blocked)]
    [TestCase(Verdict.NotVerified)]
    [TestCase(Verdict.NotApplicable)]
    public void An_entry_whose_scenario_was_not_judged_is_not_stale(Verdict verdict)
    {
        var gate = Parse(Known).Apply(Runs.Of(Runs.Scenario(Runs.Failing, verdict)));
        Assert.That((gate.Stale.Length, gate.Unseen.Length), Is.EqualTo((0, 1)));
    }

    [Test]
    public void An_entry_whose_line_was_blocked_in_a_scenario_that_failed_elsewhere_is_not_stale()
    {
        var run = Runs.Case(Verdict.Failed, [Runs.Line(Verdict.Failed, "POLL-01"), Runs.Line(Verdict.Blocked)]);
        Assert.That(Parse(Known).Apply(Runs.Of(Runs.Scenario(Runs.Failing, Verdict.Failed, run))).Stale, Is.Empty);
    }

    [Test]
    public void A_failure_with_another_message_is_new_and_says_so()
    {
        var gate = Parse(Known.Replace("s10", "s12")).Apply(Runs.WithOneFailure());
        Assert.That(gate.New.Single().WhyNotExplained, Does.Contain("'200 : s12' is not in the message"));
        Assert.That(gate.Stale, Is.Empty);
    }

    [TestCase("2026-11-20", 1)]
    [TestCase("2026-11-19", 0)]
    public void An_entry_explains_up_to_the_day_it_names(string day, int explained)
    {
        var gate = Parse($"{Known.TrimEnd()}\n  expires   {day}\n").Apply(Runs.WithOneFailure());
        Assert.That(gate.Explained, Has.Length.EqualTo(explained));
        if (explained == 0)
            Assert.That(gate.New.Single().WhyNotExplained, Is.EqualTo("the baseline entry expired on 2026-11-19"));
    }

    [TestCase("POLL-03\n  reason    x", "baseline.txt:1: 'POLL-03' is not a requirement id and a scenario id")]
    [TestCase("POLL-03 a.b.c\n  expected  x", "baseline.txt:1: 'POLL-03 a.b.c' has no reason")]
    [TestCase("POLL-03 a.b.c\n  reason\n", "baseline.txt:1: 'POLL-03 a.b.c' has no reason")]
    [TestCase("POLL-03 a.b.c\n  reason    x\n  until     y", "baseline.txt:3: unknown field 'until'")]
    [TestCase("POLL-03 a.b.c\n  reason    x\n  expires   soon", "baseline.txt:3: 'soon' is no date")]
    public void A_bad_entry_is_refused_with_its_place(string text, string message) =>
        Assert.That(() => Parse(text), Throws.TypeOf<BlockFileException>().With.Message.StartsWith(message));

    [Test]
    public void An_update_adds_what_is_new_and_then_explains_it()
    {
        var update = Parse("# ours\n").Update(Runs.WithOneFailure(), "we group by folder");
        Assert.That(update.Diff, Does.Contain($"+ POLL-03 {Runs.Failing}\n+   reason    we group by folder\n"));
        Assert.That(update.Text, Does.StartWith("# ours\n"));
        Assert.That(Parse(update.Text).Apply(Runs.WithOneFailure()).New, Is.Empty);
    }

    [Test]
    public void An_update_without_a_reason_for_new_failures_is_refused()
    {
        Assert.That(() => Parse("").Update(Runs.WithOneFailure(), " "), Throws.ArgumentException.With.Message.Contains("1 new failure needs a reason"));
        Assert.That(Parse(Known).Update(Runs.WithOneFailure(), null).Diff, Is.Empty);
    }

    [Test]
    public void An_update_shows_each_stale_entry_it_removes_and_keeps_comments()
    {
        var update = Parse($"{Known}\n# about the next one\nSUB-01 other.topic.scenario\n  reason    y\n")
            .Update(Runs.Of(Runs.Scenario(Runs.Failing, Verdict.Passed)), null);
        Assert.That(update.Diff, Does.Contain($"- POLL-03 {Runs.Failing}\n-   reason    ids are grouped by folder,\n"));
        Assert.That(update.Removed.Single().Requirement, Is.EqualTo("POLL-03"));
        Assert.That(update.Text, Is.EqualTo("# What we know.\n\n\n# about the next one\nSUB-01 other.topic.scenario\n  reason    y\n")
            .Or.EqualTo("# What we know.\n\n# about the next one\nSUB-01 other.topic.scenario\n  reason    y\n"));
    }

    [Test]
    public void An_entry_that_expired_is_replaced_not_doubled()
    {
        var update = Parse($"{Known.TrimEnd()}\n  expires   2026-01-01\n").Update(Runs.WithOneFailure(), "still so");
        Assert.That(Parse(update.Text).Entries.Single().Reason, Is.EqualTo("still so"));
        Assert.That(update.Diff, Does.Contain("-   expires   2026-01-01"));
    }
}
