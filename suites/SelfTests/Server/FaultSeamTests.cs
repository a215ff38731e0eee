using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

[Parallelizable(ParallelScope.All)]
public class FaultSeamTests
{
    const string Place = "/public/subtest/";

    [Test]
    public async Task A_rule_fault_breaks_one_rule_and_a_reset_mends_it()
    {
        await using var host = await Host.StartAsync();
        await SwitchAsync(host, "poll.all-quiet");
        Assert.That(await FiredAndQuietAsync(host), Is.EqualTo("204:1,2"));
        await host.ControlAsync("POST", "/worlds/1/reset", []);
        Assert.That(await FiredAndQuietAsync(host), Is.EqualTo("200:1 204:2"));
    }

    [Test]
    public async Task A_wire_fault_rewrites_answers_with_a_true_length_and_can_be_switched_off()
    {
        await using var host = await Host.StartAsync();
        Assert.That(await FiredAndQuietAsync(host), Is.EqualTo("200:1 204:2"));
        await SwitchAsync(host, "poll.id-missing");
        var broken = await host.Alice.PollAsync(Place, "1", "2");
        Assert.That(broken.Ids, Is.EqualTo("204:1"));
        Assert.That(broken["Content-Length"], Is.EqualTo(broken.Body.Length.ToString()));
        Assert.That((await host.Alice.AskAsync("GET", Place + "m")).Body, Is.EqualTo("two"), "other answers pass as they are");
        await SwitchAsync(host);
        Assert.That((await host.Alice.PollAsync(Place, "1", "2")).Ids, Is.EqualTo("204:1,2"));
    }

    static Task SwitchAsync(Host host, params string[] faults) => host.ControlAsync("PUT", "/worlds/1/faults",
        new() { ["faults"] = new JsonArray([.. faults.Select(f => (JsonNode)f)]) });

    static async Task<string> FiredAndQuietAsync(Host host)
    {
        await host.Alice.AskAsync("PUT", Place + "m", "one");
        await host.Alice.SubscribeAsync(Place);
        await host.Alice.SubscribeAsync(Place, "delete");
        await host.Alice.AskAsync("PUT", Place + "m", "two");
        return (await host.Alice.PollAsync(Place, "1", "2")).Ids;
    }
}
