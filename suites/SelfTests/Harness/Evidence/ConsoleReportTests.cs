using Conformance.Harness.Evidence;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class ConsoleReportTests
{
    [Test]
    public void A_failure_shows_requirement_source_exchange_replay_and_a_curl_line()
    {
        var text = Runs.Console(Runs.WithOneFailure());
        Assert.That(text, Does.Contain($"FAIL  MUST POLL-03  {Runs.Failing}:24"));
        Assert.That(text, Does.Contain("requires  After a matching event the id stands under inner status 200"));
        Assert.That(text, Does.Contain("source    POLL Method, status table, row 200"));
        Assert.That(text, Does.Contain($"replay    conformance run {Runs.Failing} --target mine"));
        Assert.That(text, Does.Contain("curl -i --path-as-is -X POLL -H 'Subscription-ID: 8,9,10,11,12'"));
        Assert.That(text, Does.Contain("http://127.0.0.1:8080/folder/"));
    }

    [Test]
    public void The_line_of_the_answer_that_differs_is_marked_with_expected_and_actual_below()
    {
        var lines = Runs.Console(Runs.WithOneFailure()).Split('\n');
        var marked = Array.FindIndex(lines, l => l.StartsWith("  ! ", StringComparison.Ordinal));
        Assert.That(lines[marked], Does.Contain("<li>s10</li>"));
        Assert.That(lines[marked + 1].Trim(), Is.EqualTo("expected  200 : s11"));
        Assert.That(lines[marked + 2].Trim(), Is.EqualTo("actual    200 : s10"));
        Assert.That(lines.Count(l => l.StartsWith("  ! ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void The_tree_counts_by_face_and_topic()
    {
        var text = Runs.Console(Runs.Of(
            Runs.Scenario("notification.lease.one", Verdict.Passed),
            Runs.Scenario("notification.lease.two", Verdict.Advisory),
            Runs.Scenario("rvp.lease.one", Verdict.NotApplicable)));
        Assert.That(text, Does.Match("notification +1 passed, 1 advisory\n└─ lease +1 passed, 1 advisory\n"));
        Assert.That(text, Does.Match("rvp +1 not applicable\n"));
    }

    [Test]
    public void The_last_line_is_the_sentence_of_the_run()
    {
        var report = Runs.WithOneFailure();
        Assert.That(Runs.Console(report).TrimEnd('\n').Split('\n')[^1], Is.EqualTo(Headline.Of(report).Sentence));
    }

    [Test]
    public void Capabilities_that_are_not_offered_are_named_with_what_the_probe_saw()
    {
        var report = Runs.Of() with { Capabilities = [new("poll", false, "POLL was answered 501", []), new("subscribe", true, "ok", [])] };
        var text = Runs.Console(report);
        Assert.That(text, Does.Contain("not offered  poll: POLL was answered 501"));
        Assert.That(text, Does.Not.Contain("subscribe"));
    }

    [Test]
    public void A_reading_is_named_only_where_its_line_held()
    {
        var held = Runs.Line(Verdict.Passed) with { Reading = "C-03/outer" };
        var missed = Runs.Line(Verdict.Failed) with { Reading = "C-09/inner" };
        var text = Runs.Console(Runs.Of(Runs.Scenario("a.b.c", Verdict.Failed, Runs.Case(Verdict.Failed, [held, missed]))));
        Assert.That(text, Does.Contain("conforms to reading C-03/outer"));
        Assert.That(text, Does.Not.Contain("C-09/inner"));
    }

    [Test]
    public void An_advisory_takes_one_line()
    {
        var advisory = Runs.Line(Verdict.Advisory) with { Notes = ["NOT-475"], Actual = "one\ntwo" };
        var text = Runs.Console(Runs.Of(Runs.Scenario("a.b.c", Verdict.Advisory, Runs.Case(Verdict.Advisory, [advisory]))));
        Assert.That(text, Does.Contain("ADVISORY  MUST POLL-03  a.b.c:24  expected 200 : s11, actual one\\ntwo  note NOT-475\n"));
    }

    [Test]
    public void Colour_and_characters_beyond_ASCII_appear_only_when_asked_for()
    {
        var hostile = Runs.Line(Verdict.Failed) with { Actual = "caf\u00e9 \u001b[2J" };
        var report = Runs.Of(Runs.Scenario("a.b.c", Verdict.Failed, Runs.Case(Verdict.Failed, [hostile])));
        Assert.That(Runs.Console(report), Does.Not.Contain("\u001b").And.Contain("caf\u00e9 \\x1B[2J"));
        Assert.That(Runs.Console(report, style: new(true, false)), Does.Contain("\u001b[31m").And.Not.Contain("\u001b[2J"));
        Assert.That(Runs.Console(report, style: new(false, true)).All(char.IsAscii));
    }
}
