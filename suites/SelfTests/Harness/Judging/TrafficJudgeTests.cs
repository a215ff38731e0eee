using Conformance.Harness.Judging;
using Conformance.Harness.Judging.ClientJudge;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

[Parallelizable(ParallelScope.All)]
public sealed class TrafficJudgeTests
{
    const string Afresh = """
        scenario owa.client.afresh
          side     client

        whenever
        >>> POLL ${place:path}
            Subscription-ID: ${old:id}
        <<< 412
        or <<< 207
          multistatus of ids
            412 : old
        expect
        >>> SUBSCRIBE ${place}  # MUST OWA-09
            Notification-Type: ${:text}  # MUST OWA-10
            no Subscription-ID  # MUST OWA-11
          times 1  # MUST OWA-12
          arrives ..10s  # MUST OWA-13
        <<< 200
            Subscription-ID: ${fresh:id}
        >>> POLL ${place}  # MUST OWA-03
            Subscription-ID: ${fresh}  # MUST OWA-04
          every 108s..132s  # MUST OWA-05
        until
        >>> POLL ${place}
        <<< 412
        """;

    static readonly DateTimeOffset noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_client_that_subscribes_afresh_and_polls_at_its_pace_passes()
    {
        var judged = Judge(Poll(0, 8, 412), Subscribe(2, 9), Poll(3, 9, 207), Poll(123, 9, 207), Poll(243, 9, 207));
        Assert.That(judged.IsVerified, Is.True);
        Assert.That(judged.Holds, Is.True, Show(judged));
        Assert.That(judged.Windows[0].Runs.Single().Captures["fresh"].Text, Is.EqualTo("9"));
    }

    [Test]
    public void Each_occurrence_is_a_run_with_its_own_captures_that_ends_at_the_next()
    {
        var judged = Judge(Poll(0, 8, 412), Subscribe(2, 9), Poll(3, 9, 207), Poll(123, 9, 412), Subscribe(124, 10), Poll(125, 10, 207), Poll(245, 10, 207));
        Assert.That(judged.Windows[0].Runs.Select(run => run.Captures["fresh"].Text), Is.EqualTo(new[] { "9", "10" }));
        Assert.That(judged.Holds, Is.True, Show(judged));
        Assert.That(judged.Windows[0].Runs[0].Unverified.Single().Reason, Does.Contain("the window has 1"));
    }

    [Test]
    public void Without_an_occurrence_nothing_is_verified() =>
        Assert.That(Judge(Poll(0, 8, 207), Poll(120, 8, 207)).IsVerified, Is.False);

    [Test]
    public void A_client_that_never_subscribes_again_misses_the_request_and_its_lines()
    {
        var judged = Judge(Poll(0, 8, 412), Poll(120, 8, 207), Poll(240, 8, 207));
        Assert.That(Missed(judged), Does.Contain("OWA-09").And.Contain("OWA-10").And.Contain("OWA-12").And.Contain("OWA-13"));
        Assert.That(judged.Windows[0].Runs[0].Lines.Where(line => line.Outcome == Outcome.Blocked).Select(line => line.Tag!.Judgements[0].Requirements[0]),
            Does.Contain("OWA-03"));
    }

    [Test]
    public void A_recording_that_ends_before_the_request_is_due_verifies_nothing()
    {
        var judged = Judge(Poll(0, 8, 412), Poll(3, 7, 207));
        Assert.That(Missed(judged), Is.Empty);
        Assert.That(judged.Windows[0].Runs[0].Unverified.Single().Reason, Does.Contain("recording ends before"));
    }

    [Test]
    public void A_request_that_is_almost_the_one_asked_for_misses_the_line_that_differs() =>
        Assert.That(Missed(Judge(Poll(0, 8, 412), Renew(2, 8, 9), Poll(3, 9, 207), Poll(123, 9, 207))), Is.EqualTo(new[] { "OWA-11" }));

    [Test]
    public void Too_often_too_late_and_too_fast_are_told_apart()
    {
        Assert.That(Missed(Judge(Poll(0, 8, 412), Subscribe(2, 9), Subscribe(3, 9), Poll(4, 9, 207), Poll(124, 9, 207))), Is.EqualTo(new[] { "OWA-12" }));
        Assert.That(Missed(Judge(Poll(0, 8, 412), Subscribe(20, 9), Poll(21, 9, 207), Poll(141, 9, 207))), Is.EqualTo(new[] { "OWA-13" }));
        Assert.That(Missed(Judge(Poll(0, 8, 412), Subscribe(2, 9), Poll(3, 9, 207), Poll(33, 9, 207))), Is.EqualTo(new[] { "OWA-05" }));
    }

    [Test]
    public void An_answer_is_a_condition_not_a_verdict()
    {
        var refused = Exchange(2, "SUBSCRIBE /f HTTP/1.1\nNotification-Type: update\n\n", "HTTP/1.1 503 Busy\n\n");
        var judged = Judge(Poll(0, 8, 412), refused, Poll(30, 9, 207), Poll(150, 9, 207));
        Assert.That(Missed(judged), Is.Empty);
        Assert.That(judged.Windows[0].Runs[0].Lines.Where(line => line.Outcome == Outcome.Blocked).Select(line => line.Actual),
            Has.Some.Contains("was another"));
    }

    [Test]
    public void Times_0_forbids_any_of_several_methods_within_the_window()
    {
        const string Quiet = """
            scenario owa.client.quiet
              side     client

            whenever
            >>> POLL ${place:path}
                Subscription-ID: ${quiet:id}
            <<< 207
              multistatus of ids
                204 : quiet
            expect
            >>> PROPFIND|SEARCH|GET ${place}  # MUST OWA-06
              times 0  # MUST OWA-06
            until
            >>> POLL ${place}
            """;
        var search = Exchange(10, "SEARCH /f HTTP/1.1\n\n", "HTTP/1.1 207 Multi-Status\n\n");
        Assert.That(Judge(Quiet, Poll(0, 8, 207), Poll(120, 8, 207)).Holds, Is.True);
        Assert.That(Missed(Judge(Quiet, Poll(0, 8, 207), search, Poll(120, 8, 207))), Is.EqualTo(new[] { "OWA-06", "OWA-06" }));
        Assert.That(Judge(Quiet, Poll(0, 8, 207), Poll(5, 8, 412), search, Poll(120, 8, 412)).Holds, Is.True);
    }

    [Test]
    public void The_start_of_the_recording_is_an_occurrence()
    {
        const string Start = """
            scenario owa.client.start
              side     client

            whenever start
            expect
            >>> SUBSCRIBE ${inbox:path}  # MUST OWA-01
                Notification-Type: update  # MUST OWA-01
                no Call-Back  # MUST OWA-02
              times 1  # MUST OWA-01
            <<< 200
                Subscription-ID: ${s:id}
            """;
        Assert.That(Judge(Start, Subscribe(0, 9)).Holds, Is.True);
        Assert.That(Missed(Judge(Start, Poll(0, 8, 207))), Has.Exactly(4).Items);
        Assert.That(Judge(Start).IsVerified, Is.False);
    }

    const string Placed = """
        scenario notification.client.placed
          side     client

        whenever
        >>> SUBSCRIBE ${:path}
        <<< 200
            Subscription-ID: ${s:id}
            Content-Location: ${place:path}
        expect
        >>> POLL ${place}  # MUST NTF-CL-01
            Subscription-ID has ${s}
          times 0..
        """;

    [Test]
    public void Where_a_header_says_which_request_is_meant_its_target_is_judged()
    {
        RecordedExchange subscribe = Exchange(0, "SUBSCRIBE /f HTTP/1.1\n\n", "HTTP/1.1 200 OK\nSubscription-ID: 8\nContent-Location: /f/\n\n");
        Assert.That(Judge(Placed, subscribe, Poll(1, 8, 207), Poll(2, 9, 207)).Holds, Is.True);
        Assert.That(Judge(Placed, subscribe, Exchange(1, "POLL /g HTTP/1.1\nSubscription-ID: 9\n\n", "HTTP/1.1 412 Gone\n\n")).Holds, Is.True);
        var elsewhere = Judge(Placed, subscribe, Poll(1, 8, 207), Exchange(2, "POLL /g HTTP/1.1\nSubscription-ID: 9, 8\n\n", "HTTP/1.1 412 Gone\n\n"));
        Assert.That(Missed(elsewhere), Is.EqualTo(new[] { "NTF-CL-01" }));
        Assert.That(Show(elsewhere), Does.Contain("POLL /g"));
    }

    [Test]
    public void A_list_gives_a_run_for_each_member_that_has_takes()
    {
        const string Cancelled = """
            scenario notification.client.cancelled
              side     client

            whenever
            >>> UNSUBSCRIBE ${:path}
                Subscription-ID has ${gone:id}
            expect
            >>> POLL ${:path}  # SHOULD NTF-CL-15
                Subscription-ID has ${gone}
              times 0
            """;
        var cancel = Exchange(0, "UNSUBSCRIBE /f HTTP/1.1\nSubscription-ID: 7, 8\n\n", "HTTP/1.1 200 OK\n\n");
        var judged = Judge(Cancelled, cancel, Poll(1, 8, 412));
        Assert.That(judged.Windows[0].Runs.Select(run => run.Lines.Any(line => line.Outcome == Outcome.Missed)), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void Tagged_lines_of_a_trigger_judge_it_and_the_others_say_when()
    {
        const string Depth = """
            scenario notification.client.depth
              side     client

            whenever
            >>> SUBSCRIBE ${:path}
                no Subscription-ID
                Depth?: 1  # MUST NTF-CL-06
            """;
        Assert.That(Judge(Depth, Subscribe(0, 9)).Holds, Is.True);
        Assert.That(Missed(Judge(Depth, Exchange(0, "SUBSCRIBE /f HTTP/1.1\nDepth: 2\n\n", "HTTP/1.1 200 OK\n\n"))), Is.EqualTo(new[] { "NTF-CL-06" }));
        Assert.That(Judge(Depth, Exchange(0, "SUBSCRIBE /f HTTP/1.1\nDepth: 2\nSubscription-ID: 5\n\n", "HTTP/1.1 200 OK\n\n")).IsVerified, Is.False);
    }

    [Test]
    public void What_reaches_the_client_starts_a_run_and_what_it_sends_by_datagram_is_seen()
    {
        const string Hint = """
            scenario notification.client.hint
              side     client

            whenever
            <<< NOTIFY ${:uri}
                Subscription-ID has ${s:id}
            expect
            >>> datagram  # SHOULD NTF-CL-12
              times 0
            >>> POLL ${:path}  # SHOULD NTF-CL-12
                Subscription-ID has ${s}
              arrives ..10s
            """;
        var notify = Alone(0, "NOTIFY httpu://h:40001/ HTTP/1.1\nSubscription-id: 8, 9\n\n", TrafficKind.Arrival);
        var both = Judge(Hint, notify, Poll(1, 8, 207), Poll(2, 9, 207));
        Assert.That(both.Holds, Is.True, Show(both));
        Assert.That(both.Windows[0].Runs.Count(), Is.EqualTo(2));
        Assert.That(Missed(Judge(Hint, notify, Poll(1, 8, 207), Poll(20, 9, 207))), Is.EqualTo(new[] { "NTF-CL-12" }));
        var answered = Judge(Hint, notify, Alone(0.5, "HTTP/1.1 200 OK\n\n", TrafficKind.Datagram), Poll(1, 8, 207), Poll(2, 9, 207));
        Assert.That(answered.Holds, Is.False);
        Assert.That(Judge(Hint, Poll(1, 8, 207)).IsVerified, Is.False);
    }

    [Test]
    public void Silence_to_the_end_of_a_recording_that_runs_on_is_a_miss()
    {
        var file = ScenarioParser.Parse("trial.scenario", Afresh).Require();
        RecordedExchange[] traffic = [Poll(0, 8, 412)];
        Assert.That(TrafficJudge.Of(file, traffic, null, noon.AddSeconds(5)).Holds, Is.True);
        Assert.That(TrafficJudge.Of(file, traffic, null, noon.AddSeconds(60)).Holds, Is.False);
    }

    [Test]
    public void Others_stand_for_every_id_that_no_line_names()
    {
        var trial = new Trial("<<< 207  # MUST A-01\n  multistatus of ids\n    412 : a  # MUST A-02\n    any : others").With("a", "1");
        Assert.That(trial.OfBody(MultistatusTests.Body(MultistatusTests.Ids(412, "1"), MultistatusTests.Ids(204, "2"), MultistatusTests.Ids(412, "3"))).Holds, Is.True);
        Assert.That(trial.OfBody(MultistatusTests.Body(MultistatusTests.Ids(204, "1"), MultistatusTests.Ids(412, "3"))).Holds, Is.False);
    }

    [Test]
    public void A_list_that_must_lack_a_member_may_be_absent()
    {
        var trial = new Trial("<<< 412  # MUST A-01\n    Subscription-ID lacks ${a}  # MUST A-02").With("a", "1");
        Assert.That(trial.Of("HTTP/1.1 412 X\nSubscription-ID: 2, 11\n\n").Holds, Is.True);
        Assert.That(trial.Of("HTTP/1.1 412 X\n\n").Holds, Is.True);
        Assert.That(trial.Of("HTTP/1.1 412 X\nSubscription-ID: 2, 1\n\n").Missed, Is.EqualTo(new[] { "Subscription-ID lacks ${a}" }));
    }

    static RecordedExchange Alone(double at, string message, TrafficKind kind) =>
        new(Messages.Parse(message), null, noon.AddSeconds(at), noon.AddSeconds(at)) { Kind = kind };

    static ClientJudged Judge(params RecordedExchange[] traffic) => Judge(Afresh, traffic);

    static ClientJudged Judge(string file, params RecordedExchange[] traffic) =>
        TrafficJudge.Of(ScenarioParser.Parse("trial.scenario", file).Require(), traffic);

    static IEnumerable<string> Missed(ClientJudged judged) => judged.Windows.SelectMany(window => window.Runs).SelectMany(run => run.Lines)
        .Where(line => line.Outcome == Outcome.Missed).Select(line => line.Tag!.Judgements[0].Requirements[0]);

    static string Show(ClientJudged judged) => string.Join('\n', judged.Windows.SelectMany(window => window.Runs).SelectMany(run => run.Lines));

    static RecordedExchange Poll(double at, int id, int status) => Exchange(at, $"POLL /f HTTP/1.1\nHost: mail.test\nSubscription-ID: {id}\n\n",
        $"HTTP/1.1 {status} Any\n\n" + (status == 207 ? MultistatusTests.Body(MultistatusTests.Ids(204, id.ToString())) : ""));

    static RecordedExchange Subscribe(double at, int id) =>
        Exchange(at, "SUBSCRIBE /f/ HTTP/1.1\nHost: mail.test\nNotification-Type: update\n\n", $"HTTP/1.1 200 OK\nSubscription-ID: {id}\n\n");

    static RecordedExchange Renew(double at, int old, int id) =>
        Exchange(at, $"SUBSCRIBE /f HTTP/1.1\nNotification-Type: update\nSubscription-ID: {old}\n\n", $"HTTP/1.1 200 OK\nSubscription-ID: {id}\n\n");

    static RecordedExchange Exchange(double at, string request, string reply) =>
        new(Messages.Parse(request), Messages.Parse(reply), noon.AddSeconds(at), noon.AddSeconds(at + 0.1));
}
