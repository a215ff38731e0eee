using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

[Parallelizable(ParallelScope.All)]
public class HeldRequestTests
{
    const string Place = "/public/subtest/";

    static readonly ReferenceServerOptions withHold = new() { ExtraFaces = () => [new HoldFace()] };

    [Test]
    public async Task In_2000_rounds_time_never_overtakes_a_held_request_nor_an_answer_the_advance()
    {
        await using var host = await Host.StartAsync(withHold);
        for (var round = 0; round < 2000; round++)
        {
            var name = "p" + round;
            var held = Hold(host, name, 10);
            await SettleAsync(host, name);
            Assert.That(held.IsCompleted, Is.False, $"round {round}");
            var before = await NowAsync(host);
            await host.AdvanceAsync(round % 2 == 0 ? 10 : 25);
            var answer = await held.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
            Assert.That(answer["Ended-By"], Is.EqualTo("Time"), $"round {round}");
            // It was answered at its due time, although the clock went on to a later one.
            Assert.That(TimeOf(answer["Answered-At"]) - before, Is.EqualTo(TimeSpan.FromSeconds(10)), $"round {round}");
        }
    }

    [Test]
    public async Task A_held_request_is_open_before_its_time_and_answered_after()
    {
        await using var host = await Host.StartAsync(withHold);
        var held = Hold(host, "p", 100);
        await SettleAsync(host, "p");
        await host.AdvanceAsync(99);
        Assert.That((await StateOfAsync(host, "p")), Is.EqualTo("waiting"));
        await host.AdvanceAsync(1);
        Assert.That((await StateOfAsync(host, "p")), Is.EqualTo("answered"), "the advance returns after the answer");
        Assert.That((await held)["Ended-By"], Is.EqualTo("Time"));
    }

    [Test]
    public async Task A_change_ends_a_held_request_at_once()
    {
        await using var host = await Host.StartAsync(withHold);
        var held = Hold(host, "p", 100);
        await SettleAsync(host, "p");
        await host.ControlAsync("POST", "/worlds/1/mail", new JsonObject { ["to"] = Place });
        Assert.That((await held)["Ended-By"], Is.EqualTo("Change"));
    }

    [Test]
    public async Task Several_held_requests_are_answered_each_at_its_own_time()
    {
        await using var host = await Host.StartAsync(withHold);
        var held = Enumerable.Range(1, 20).Select(n => Hold(host, "p" + n, n * 7)).ToArray();
        await SettleAsync(host, [.. Enumerable.Range(1, 20).Select(n => "p" + n)]);
        var before = await NowAsync(host);
        await host.AdvanceAsync(1000);
        var answers = await Task.WhenAll(held);
        Assert.That(answers.Select(a => (TimeOf(a["Answered-At"]) - before).TotalSeconds),
            Is.EqualTo(Enumerable.Range(1, 20).Select(n => n * 7.0)));
    }

    [Test]
    public async Task A_request_that_never_comes_is_not_waited_for_beyond_patience()
    {
        await using var host = await Host.StartAsync(withHold);
        var answer = await host.ControlAsync("POST", "/worlds/1/held",
            new JsonObject { ["names"] = new JsonArray("ghost"), ["patience"] = 0.05 }, HttpStatusCode.GatewayTimeout);
        Assert.That((string?)answer["error"], Does.Contain("ghost"));
    }

    [Test]
    public async Task A_reset_drops_what_is_held()
    {
        await using var host = await Host.StartAsync(withHold);
        var held = Hold(host, "p", 100);
        await SettleAsync(host, "p");
        await host.ControlAsync("POST", "/worlds/1/reset", []);
        await Assert.ThatAsync(() => held.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System), Throws.InstanceOf<HttpRequestException>());
    }

    static Task<Answer> Hold(Host host, string name, int seconds) => host.Alice.AskAsync("HOLD", Place,
        ("Seconds", seconds.ToString(CultureInfo.InvariantCulture)), ("X-Conformance", $"test.hold; hold={name}"));

    static Task SettleAsync(Host host, params string[] names) => host.ControlAsync("POST", "/worlds/1/held",
        new JsonObject { ["names"] = new JsonArray([.. names.Select(n => (JsonNode)n)]), ["patience"] = 10 });

    static async Task<DateTimeOffset> NowAsync(Host host) =>
        TimeOf((string?)(await host.ControlAsync("GET", "/worlds/1/clock"))["now"]);

    static DateTimeOffset TimeOf(string? text) => DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture);

    static async Task<string?> StateOfAsync(Host host, string name) =>
        (await host.ControlAsync("GET", "/worlds/1/state"))["held"]!.AsArray()
            .Where(h => (string?)h!["name"] == name).Select(h => (string?)h!["state"]).Single();
}
