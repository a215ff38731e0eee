using Conformance.Harness.Targets;
using Conformance.Harness.Targets.Discovery;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Targets.Discovery;

[TestFixture, Parallelizable(ParallelScope.All)]
public class DiscoveryTests
{
    static readonly Uri folder = new("http://mail.a.test/public/subtest/conformance-x-probe/");

    static readonly string[] everything = [.. Capabilities.All.Select(c => c.Name)];

    static async Task<DiscoveryResult> Run(ScriptedTarget target, string[] words, params string[] lines) =>
        await DiscoveryRun.RunAsync(
            TargetText.Read(["url http://mail.a.test/", .. lines]), new DiscoveryTools(target), new PatienceBudget(), folder, words,
            CancellationToken.None);

    static async Task<Discovered> Discover(ScriptedTarget target, string[] words, params string[] lines) =>
        (Discovered)await Run(target, words, lines);

    [TestCase(405)]
    [TestCase(501)]
    [TestCase(404)]
    [TestCase(403)]
    [TestCase(400)]
    public async Task A_plain_web_server_offers_nothing_within_a_handful_of_requests(int refusal)
    {
        var server = new ScriptedTarget(r => ScriptedTarget.Answer(r.Method is "GET" or "OPTIONS" ? 200 : refusal, "<html>"));

        var found = await Discover(server, everything);

        Assert.Multiple(() =>
        {
            Assert.That(found.Capabilities.Where(c => c.Offered), Is.Empty);
            Assert.That(found.Capabilities.Select(c => c.Name), Is.EquivalentTo(everything));
            Assert.That(found.AnnouncedFailures, Is.Empty);
            Assert.That(server.Requests, Has.Count.LessThanOrEqualTo(10), string.Join(' ', server.Methods));
        });
    }

    [Test]
    public async Task Each_reason_says_what_was_asked_and_what_came()
    {
        var server = new ScriptedTarget(_ => ScriptedTarget.Answer(405));

        var found = await Discover(server, ["poll"]);

        Assert.That(found.Lacking(["poll"])!.Reason, Is.EqualTo("It needs subscribe: SUBSCRIBE /public/subtest/ was answered 405."));
        Assert.That(found.Lacking(["poll"])!.Probe.Select(e => e.Message!.StartLine),
            Is.EqualTo(new[] { "SUBSCRIBE /public/subtest/ HTTP/1.1", "HTTP/1.1 405 X" }));
    }

    [Test]
    public async Task A_server_that_answers_200_to_everything_is_believed_in_nothing()
    {
        var server = new ScriptedTarget(_ => ScriptedTarget.Answer(200, "hello"));

        var found = await Discover(server, ["subscribe", "poll", "propfind", "search", "ping", "rvp", "copy"]);

        Assert.That(found.Capabilities.Where(c => c.Offered), Is.Empty);
        Assert.That(found.Lacking(["subscribe"])!.Reason, Does.EndWith("method that does not exist with success.)"));
    }

    [Test]
    public async Task What_a_store_offers_is_found_and_nothing_is_left_behind()
    {
        var store = new ScriptedStore();

        var found = await Discover(new ScriptedTarget(store.Answer), ["subscribe", "poll", "unsubscribe", "copy", "move", "propfind", "stimulus.change"]);

        Assert.Multiple(() =>
        {
            Assert.That(found.Capabilities.Where(c => !c.Offered).Select(c => c.Reason), Is.Empty);
            Assert.That(found.ShortestLease, Is.EqualTo(TimeSpan.FromSeconds(60)));
            Assert.That(found.Leftovers, Is.Empty);
            Assert.That(store.Resources.Keys, Is.EqualTo(new[] { "/public/subtest/" }));
            Assert.That(store.Subscriptions, Is.Empty);
        });
    }

    [Test]
    public async Task What_is_announced_and_refused_is_a_failed_row()
    {
        var store = new ScriptedStore { Broken = { "POLL" } };

        var found = await Discover(new ScriptedTarget(store.Answer), ["poll"]);

        var failure = found.AnnouncedFailures.Single();
        Assert.That(failure.Requirement, Is.EqualTo("POLL-01"));
        Assert.That(failure.Capability.Reason, Does.StartWith("POLL /public/subtest/").And.EndsWith("was answered 501."));
    }

    [Test]
    public async Task What_the_settings_offer_must_work_and_what_they_exclude_is_not_asked()
    {
        var server = new ScriptedTarget(_ => ScriptedTarget.Answer(404));

        var found = await Discover(server, ["search", "rvp"], "offers search", "lacks rvp");

        Assert.Multiple(() =>
        {
            Assert.That(found.AnnouncedFailures.Select(f => f.Capability.Name), Is.EqualTo(new[] { "search" }));
            Assert.That(found.Lacking(["rvp"])!.Reason, Is.EqualTo("The settings exclude it."));
            Assert.That(server.Methods, Does.Not.Contain("SUBSCRIPTIONS"));
        });
    }

    const string Row = "<D:response><D:href>{0}probe.txt</D:href><D:propstat><D:status>HTTP/1.1 200 OK</D:status>"
        + "<D:prop><D:displayname>probe.txt</D:displayname></D:prop></D:propstat></D:response>";

    /// <summary>Answers of 207 that a server may give to a SEARCH: what matches, always the same, never anything, and names left out.</summary>
    [TestCase(Row, "", true)]
    [TestCase(Row, Row, false)]
    [TestCase("", "", false)]
    [TestCase("<D:response><D:href>{0}probe.txt</D:href><D:status>HTTP/1.1 200 OK</D:status></D:response>", "", false)]
    public async Task A_search_is_believed_when_it_finds_what_is_there_and_nothing_else(string rows, string none, bool isBelieved)
    {
        var store = new ScriptedStore();
        var server = new ScriptedTarget(r => r.Method != "SEARCH" ? store.Answer(r) : ScriptedTarget.Answer(
            207, $"<D:multistatus xmlns:D=\"DAV:\">{string.Format(
                System.Text.Encoding.UTF8.GetString(r.Body.Span).Contains("WHERE") ? none : rows, r.Url.AbsolutePath)}</D:multistatus>"));

        var found = await Discover(server, ["folder", "search"]);

        Assert.That(found.Capabilities.Single(c => c.Name == "search").Offered, Is.EqualTo(isBelieved));
    }

    [Test]
    public async Task A_powerless_account_that_may_read_is_not_powerless()
    {
        var store = new ScriptedStore();
        string[] account = ["account powerless", "  user p"];

        var right = await Discover(new ScriptedTarget(store.Answer), ["account.powerless"], account);
        var wrong = await Discover(
            new ScriptedTarget(r => store.Answer(r with { Role = "alice" })), ["account.powerless"], account);

        Assert.That(right.Offers("account.powerless"), Is.True);
        Assert.That(wrong.Lacking(["account.powerless"])!.Reason, Does.EndWith("it has power."));
    }

    [Test]
    public async Task A_folder_that_stays_after_its_removal_is_told()
    {
        var store = new ScriptedStore { Broken = { "DELETE" } };

        var found = await Discover(new ScriptedTarget(store.Answer), ["subscribe"]);

        Assert.That(found.Leftovers.Single(), Does.StartWith($"The folder {folder} may still be there: DELETE"));
    }

    [Test]
    public async Task A_dead_port_ends_discovery_at_the_first_request()
    {
        var server = new ScriptedTarget(_ => ScriptedTarget.None(NoAnswerCause.NotReached, "connection refused"));

        var result = await Run(server, everything);

        Assert.That(result, Is.EqualTo(new TargetUnreachable("http://mail.a.test/ cannot be reached: connection refused")));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_never_answers_is_given_up_after_three_requests_within_half_a_minute()
    {
        var server = new ScriptedTarget(_ => ScriptedTarget.None(NoAnswerCause.TimedOut, "no answer"));

        var result = await Run(server, everything);

        Assert.That(result, Is.TypeOf<TargetSilent>());
        Assert.That(server.Requests, Has.Count.EqualTo(3));
        Assert.That(server.Requests.Sum(r => r.Patience.TotalSeconds), Is.LessThan(30));
    }

    [Test]
    public async Task Credentials_never_follow_a_content_location_to_another_host()
    {
        var server = new ScriptedTarget(r => r.Method == "SUBSCRIBE"
            ? ScriptedTarget.Answer(200, "", "Subscription-ID: 8", "Content-Location: http://evil.test/x/")
            : ScriptedTarget.Answer(404));

        await Run(server, ["poll", "unsubscribe"]);

        Assert.That(server.Requests.Select(r => r.Url.Host).Distinct(), Is.EqualTo(new[] { "mail.a.test" }));
    }

    [Test]
    public void Every_capability_stands_below_what_it_requires()
    {
        var seen = new HashSet<string>();
        foreach (var capability in Capabilities.All)
        {
            Assert.That(capability.Requires, Is.SubsetOf(seen), capability.Name);
            seen.Add(capability.Name);
        }
    }
}
