using Conformance.Harness.Judging;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

[Parallelizable(ParallelScope.All)]
public sealed class StatusTests
{
    const string Poll = """
        <<< 207  # MUST POLL-01
            Content-Type: text/xml  # SHOULD XML-08
          each id once  # MUST POLL-06
        """;

    [TestCase("207", 207, true)]
    [TestCase("207", 200, false)]
    [TestCase("400|422", 422, true)]
    [TestCase("400|422", 404, false)]
    [TestCase("4xx", 412, true)]
    [TestCase("4xx", 500, false)]
    public void A_status_is_a_number_in_a_set(string set, int came, bool holds) =>
        Assert.That(new Trial($"<<< {set}  # MUST A-01").Of($"HTTP/1.1 {came} Any Reason\n\n").Holds, Is.EqualTo(holds));

    [Test]
    public void A_wrong_status_blocks_the_lines_below_it()
    {
        var result = new Trial(Poll).Of("HTTP/1.1 500 Oops\n\n");
        Assert.That(result.Missed, Is.EqualTo(new[] { "<<< 207" }));
        Assert.That(result.NotJudged, Is.EqualTo(new[] { "Content-Type: text/xml", "each id once" }));
        Assert.That(result["<<<"].Actual, Is.EqualTo("500 Oops"));
        Assert.That(result["each id"].Actual, Does.Contain("the status is 500"));
    }

    [Test]
    public void Without_an_answer_every_line_is_missed()
    {
        var result = new Trial(Poll).Of(NoAnswerCause.TimedOut, "No answer within 10 s.");
        Assert.That(result.Missed.Count(), Is.EqualTo(3));
        Assert.That(result["<<<"].Actual, Is.EqualTo("No answer within 10 s."));
    }

    [TestCase(NoAnswerCause.Closed, true)]
    [TestCase(NoAnswerCause.Reset, true)]
    [TestCase(NoAnswerCause.TimedOut, false)]
    [TestCase(NoAnswerCause.NotReached, false)]
    public void Closed_is_a_connection_that_ended_without_an_answer(NoAnswerCause cause, bool holds) =>
        Assert.That(new Trial("<<< closed  # MUST A-01").Of(cause).Holds, Is.EqualTo(holds));

    [Test]
    public void Closed_is_missed_by_an_answer() =>
        Assert.That(new Trial("<<< closed  # MUST A-01").Of("HTTP/1.1 200 OK\n\n")["<<<"].Actual, Is.EqualTo("200 OK"));

    [Test]
    public void A_second_status_line_judges_by_itself()
    {
        var result = new Trial("<<< 4xx  # MUST REPL-48\n  status 475  # SHOULD REPL-49").Of("HTTP/1.1 400 Bad Request\n\n");
        Assert.That(result["<<<"].Outcome, Is.EqualTo(Outcome.Held));
        Assert.That(result["status"].Outcome, Is.EqualTo(Outcome.Missed));
    }

    [Test]
    public void A_status_set_may_come_from_a_name()
    {
        var trial = new Trial("<<< ${status}  # MUST A-01").With("status", "400|422");
        Assert.That(trial.Of("HTTP/1.1 422 No\n\n").Holds, Is.True);
        Assert.That(trial.Of("HTTP/1.1 200 OK\n\n").Holds, Is.False);
    }

    [TestCase("..1s", 0.5, true)]
    [TestCase("..1s", 1.001, false)]
    [TestCase("2m..3m", 121, true)]
    [TestCase("500ms..", 0.4, false)]
    [TestCase("${hb-1}s..${hb+5}s", 59, true)]
    [TestCase("${hb-1}s..${hb+5}s", 58.9, false)]
    public void Arrival_is_measured_in_its_unit(string range, double seconds, bool holds) =>
        Assert.That((new Trial($"<<< 200  # MUST A-01\n  arrives {range}") { Elapsed = TimeSpan.FromSeconds(seconds) })
            .With("hb", "60").Of("HTTP/1.1 200 OK\n\n").Holds, Is.EqualTo(holds));

    [Test]
    public void A_value_that_was_never_captured_blocks_only_its_line()
    {
        var result = new Trial("<<< 200  # MUST A-01\n    X-One: ${gone}  # MUST A-02\n    X-Two: b  # MUST A-03")
            .Of("HTTP/1.1 200 OK\nX-One: a\nX-Two: b\n\n");
        Assert.That(result.NotJudged, Is.EqualTo(new[] { "X-One: ${gone}" }));
        Assert.That(result["X-One"].Actual, Does.Contain("${gone} has no value"));
        Assert.That(result["X-Two"].Outcome, Is.EqualTo(Outcome.Held));
    }
}
