using Conformance.Harness.Judging;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

[Parallelizable(ParallelScope.All)]
public sealed class MultistatusTests
{
    const string Partition = """
        <<< 207  # MUST POLL-01
          multistatus of ids
            200 : s11  # MUST POLL-03
            204 : s8 s9  # MUST POLL-02
          each id once  # MUST POLL-06
        """;

    [Test]
    public void Grouped_or_one_response_per_id_is_the_same()
    {
        Assert.That(Poll(Ids(200, "11"), Ids(204, "9", "8")).Holds, Is.True);
        Assert.That(Poll(Ids(204, "8"), Ids(200, " 11 "), Ids(204, "9")).Holds, Is.True);
    }

    [Test]
    public void An_id_under_the_wrong_status_misses_its_line()
    {
        var result = Poll(Ids(204, "8", "9", "11"));
        Assert.That(result.Missed, Is.EquivalentTo(new[] { "200 : s11", "204 : s8 s9" }));
        Assert.That(result["200"].Expected, Is.EqualTo("200 : s11(=11)"));
        Assert.That(result["200"].Actual, Does.StartWith("11 is under 204"));
        Assert.That(result["204"].Actual, Does.StartWith("11 is under 204 too"));
    }

    [Test]
    public void An_id_that_is_nowhere_misses_its_line() =>
        Assert.That(Poll(Ids(200, "11"), Ids(204, "8"))["204"].Actual, Does.StartWith("9 is under no status"));

    [Test]
    public void An_id_that_nobody_asked_for_misses_the_line_of_its_status() =>
        Assert.That(Poll(Ids(200, "11", "99"), Ids(204, "8", "9")).Missed, Is.EqualTo(new[] { "200 : s11" }));

    [Test]
    public void A_status_that_no_line_speaks_of_misses_the_clause()
    {
        var result = Poll(Ids(200, "11"), Ids(204, "8", "9"), Ids(412, "99"));
        Assert.That(result.Missed, Is.EqualTo(new[] { "multistatus of ids" }));
        Assert.That(result["multistatus"].Actual, Does.StartWith("99 is under 412"));
    }

    [Test]
    public void An_id_twice_misses_each_id_once() =>
        Assert.That(Poll(Ids(200, "11", "11"), Ids(204, "8", "9")).Missed, Is.EqualTo(new[] { "each id once" }));

    [Test]
    public void No_id_at_all_is_not_each_id_once() =>
        Assert.That(Poll("").Missed, Does.Contain("each id once"));

    [Test]
    public void Any_takes_its_names_wherever_they_are()
    {
        var trial = new Trial("<<< 207  # MUST A-01\n  multistatus of ids\n    200 : a\n    any : b").With("a", "1").With("b", "2");
        Assert.That(trial.OfBody(Body(Ids(200, "1", "2"))).Holds, Is.True);
        Assert.That(trial.OfBody(Body(Ids(200, "1"), Ids(204, "2"))).Holds, Is.True);
        Assert.That(trial.OfBody(Body(Ids(200, "1"))).Holds, Is.True);
        Assert.That(trial.OfBody(Body(Ids(200, "1", "3"))).Holds, Is.False);
    }

    [Test]
    public void A_status_is_captured_from_the_place_of_an_id()
    {
        var trial = new Trial("<<< 207  # MUST A-01\n  multistatus of ids\n    ${first:status} : a").With("a", "1");
        Assert.That(trial.OfBody(Body(Ids(204, "1"))).Captured("first"), Is.EqualTo("204"));
        Assert.That(trial.OfBody(Body(Ids(204, "2"))).Holds, Is.False);
        Assert.That(trial.OfBody(Body(Ids(204, "1"), Ids(204, "2"))).Missed, Is.EqualTo(new[] { "multistatus of ids" }));
    }

    [Test]
    public void Alternatives_of_a_part_are_tried_in_order()
    {
        var trial = new Trial("<<< 207  # MUST A-01\n  multistatus of ids\n    204 : a  # MUST A-02 reading C-1/x\n    or 200 : a  # MUST A-03 reading C-1/y").With("a", "1");
        var fired = trial.OfBody(Body(Ids(200, "1")));
        Assert.That(fired.Holds, Is.True);
        Assert.That(fired.Judged.Readings["C-1"], Is.EqualTo("C-1/y"));
        Assert.That(trial.AfterReading("C-1", "C-1/x").OfBody(Body(Ids(200, "1"))).Holds, Is.False);
    }

    [Test]
    public void The_https_namespace_matches_and_is_noted()
    {
        var result = Poll(Body(Ids(200, "11"), Ids(204, "9", "8")).Replace("http://", "https://", StringComparison.Ordinal), whole: true);
        Assert.That(result.Holds, Is.True);
        Assert.That(result["200"].Notes, Is.EqualTo(new[] { "XML-NS-HTTPS" }));
        Assert.That(Poll(Ids(200, "11"), Ids(204, "9", "8"))["200"].Notes, Is.Empty);
    }

    [Test]
    public void The_lower_case_exchange_namespace_is_another_name() =>
        Assert.That(Poll(Body(Ids(200, "11"), Ids(204, "9", "8")).Replace("/Exchange/", "/exchange/", StringComparison.Ordinal), whole: true)["200"].Actual,
            Does.Contain("E:subscriptionID"));

    [Test]
    public void An_li_in_a_namespace_is_no_li() =>
        Assert.That(Poll(Body(Ids(200, "11"), Ids(204, "9", "8")).Replace("<li>", "<li xmlns='DAV:'>", StringComparison.Ordinal), whole: true).Holds, Is.False);

    [Test]
    public void A_part_with_an_unbound_name_is_blocked_alone()
    {
        var result = new Trial(Partition).With("s11", "11").With("s8", "8").OfBody(Body(Ids(200, "11"), Ids(204, "8", "9")));
        Assert.That(result["204"].Outcome, Is.EqualTo(Outcome.Blocked));
        Assert.That(result["200"].Outcome, Is.EqualTo(Outcome.Held));
    }

    [Test]
    public void Hrefs_take_the_status_of_the_response_or_of_its_propstats()
    {
        var trial = new Trial("<<< 207  # MUST A-01\n  multistatus of hrefs\n    200 : a\n    404 : b\n  each href once")
            .WithResource("a", "/folder/a b").WithResource("b", "http://mail.test/folder/b");
        const string ByPropstat = "<D:response><D:href>a%20b/</D:href><D:propstat><D:status>HTTP/1.1 404 No</D:status></D:propstat>"
            + "<D:propstat><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>";
        const string ByStatus = "<D:response><D:href>/folder/b</D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response>";
        Assert.That(trial.OfBody(Body(ByPropstat, ByStatus)).Holds, Is.True);
        Assert.That(trial.OfBody(Body(ByPropstat, ByPropstat, ByStatus)).Missed, Is.EqualTo(new[] { "each href once" }));
        Assert.That(trial.OfBody(Body(ByStatus)).Missed, Is.EqualTo(new[] { "200 : a" }));
    }

    [TestCase("", "the body is empty")]
    [TestCase("<html/>", "the root element is html")]
    [TestCase("<D:multistatus xmlns:D='DAV:'>", "no XML that may be read")]
    public void What_is_no_multi_status_misses_every_part(string body, string reason)
    {
        var result = Poll(body, whole: true);
        Assert.That(result.Missed.Count(), Is.EqualTo(4));
        Assert.That(result["200"].Actual, Does.Contain(reason));
    }

    [Test]
    public void An_alternative_that_was_not_taken_excuses_no_stranger()
    {
        var trial = new Trial("<<< 207  # MUST A-01\n  multistatus of ids\n    404 : s\n    or 412 : s").With("s", "8");
        Assert.That(trial.OfBody(Body(Ids(404, "8"))).Holds, Is.True);
        Assert.That(trial.OfBody(Body(Ids(412, "8"))).Holds, Is.True);
        var result = trial.OfBody(Body(Ids(404, "8"), Ids(412, "99")));
        Assert.That(result.Missed, Is.EqualTo(new[] { "multistatus of ids" }));
        Assert.That(result["multistatus"].Actual, Does.StartWith("99 is under 412"));
    }

    [Test]
    public void An_id_whose_status_cannot_be_read_is_a_stranger_and_no_secret()
    {
        var odd = Ids(200, "99").Replace("HTTP/1.1 200 Any", "fine", StringComparison.Ordinal);
        Assert.That(Poll(Ids(200, "11"), Ids(204, "8", "9"), odd).Missed, Does.Contain("multistatus of ids"));
    }

    [Test]
    public void A_capture_of_a_status_wants_one_status()
    {
        var trial = new Trial("<<< 207  # MUST A-01\n  multistatus of ids\n    ${first:status} : a").With("a", "1");
        Assert.That(trial.OfBody(Body(Ids(200, "1"))).Holds, Is.True);
        Assert.That(trial.OfBody(Body(Ids(200, "1"), Ids(412, "1"))).Holds, Is.False);
    }

    public static string Ids(int status, params string[] ids) =>
        $"<D:response><D:href>http://mail.test/folder/</D:href><D:status>HTTP/1.1 {status} Any</D:status>"
        + $"<X:subscriptionID>{string.Concat(ids.Select(id => $"<li>{id}</li>"))}</X:subscriptionID></D:response>";

    public static string Body(params string[] responses) =>
        $"<D:multistatus xmlns:D='DAV:' xmlns:X='http://schemas.microsoft.com/Exchange/' xmlns:R='http://schemas.microsoft.com/repl/'>{string.Concat(responses)}</D:multistatus>";

    static Result Poll(params string[] responses) => Poll(Body(responses), whole: true);

    static Result Poll(string body, bool whole) =>
        new Trial(Partition).With("s11", "11").With("s8", "8").With("s9", "9").OfBody(whole ? body : Body(body));
}
