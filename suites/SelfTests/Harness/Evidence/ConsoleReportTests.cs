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
        Assert.That(text, Does.Contain("curl -i -X POLL -H 'Subscription-ID: 8,9,10,11,12'"));
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
    public void What_is_wrong_in_one_message_is_told_around_one_message()
    {
        var other = Runs.Line(Verdict.Failed, "POLL-02", 25) with { Text = "204 : s10", Expected = "204 : s10", Actual = "s10 is under 200" };
        var text = Runs.Console(Runs.Of(Runs.Scenario("a.b.c", Verdict.Failed, Runs.Case(Verdict.Failed, [Runs.Line(Verdict.Failed), other]))));
        Assert.That(text, Does.Contain("FAIL  MUST POLL-03  a.b.c:24").And.Contain("FAIL  MUST POLL-02  a.b.c:25"));
        Assert.That(text, Does.Contain("expected  200 : s11").And.Contain("expected  204 : s10"));
        Assert.That(text.Split("<<< 207 Multi-Status"), Has.Length.EqualTo(2));
        Assert.That(text.Split("\n  curl "), Has.Length.EqualTo(2));
    }

    [Test]
    public void What_fails_again_in_the_same_way_is_told_in_short()
    {
        var elsewhere = Runs.Line(Verdict.Failed) with { Expected = "200 : s3", Actual = "200 : s2" };
        var otherwise = Runs.Line(Verdict.Failed) with { Actual = "no id at all" };
        var lines = Runs.Console(Runs.Of(
            Runs.Scenario("a.b.first", Verdict.Failed),
            Runs.Scenario("a.b.second", Verdict.Failed, Runs.Case(Verdict.Failed, [elsewhere])),
            Runs.Scenario("a.b.third", Verdict.Failed, Runs.Case(Verdict.Failed, [otherwise])))).Split('\n');
        var second = Array.IndexOf(lines, "FAIL  MUST POLL-03  a.b.second:24  as at a.b.first:24");
        Assert.That(lines[(second + 1)..(second + 5)].Select(l => l.Trim()), Is.EqualTo(new[]
        {
            "expected  200 : s3", "actual    200 : s2", "replay    conformance run a.b.second --target mine", "",
        }));
        Assert.That(lines, Has.One.EqualTo("FAIL  MUST POLL-03  a.b.third:24"));
        Assert.That(lines.Count(l => l.Contains("<<< 207", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public void The_head_of_a_message_is_left_out_where_the_body_is_at_fault()
    {
        var text = Runs.Console(Runs.WithOneFailure());
        Assert.That(text, Does.Contain("  │ >>> POLL /folder/\n  │ <<< 207 Multi-Status\n  │     (2 lines of the head)\n"));
        var header = Runs.Line(Verdict.Failed) with { Text = "Content-Type: text/plain" };
        Assert.That(
            Runs.Console(Runs.Of(Runs.Scenario("a.b.c", Verdict.Failed, Runs.Case(Verdict.Failed, [header])))),
            Does.Contain("  !     Content-Type: text/xml\n"));
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
        var leftOut = Runs.Scenario("a.b.c", Verdict.NotApplicable) with { Reason = "it needs poll: POLL was answered 501" };
        var report = Runs.Of(leftOut) with
        {
            Capabilities =
            [
                new("poll", false, "POLL was answered 501", []), new("subscribe", true, "ok", []), new("rvp", false, "It was answered 405", []),
            ],
        };
        Assert.That(Runs.Console(report), Does.Contain("not offered  poll (1 scenario left out): POLL was answered 501\n"));
        Assert.That(Runs.Console(report), Does.Not.Contain("subscribe").And.Not.Contain("rvp"), "offered, or missed by nobody");
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
