using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.Rvp;

/// <summary>What the server sends of its own accord: in order, bounded, and given up in the world's time.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CourierTests
{
    const string Path = "/instmsg/aliases/user0";

    [Test]
    public async Task Changes_come_in_the_order_in_which_they_were_made()
    {
        await using var host = await Host.StartAsync();
        await using var node = await WatchedAsync(host);
        string[] states = ["online", "busy", "away", "at-lunch"];
        foreach (var state in states)
            await SetAsync(host, state);
        foreach (var state in states)
            Assert.That(Encoding(await node.TakeAsync()), Does.Contain($"<r:{state}/>"));
    }

    [Test]
    public async Task A_change_is_tried_again_until_its_tries_are_used_up()
    {
        await using var host = await Host.StartAsync();
        await host.ControlAsync("PUT", "/worlds/1/limits", new JsonObject
        {
            ["limits"] = new JsonObject { ["outgoingTriesMax"] = 3, ["outgoingGapSeconds"] = 5 },
        });
        await using var node = await WatchedAsync(host);
        await SetAsync(host, "busy");
        var tries = 0;
        for (var seconds = 0; seconds < 60; seconds++)
        {
            await node.SettleAsync(TimeSpan.FromSeconds(30));
            if (node.TryTake() is { } arrived)
            {
                tries++;
                await arrived.CloseAsync();
            }
            await host.AdvanceAsync(1);
        }
        Assert.That(tries, Is.EqualTo(3));
    }

    [Test]
    public async Task No_more_wait_for_a_call_back_than_may()
    {
        await using var host = await Host.StartAsync();
        await host.ControlAsync("PUT", "/worlds/1/limits", new JsonObject { ["limits"] = new JsonObject { ["outgoingQueueMax"] = 2 } });
        await using var node = await WatchedAsync(host);
        foreach (var state in new[] { "online", "busy", "away", "at-lunch", "on-phone" })
            await SetAsync(host, state);
        Assert.That(Encoding(await node.TakeAsync()), Does.Contain("<r:online/>"));
        Assert.That(Encoding(await node.TakeAsync()), Does.Contain("<r:busy/>"));
        Assert.That(Encoding(await node.TakeAsync()), Does.Contain("<r:away/>"));
        await host.AdvanceAsync(0);
        await node.SettleAsync(TimeSpan.FromSeconds(30));
        Assert.That(node.TryTake(), Is.Null, "what did not fit was dropped");
    }

    static string Encoding(Conformance.Harness.Wire.HttpMessage message) => System.Text.Encoding.UTF8.GetString(message.Body.Span);

    static async Task<Conformance.Harness.Wire.RequestListener> WatchedAsync(Host host)
    {
        var url = new Uri(host.Url, Path).AbsoluteUri;
        var node = Presence.Listen();
        await host.Alice.AskAsync("SUBSCRIBE", Path, Presence.Subscribing(url, "pragma/notify", node.Address));
        await host.Alice.AskAsync("SUBSCRIBE", Path, Presence.Subscribing(url, "update/propchange", url));
        return node;
    }

    static async Task SetAsync(Host host, string state)
    {
        var answer = await host.Alice.AskAsync(
            "PROPPATCH", Path, Presence.State(state), Presence.As(new Uri(host.Url, Path).AbsoluteUri));
        Assert.That(answer.Status, Is.EqualTo(207));
    }
}
