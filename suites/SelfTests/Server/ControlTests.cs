using System.Net;
using System.Text.Json.Nodes;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

[Parallelizable(ParallelScope.All)]
public class ControlTests
{
    const string Place = "/public/subtest/";

    [Test]
    public async Task Worlds_are_leased_one_by_one_and_share_nothing()
    {
        await using var host = await Host.StartAsync(new ReferenceServerOptions { Worlds = 2 });
        var first = await host.ControlAsync("POST", "/worlds", []);
        var second = await host.ControlAsync("POST", "/worlds", new() { ["profile"] = "observed", ["clock"] = "real" });
        Assert.That(((int?)first["world"], (int?)second["world"]), Is.EqualTo(((int?)1, (int?)2)));
        Assert.That((string?)first["url"], Is.EqualTo(host.Server.Worlds[0].ToString()));
        Assert.That((string?)first["accounts"]![0]!["name"], Is.EqualTo("user0"));
        Assert.That((string?)second["clock"], Is.EqualTo("real"));
        await host.ControlAsync("POST", "/worlds", [], HttpStatusCode.Conflict);
        using var other = host.Client("user0", 1);
        Assert.That(await host.Alice.SubscribeAsync(Place), Is.EqualTo("1"));
        Assert.That(await other.SubscribeAsync(Place), Is.EqualTo("1"));
        await host.ControlAsync("DELETE", "/worlds/1");
        Assert.That((int?)(await host.ControlAsync("POST", "/worlds", []))["world"], Is.EqualTo(1));
        Assert.That((await host.Alice.PollAsync(Place, "1")).Status, Is.EqualTo(412), "a lease begins as new");
    }

    [Test]
    public async Task A_reset_brings_back_counters_store_clock_faults_and_limits()
    {
        await using var host = await Host.StartAsync();
        var before = (await host.ControlAsync("GET", "/worlds/1/state")).ToJsonString();
        await host.ControlAsync("PUT", "/worlds/1/faults", new() { ["faults"] = new JsonArray("poll.all-quiet") });
        await host.ControlAsync("PUT", "/worlds/1/limits", new() { ["limits"] = new JsonObject { ["leaseSecondsDefault"] = 77 } });
        await host.Alice.AskAsync("PUT", Place + "m", "content");
        Assert.That((await host.Alice.AskAsync("SUBSCRIBE", Place, ("Notification-Type", "update")))["Subscription-Lifetime"], Is.EqualTo("77"));
        await host.AdvanceAsync(5);
        await host.ControlAsync("POST", "/worlds/1/reset", []);
        Assert.That((await host.ControlAsync("GET", "/worlds/1/state")).ToJsonString(), Is.EqualTo(before));
        Assert.That((await host.Alice.AskAsync("SUBSCRIBE", Place, ("Notification-Type", "update")))["Subscription-Lifetime"], Is.EqualTo("3600"));
    }

    [Test]
    public async Task A_limit_that_is_set_leaves_those_that_were_set_before()
    {
        await using var host = await Host.StartAsync();
        await host.ControlAsync("PUT", "/worlds/1/limits", new() { ["limits"] = new JsonObject { ["leaseSecondsDefault"] = 77 } });
        await host.ControlAsync("PUT", "/worlds/1/limits", new() { ["limits"] = new JsonObject { ["hopCountMax"] = 3 } });
        Assert.That((await host.Alice.AskAsync("SUBSCRIBE", Place, ("Notification-Type", "update")))["Subscription-Lifetime"], Is.EqualTo("77"));
    }

    [Test]
    public async Task A_restart_keeps_the_store_and_drops_the_subscriptions()
    {
        await using var host = await Host.StartAsync();
        await host.Alice.AskAsync("PUT", Place + "m", "content");
        var id = await host.Alice.SubscribeAsync(Place);
        await host.ControlAsync("POST", "/worlds/1/restart", []);
        using var again = host.Client("user0");
        Assert.That((await again.PollAsync(Place, id)).Status, Is.EqualTo(412));
        Assert.That((await again.AskAsync("GET", Place + "m")).Body, Is.EqualTo("content"));
    }

    [Test]
    public async Task Delivered_mail_fires_newmail_and_a_PUT_does_not()
    {
        await using var host = await Host.StartAsync();
        var id = await host.Alice.SubscribeAsync("/exchange/user0/Inbox/", "pragma/<http://schemas.microsoft.com/exchange/newmail>");
        await host.Alice.AskAsync("PUT", "/exchange/user0/Inbox/m", "content");
        Assert.That((await host.Alice.PollAsync("/exchange/user0/Inbox/", id)).Ids, Is.EqualTo($"204:{id}"));
        var mail = await host.ControlAsync("POST", "/worlds/1/mail", new() { ["to"] = "/exchange/user0/inbox", ["subject"] = "Hello" });
        Assert.That((await host.Alice.PollAsync("/exchange/user0/Inbox/", id)).Ids, Is.EqualTo($"200:{id}"));
        Assert.That((await host.Alice.AskAsync("GET", (string)mail["path"]!)).Body, Does.Contain("Subject: Hello\r\n"));
    }

    [Test]
    public async Task Each_action_on_items_does_what_it_says()
    {
        await using var host = await Host.StartAsync();
        Task<JsonObject> Act(string action, string path, params (string, string)[] more) => host.ControlAsync("POST", "/worlds/1/items",
            new JsonObject(new[] { ("action", action), ("path", path) }.Concat(more).Select(m => KeyValuePair.Create(m.Item1, (JsonNode?)m.Item2))));

        Assert.That((string?)(await Act("create", Place + "a%20b"))["path"], Is.EqualTo(Place + "a%20b"));
        Assert.That((string?)(await Act("create", Place + "f/"))["path"], Is.EqualTo(Place + "f/"));
        await Act("change", Place + "a%20b", ("value", "new"));
        Assert.That((await host.Alice.AskAsync("GET", Place + "a%20b")).Body, Is.EqualTo("new"));
        Assert.That((string?)(await Act("copy", Place + "a%20b", ("to", Place + "f")))["path"], Is.EqualTo(Place + "f/a%20b"));
        Assert.That((string?)(await Act("move", Place + "a%20b", ("to", Place + "c")))["path"], Is.EqualTo(Place + "c"));
        await Act("read", Place + "c");
        await Act("property", Place + "c", ("namespace", "urn:test"), ("name", "p"), ("value", "v"));
        await Act("delete", Place + "c");
        Assert.That((await host.Alice.AskAsync("GET", Place + "c")).Status, Is.EqualTo(404));
        var kinds = (await host.ControlAsync("GET", "/worlds/1/state"))["changes"]!.AsArray().TakeLast(8).Select(c => (string?)c!["kind"]);
        Assert.That(kinds, Is.EqualTo("Created Created Content CopiedIn Moved ReadFlag Properties Deleted".Split(' ')));
    }

    [TestCase("POST", "/worlds/9/reset", "{}", 404, "1 to 1")]
    [TestCase("POST", "/worlds/1/clock", """{"advance": -1}""", 400, "advance")]
    [TestCase("POST", "/worlds/1/clock", """{"advance": "x"}""", 400, "advance")]
    [TestCase("POST", "/worlds/1/clock", "{", 400, "JSON")]
    [TestCase("POST", "/worlds/1/clock", "[]", 400, "object")]
    [TestCase("PUT", "/worlds/1/faults", """{"faults": ["nope"]}""", 400, "There is no fault 'nope'")]
    [TestCase("PUT", "/worlds/1/profile", """{"profile": "loose"}""", 400, "observed")]
    [TestCase("PUT", "/worlds/1/profile", """{"profile": "strict C-99/x"}""", 400, "C-06/outside")]
    [TestCase("PUT", "/worlds/1/limits", """{"limits": {"nope": 1}}""", 400, "leaseSecondsMin")]
    [TestCase("PUT", "/worlds/1/limits", """{"limits": {"leaseSecondsMin": 0}}""", 400, "leaseSecondsMin")]
    [TestCase("POST", "/worlds/1/items", """{"action": "fry", "path": "/"}""", 400, "create")]
    [TestCase("POST", "/worlds/1/items", """{"action": "delete", "path": "/public/subtest"}""", 409, "for good")]
    [TestCase("POST", "/worlds/1/items", """{"action": "delete", "path": "/none"}""", 404, "/none")]
    [TestCase("POST", "/worlds/1/mail", """{"to": "/none"}""", 404, "/none")]
    [TestCase("POST", "/worlds/1/mail", """{"to": "/public/subtest", "subject": "a\r\nb"}""", 400, "subject")]
    [TestCase("POST", "/worlds/1/access", """{"path": "/public", "user": "eve", "read": true, "write": true}""", 404, "eve")]
    [TestCase("GET", "/nothing", null, 404, "/nothing")]
    [TestCase("GET", "/worlds/1/mail", null, 405, "mail")]
    public async Task What_cannot_be_done_is_refused_with_a_sentence(string method, string path, string? body, int status, string says)
    {
        await using var host = await Host.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Server.ControlUri };
        var answer = await client.AskAsync(method, path, body);
        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That((string?)JsonNode.Parse(answer.Body)!["error"], Does.Contain(says));
    }

    [Test]
    public async Task On_a_real_clock_time_cannot_be_advanced()
    {
        await using var host = await Host.StartAsync(new ReferenceServerOptions { Settings = new() { IsSimulated = false } });
        await host.ControlAsync("POST", "/worlds/1/clock", new() { ["advance"] = 1 }, HttpStatusCode.Conflict);
    }

    [Test]
    public async Task The_control_port_names_its_protocol_and_serves_no_world()
    {
        await using var host = await Host.StartAsync();
        var answer = await host.ControlAsync("GET", "/");
        Assert.That(((string?)answer["protocol"], (int?)answer["worlds"]), Is.EqualTo(((string?)"conformance-control/1", (int?)1)));
        Assert.That((await host.Alice.AskAsync("POST", "/worlds", "{}")).Status, Is.EqualTo(404));
    }
}
