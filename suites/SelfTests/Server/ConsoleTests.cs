using System.Net;
using System.Text.Json.Nodes;
using Conformance.Server;
using Conformance.Server.Hosting;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

[Parallelizable(ParallelScope.All)]
public class ConsoleTests
{
    const string Place = "/public/subtest/";

    [Test]
    public async Task The_console_tells_of_subscriptions_the_one_that_ends_next_first()
    {
        await using var host = await Host.StartAsync();
        await host.Alice.SubscribeAsync(Place, "update", ("Subscription-Lifetime", "3600"));
        await host.Alice.SubscribeAsync(Place, "update", ("Subscription-Lifetime", "120"));
        await host.AdvanceAsync(20);
        await host.Alice.AskAsync("PUT", Place + "m", "content");

        var told = await host.ControlAsync("GET", "/worlds/1/console");

        var subscriptions = told["subscriptions"]!.AsArray();
        Assert.That(subscriptions.Select(s => ((int)s!["id"]!, (double)s["secondsLeft"]!)), Is.EqualTo(new[] { (2, 100d), (1, 3580d) }));
        Assert.That(subscriptions.Select(s => (bool)s!["event"]!), Is.All.True);
        await host.AdvanceAsync(100);
        Assert.That((int?)(await host.ControlAsync("GET", "/worlds/1/console"))["counts"]!["subscriptions"], Is.EqualTo(1), "what has run out is not shown");
    }

    [Test]
    public async Task A_held_request_is_told_with_who_waits_for_what_and_how_long_still()
    {
        await using var host = await Host.StartAsync(new ReferenceServerOptions { ExtraFaces = () => [new HoldFace()] });
        using var open = new HttpRequestMessage(new HttpMethod("HOLD"), Place + "?device=1");
        open.Headers.TryAddWithoutValidation("X-Conformance", "t; hold=p");
        open.Headers.TryAddWithoutValidation("Seconds", "30");
        var answer = host.Alice.SendAsync(open);
        await host.ControlAsync("POST", "/worlds/1/held", new() { ["names"] = new JsonArray("p") });
        await host.AdvanceAsync(10);

        var told = await host.ControlAsync("GET", "/worlds/1/console");
        var held = told["held"]!.AsArray().Single()!;
        Assert.That(told["requests"]![0]!["status"], Is.Null, "it has no answer yet");

        Assert.That((string?)held["who"], Is.EqualTo("user0"));
        Assert.That((string?)held["request"], Is.EqualTo($"HOLD {Place}?device=1"));
        Assert.That(((double?)held["seconds"], (double?)held["secondsLeft"]), Is.EqualTo(((double?)30, (double?)20)));
        Assert.That(held["folders"]!.AsArray().Select(f => (string?)f), Is.EqualTo(new[] { Place }));
        await host.AdvanceAsync(20);
        using var ended = await answer;
        Assert.That((await host.ControlAsync("GET", "/worlds/1/console"))["held"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Lists_are_bounded_and_counts_are_whole()
    {
        await using var host = await Host.StartAsync();
        for (var i = 0; i < RequestLog.KeptMax + 5; i++)
            await host.Alice.AskAsync("PUT", $"{Place}m{i}", "x");

        var told = await host.ControlAsync("GET", "/worlds/1/console");

        var requests = told["requests"]!.AsArray();
        Assert.That(requests, Has.Count.EqualTo(RequestLog.KeptMax));
        Assert.That((string?)requests[0]!["target"], Is.EqualTo($"{Place}m{RequestLog.KeptMax + 4}"), "the latest comes first");
        Assert.That((int?)told["counts"]!["requests"], Is.EqualTo(RequestLog.KeptMax + 5));
        Assert.That(told["events"]!.AsArray(), Has.Count.EqualTo(50));
        Assert.That((int?)told["counts"]!["events"], Is.GreaterThan(RequestLog.KeptMax));
    }

    [Test]
    public async Task Looking_changes_nothing()
    {
        await using var host = await Host.StartAsync();
        await host.Alice.SubscribeAsync(Place);
        var before = (await host.ControlAsync("GET", "/worlds/1/state")).ToJsonString();

        await host.ControlAsync("GET", "/worlds/1/console");

        Assert.That((await host.ControlAsync("GET", "/worlds/1/state")).ToJsonString(), Is.EqualTo(before));
        await host.ControlAsync("POST", "/worlds/1/console", [], HttpStatusCode.MethodNotAllowed);
    }

    [TestCase("/console", "text/html")]
    [TestCase("/console/console.css", "text/css")]
    [TestCase("/console/console.js", "text/javascript")]
    public async Task The_page_loads_nothing_from_elsewhere_and_is_framed_by_nobody(string path, string type)
    {
        await using var host = await Host.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Server.ControlUri };
        var answer = await client.AskAsync("GET", path);

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer["Content-Type"], Does.StartWith(type));
        Assert.That(answer["Content-Security-Policy"], Does.StartWith("default-src 'none'; script-src 'self'").And.Contain("frame-ancestors 'none'"));
        Assert.That((answer["X-Content-Type-Options"], answer["Cross-Origin-Resource-Policy"]), Is.EqualTo(("nosniff", "same-origin")));
    }

    [TestCase("localhost", 200)]
    [TestCase("127.0.0.1", 200)]
    [TestCase("[::1]", 200)]
    [TestCase("attacker.test", 421)]
    [TestCase("127.0.0.1.attacker.test", 421)]
    [TestCase("10.0.0.1", 421)]
    public async Task A_name_that_somebody_else_gave_this_port_is_refused(string name, int expected)
    {
        await using var host = await Host.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Server.ControlUri };

        Assert.That((await client.AskAsync("GET", "/", ("Host", $"{name}:{host.Server.ControlUri.Port}"))).Status, Is.EqualTo(expected));
    }

    [TestCase("http://attacker.test", 403)]
    [TestCase("null", 403)]
    [TestCase("http://127.0.0.1:1", 403)]
    [TestCase("", 200)]
    public async Task A_page_of_another_origin_moves_nothing(string origin, int expected)
    {
        await using var host = await Host.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Server.ControlUri };
        if (origin.Length == 0)
            origin = host.Server.ControlUri.GetLeftPart(UriPartial.Authority);
        var before = (string?)(await host.ControlAsync("GET", "/worlds/1/clock"))["now"];

        Assert.That((await client.AskAsync("POST", "/worlds/1/clock", """{"advance": 5}""", ("Origin", origin))).Status, Is.EqualTo(expected));

        var after = (string?)(await host.ControlAsync("GET", "/worlds/1/clock"))["now"];
        Assert.That(after == before, Is.EqualTo(expected == 403));
    }
}
