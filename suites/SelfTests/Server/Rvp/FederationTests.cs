using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.Rvp;

/// <summary>Two servers of presence, each with a logical host of its own, exchange what their users tell each other.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FederationTests
{
    const string Max = "http://im.a.test/instmsg/aliases/user0";
    const string Derik = "http://im.b.test/instmsg/aliases/user1";

    [Test]
    public async Task A_change_travels_from_the_home_of_the_watched_to_the_home_of_the_watcher_and_to_his_client()
    {
        await using var a = await Host.StartAsync();
        await using var b = await Host.StartAsync();
        await JoinAsync(a, "im.a.test", "im.b.test", b);
        await JoinAsync(b, "im.b.test", "im.a.test", a);
        await using var node = Presence.Listen();
        var login = await a.Alice.AskAsync("SUBSCRIBE", PathOf(Max), Presence.Subscribing(Max, "pragma/notify", node.Address));
        var watch = await b.Alice.AskAsync("SUBSCRIBE", PathOf(Derik), Presence.Subscribing(Max, "update/propchange", Max));
        Assert.That((login.Status, watch.Status), Is.EqualTo((200, 207)));
        await b.Alice.AskAsync("PROPPATCH", PathOf(Derik), Presence.State("busy"), Presence.As(Derik));
        var told = await node.TakeAsync();
        var body = Encoding.UTF8.GetString(told.Body.Span);
        Assert.Multiple(() =>
        {
            Assert.That(told["RVP-Hop-Count"], Is.EqualTo("2"), "one hop between the servers, one to the client");
            Assert.That(told["RVP-From-Principal"], Is.EqualTo("im.b.test"));
            Assert.That(told["Subscription-Id"], Is.EqualTo(login["Subscription-Id"]));
            Assert.That(body, Does.Contain("<r:busy/>").And.Contain(Derik).And.Contain(Max));
        });
    }

    [Test]
    public async Task A_node_of_another_service_is_said_to_be_there_and_answers_there()
    {
        await using var a = await Host.StartAsync();
        await using var b = await Host.StartAsync();
        await JoinAsync(a, "im.a.test", "im.b.test", b);
        await JoinAsync(b, "im.b.test", "im.a.test", a);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var asked = await client.AskAsync(
            "SUBSCRIPTIONS", new Uri(a.Url, PathOf(Derik)).AbsoluteUri,
            [("Host", "im.b.test"), .. Presence.As(Derik, ("Notification-Type", "pragma/notify"))]);
        Assert.That((asked.Status, asked["Location"]), Is.EqualTo(
            (302, new Uri(b.Url, "/instmsg/local/im.b.test" + PathOf(Derik)).AbsoluteUri)));
        var there = await client.AskAsync(
            "SUBSCRIPTIONS", asked["Location"]!, Presence.As(Derik, ("Notification-Type", "pragma/notify")));
        Assert.That(there.Status, Is.EqualTo(200));
    }

    [TestCase("im.a.test", 403, TestName = "Nobody_speaks_as_the_service_that_he_asks")]
    [TestCase("im.c.test", 403, TestName = "A_service_without_a_route_is_not_believed")]
    [TestCase("im.b.test", 200, TestName = "A_service_is_believed_from_where_it_is_reached")]
    public async Task A_presence_service_is_known_by_its_route(string service, int status)
    {
        await using var a = await Host.StartAsync();
        await using var b = await Host.StartAsync();
        await JoinAsync(a, "im.a.test", "im.b.test", b);
        var answer = await a.Alice.AskAsync(
            "NOTIFY", PathOf(Max), Presence.Message($"http://{service}/instmsg/aliases/user1"), Presence.As(service));
        Assert.That(answer.Status, Is.EqualTo(status));
    }

    [Test]
    public async Task An_account_of_one_service_is_nobody_at_another()
    {
        await using var a = await Host.StartAsync(new ReferenceServerOptions { ImHost = "im.a.test", ImTakesBasic = true });
        var own = await a.Alice.AskAsync("ACL", PathOf(Max), Presence.As(Max));
        var foreign = await a.Alice.AskAsync("ACL", PathOf(Max), Presence.As("http://im.b.test/instmsg/aliases/user0"));
        Assert.That((own.Status, foreign.Status), Is.EqualTo((200, 403)));
    }

    static string PathOf(string url) => new Uri(url).AbsolutePath;

    static Task JoinAsync(Host host, string own, string other, Host at) => host.ControlAsync("POST", "/worlds/1/reset", new JsonObject
    {
        ["imHost"] = own,
        ["routes"] = new JsonObject { [other] = at.Url.Authority },
    });
}
