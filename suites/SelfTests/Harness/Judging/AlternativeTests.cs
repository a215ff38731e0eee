using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

[Parallelizable(ParallelScope.All)]
public sealed class AlternativeTests
{
    const string Dead = """
        <<< 412  # MUST POLL-12 reading C-03/outer
            Subscription-ID: ${dead}  # SHOULD POLL-13
        or <<< 207  # MUST POLL-12 reading C-03/inner
          multistatus of ids
            412 : dead  # MUST POLL-12
        """;

    const string Outer = "HTTP/1.1 412 Precondition Failed\nSubscription-ID: 99\n\n";
    static readonly string inner = "HTTP/1.1 207 Multi-Status\n\n" + MultistatusTests.Body(MultistatusTests.Ids(412, "99"));

    [Test]
    public void The_first_that_holds_in_full_counts_and_names_its_reading()
    {
        Assert.That(Poll().Of(Outer).Judged.Readings["C-03"], Is.EqualTo("C-03/outer"));
        Assert.That(Poll().Of(inner).Judged.Readings["C-03"], Is.EqualTo("C-03/inner"));
    }

    [Test]
    public void When_none_holds_the_one_with_the_status_that_came_is_reported()
    {
        var result = Poll().Of("HTTP/1.1 207 Multi-Status\n\n" + MultistatusTests.Body(MultistatusTests.Ids(204, "99")));
        Assert.That(((StatusLine)result.Judged.Chosen.What).Statuses.Items, Is.EqualTo(new[] { "207" }));
        Assert.That(result.Missed, Does.Contain("412 : dead"));
    }

    [Test]
    public void With_no_status_right_the_fewest_misses_and_then_the_first_are_reported() =>
        Assert.That(((StatusLine)Poll().Of("HTTP/1.1 500 Oops\n\n").Judged.Chosen.What).Statuses.Items, Is.EqualTo(new[] { "412" }));

    [Test]
    public void An_alternative_that_fails_below_shows_no_reading()
    {
        var result = Poll().Of("HTTP/1.1 207 Multi-Status\n\n" + MultistatusTests.Body(MultistatusTests.Ids(204, "99")));
        Assert.That(result.Judged.Lines.Any(line => line.Outcome == Outcome.Held), "the status held, and it stands for C-03/inner");
        Assert.That(result.Judged.Readings, Is.Empty);
        Assert.That(result.Judged.Lines.Where(line => line.Outcome == Outcome.Held && line.ShowsReading), Is.Empty);
    }

    [Test]
    public void What_fails_beside_a_line_leaves_its_reading_shown()
    {
        var trial = new Trial("""
            <<< 200  # MUST A-01
                X: 1  # MUST A-02 reading C-1/x
                Y: 1  # MUST A-03
              xml
                D:a  # MUST A-04 reading C-2/x
                  D:b  # MUST A-05
                  D:c  # MUST A-06 reading C-3/x
            """);
        var result = trial.Of("HTTP/1.1 200 OK\nX: 1\nY: 2\n\n<a xmlns='DAV:'><c/></a>");
        Assert.That(result.Judged.Readings.Values, Is.EquivalentTo(new[] { "C-1/x", "C-3/x" }), string.Join(", ", result.Missed));
    }

    [Test]
    public void A_target_must_not_change_its_reading()
    {
        Assert.That(Poll().AfterReading("C-03", "C-03/inner").Of(inner).Holds, Is.True);
        var changed = Poll().AfterReading("C-03", "C-03/inner").Of(Outer);
        Assert.That(changed.Holds, Is.False);
        Assert.That(changed["<<<"].Actual, Does.Contain("C-03/inner was met before"));
    }

    [Test]
    public void Names_of_an_option_that_was_not_chosen_stay_unbound()
    {
        var trial = new Trial("<<< 200  # MUST A-01\n    X-Id: ${a:id}\nor <<< 201  # MUST A-01\n    X-Id: ${b:id}");
        var result = trial.Of("HTTP/1.1 201 Created\nX-Id: 5\n\n");
        Assert.That((result.Captured("a"), result.Captured("b")), Is.EqualTo((default(string), "5")));
    }

    [Test]
    public void A_clause_may_have_an_alternative()
    {
        var trial = new Trial("<<< 200  # MUST A-01\n  arrives ..10s  # SHOULD A-02\n  or arrives ..70s  # SHOULD A-02 note SLOW");
        Assert.That((trial with { Elapsed = TimeSpan.FromSeconds(20) }).Of("HTTP/1.1 200 OK\n\n")["or arrives"].Outcome, Is.EqualTo(Outcome.Held));
        Assert.That((trial with { Elapsed = TimeSpan.FromSeconds(80) }).Of("HTTP/1.1 200 OK\n\n")["arrives"].Actual, Is.EqualTo("after 80s"));
    }

    [Test]
    public void An_arrival_is_known_by_method_and_target()
    {
        var trial = new Trial("box <<< NOTIFY ${box}/510  # MUST NOTIFY-01\n    Subscription-id: 15  # MUST NOTIFY-03\n  times 1  # SHOULD NOTIFY-14\n  bytes ..60  # SHOULD NOTIFY-07")
            .With("box", "httpu://h:1/k");
        const string Datagram = "NOTIFY httpu://h:1/k/510 HTTP/1.1\nSubscription-id: 15\n\n";
        Assert.That(trial.Of(Datagram).Holds, Is.True);
        Assert.That(trial.Of(Datagram.Replace("/510", "/511", StringComparison.Ordinal)).Missed, Is.EqualTo(new[] { "box <<< NOTIFY ${box}/510" }));
        Assert.That((trial with { Arrivals = 2 }).Of(Datagram)["times"].Actual, Is.EqualTo("2 times"));
        Assert.That(trial.Of(Datagram.Replace("15", "15, 1234567890", StringComparison.Ordinal)).Missed, Does.Contain("bytes ..60"));
        Assert.That((trial with { Arrivals = 0 }).Of(NoAnswerCause.TimedOut).Missed.Count(), Is.EqualTo(4));
    }

    [Test]
    public void Nothing_is_the_absence_of_an_arrival()
    {
        var trial = new Trial("box <<< nothing  # MUST NTF-SEC-05\nor box <<< NOTIFY /k  # MUST NTF-SEC-05\n    no X-Injected  # MUST NTF-SEC-05");
        Assert.That((trial with { Arrivals = 0 }).Of(NoAnswerCause.TimedOut).Holds, Is.True);
        Assert.That(trial.Of("NOTIFY /k HTTP/1.1\n\n").Holds, Is.True);
        Assert.That(trial.Of("NOTIFY /k HTTP/1.1\nX-Injected: yes\n\n").Missed, Is.EqualTo(new[] { "no X-Injected" }));
    }

    static Trial Poll() => new Trial(Dead).With("dead", "99");
}
