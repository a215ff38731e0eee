using Conformance.Harness.Evidence;
using Conformance.Harness.Evidence.Html;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class TimelineTests
{
    static readonly (string, string) Granted = ("Subscription-ID", "8");

    [Test]
    public void A_lease_runs_from_its_grant_for_the_seconds_that_were_granted()
    {
        var lease = Of(Subscribe(0, seconds: 3600)).Leases.Single();

        Assert.That((lease.Id, lease.Seconds), Is.EqualTo(("8", 3600)));
        Assert.That(lease.Spans, Is.EqualTo(new[] { Span(0, 3600) }));
        Assert.That(lease.Marks.Single(), Is.EqualTo(new LeaseMark(1, At(0), LeaseEvent.Granted)));
    }

    [Test]
    public void A_POLL_that_finds_it_alive_gives_it_its_full_time_again()
    {
        var lease = Of(Subscribe(0, 60), Poll(59, 207, "204", "8"), Poll(118, 207, "200", "8")).Leases.Single();

        Assert.That(lease.Spans, Is.EqualTo(new[] { Span(0, 178) }));
        Assert.That(lease.Marks.Select(m => m.Event), Is.EqualTo(new[] { LeaseEvent.Granted, LeaseEvent.Quiet, LeaseEvent.Fired }));
    }

    [Test]
    public void A_POLL_that_finds_it_alive_after_its_end_starts_a_new_stretch_so_that_the_gap_is_seen()
    {
        var lease = Of(Subscribe(0, 60), Poll(61, 207, "204", "8")).Leases.Single();

        Assert.That(lease.Spans, Is.EqualTo(new[] { Span(0, 60), Span(61, 121) }));
    }

    [TestCase(412, "", LeaseEvent.Gone)]
    [TestCase(207, "412", LeaseEvent.Gone)]
    public void A_lease_that_the_target_says_is_gone_ends_there(int status, string inner, LeaseEvent expected)
    {
        var lease = Of(Subscribe(0, 3600), Poll(10, status, inner, "8")).Leases.Single();

        Assert.That(lease.Spans, Is.EqualTo(new[] { Span(0, 10) }));
        Assert.That(lease.Marks[^1].Event, Is.EqualTo(expected));
    }

    [Test]
    public void An_UNSUBSCRIBE_ends_it_and_a_NOTIFY_that_names_it_is_a_mark()
    {
        var lease = Of(
            Subscribe(0, 3600),
            [Runs.Arrived("box", "NOTIFY", "httpu://127.0.0.1:40001/", Granted) with { At = At(5) }],
            [Runs.Sent("UNSUBSCRIBE", "/x", "", Granted) with { At = At(9) }, Runs.Received(200, "OK", "") with { At = At(9) }]).Leases.Single();

        Assert.That(lease.Marks.Select(m => m.Event), Is.EqualTo(new[] { LeaseEvent.Granted, LeaseEvent.Told, LeaseEvent.Ended }));
        Assert.That(lease.Spans, Is.EqualTo(new[] { Span(0, 9) }));
    }

    [Test]
    public void An_id_that_nobody_granted_and_a_lifetime_that_is_no_number_draw_nothing()
    {
        Assert.That(Of(Poll(0, 207, "204", "99")).Leases, Is.Empty);
        var lease = Of([Runs.Sent("SUBSCRIBE", "/x", ""), Runs.Received(200, "OK", "", Granted, ("Subscription-Lifetime", "soon"))]).Leases.Single();
        Assert.That(lease.Seconds, Is.Null);
        Assert.That(lease.Spans, Is.Empty);
    }

    [Test]
    public void A_lifetime_beyond_all_bounds_and_a_body_that_is_no_multistatus_do_no_harm()
    {
        var lease = Of(Subscribe(0, int.MaxValue), [Runs.Sent("POLL", "/x", "", Granted), Runs.Received(207, "Multi-Status", "<no <xml")]).Leases.Single();

        Assert.That(lease.Spans.Single().Until, Is.LessThanOrEqualTo(TimeSpan.FromDays(366)));
    }

    [Test]
    public void More_leases_than_can_be_seen_are_counted()
    {
        var transcript = Enumerable.Range(1, Timeline.LeasesMax + 3).SelectMany(id => (TranscriptEntry[])
            [Runs.Sent("SUBSCRIBE", "/x", ""), Runs.Received(200, "OK", "", ("Subscription-ID", $"{id}"), ("Subscription-Lifetime", "60"))]).ToArray();

        var timeline = Of(transcript);

        Assert.That((timeline.Leases.Length, timeline.LeasesLeftOut), Is.EqualTo((Timeline.LeasesMax, 3)));
    }

    [Test]
    public void A_request_under_which_something_else_happens_is_held_until_its_answer()
    {
        var held = Runs.Sent("POST", "/Microsoft-Server-ActiveSync?Cmd=Ping&User=a", "") with { Actor = "p" };
        var time = Runs.Time("3s") with { At = At(3) };
        var answer = Runs.Received(200, "OK", "") with { Actor = "p", At = At(3) };

        Assert.That(Of([held, time, answer]).Turns.Single(), Is.EqualTo(new Turn(0, 2, "p", "Ping", 200, false)).And.Property("IsHeld").True);
        Assert.That(Of([held, answer]).Turns.Single().IsHeld, Is.False);
        Assert.That(Of([held, time]).Turns.Single(), Has.Property("End").Null.And.Property("IsHeld").True);
    }

    [Test]
    public void A_hang_up_ends_the_request_of_who_hung_up()
    {
        var held = Runs.Sent("POST", "/x", "") with { Actor = "p" };
        var note = Runs.Note("p hangs up") with { At = At(3) };

        var turn = Of([held, note with { Text = "q hangs up" }, note]).Turns.Single();

        Assert.That((turn.End, turn.Status), Is.EqualTo(((int?)2, (int?)null)));
    }

    static Timeline Of(params TranscriptEntry[][] parts) =>
        Timeline.Of(Runs.Case(Verdict.Passed, [], [.. parts.SelectMany(p => p)]));

    static TranscriptEntry[] Subscribe(int at, int seconds) =>
    [
        Runs.Sent("SUBSCRIBE", "/x", "") with { At = At(at) },
        Runs.Received(200, "OK", "", Granted, ("Subscription-Lifetime", $"{seconds}")) with { At = At(at) },
    ];

    static TranscriptEntry[] Poll(int at, int status, string inner, string id) =>
    [
        Runs.Sent("POLL", "/x", "", Granted) with { At = At(at) },
        Runs.Received(status, "", inner.Length == 0 ? "" : $"""
            <a:multistatus xmlns:a="DAV:" xmlns:b="http://schemas.microsoft.com/Exchange/"><a:response><a:href>/x</a:href>
            <a:status>HTTP/1.1 {inner} X</a:status><b:subscriptionID><li>{id}</li></b:subscriptionID></a:response></a:multistatus>
            """) with
        { At = At(at) },
    ];

    static TimeSpan At(int seconds) => TimeSpan.FromSeconds(seconds);

    static LeaseSpan Span(int from, int until) => new(At(from), At(until));
}
