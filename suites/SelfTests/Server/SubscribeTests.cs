using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

[Parallelizable(ParallelScope.All)]
public class SubscribeTests
{
    const string Place = "/public/subtest/";

    /// <summary>Headers of a SUBSCRIBE, as <c>Name: value</c> joined by bars, and the status they get.</summary>
    [TestCase("Notification-Type: update", 200)]
    [TestCase("NOTIFICATION-TYPE: UPDATE", 200)]
    [TestCase("Notification-Type: pragma/<http://schemas.microsoft.com/exchange/newmail>", 200)]
    [TestCase("", 400)]
    [TestCase("Notification-Type:", 400)]
    [TestCase("Notification-Type: bogus", 400)]
    [TestCase("Notification-Type: update / newmember", 400)]
    [TestCase("Notification-Type: update,delete", 400)]
    [TestCase("Notification-Type: update|Depth: 0", 200)]
    [TestCase("Notification-Type: update|Depth: 1", 200)]
    [TestCase("Notification-Type: update|Depth: infinity", 400)]
    [TestCase("Notification-Type: update|Depth: 1,noroot", 400)]
    [TestCase("Notification-Type: update|Depth: -1", 400)]
    [TestCase("Notification-Type: update|Depth:", 400)]
    [TestCase("Notification-Type: update|Subscription-Lifetime: 99999999999999999999999999", 200)]
    [TestCase("Notification-Type: update|Subscription-Lifetime: 0", 200)]
    [TestCase("Notification-Type: update|Subscription-Lifetime: abc", 400)]
    [TestCase("Notification-Type: update|Subscription-Lifetime: -5", 400)]
    [TestCase("Notification-Type: update|Subscription-Lifetime: +5", 400)]
    [TestCase("Notification-Type: update|Notification-Delay: 5", 200)]
    [TestCase("Notification-Type: update|Notification-Delay: 0.24", 200)]
    [TestCase("Notification-Type: update|Notification-Delay: soon", 400)]
    [TestCase("Notification-Type: update|Call-Back:", 200)]
    [TestCase("Notification-Type: update|Call-Back: httpu://127.0.0.1:9999/510", 200)]
    [TestCase("Notification-Type: update|Call-Back: HTTPU://127.0.0.1:8080", 200)]
    [TestCase("Notification-Type: update|Call-Back: httpu://[::1]:9999/", 403)]
    [TestCase("Notification-Type: update|Call-Back: httpu://127.0.0.1:9999/%0d%0aX:%20y", 200)]
    [TestCase("Notification-Type: update|Call-Back: httpu://127.0.0.1/510", 400)]
    [TestCase("Notification-Type: update|Call-Back: httpu://127.0.0.1:0/", 400)]
    [TestCase("Notification-Type: update|Call-Back: httpu://127.0.0.1:65536/", 400)]
    [TestCase("Notification-Type: update|Call-Back: http://127.0.0.1:9999/", 400)]
    [TestCase("Notification-Type: update|Call-Back: httpu://me@127.0.0.1:9999/", 400)]
    [TestCase("Notification-Type: update|Call-Back: httpu://127.0.0.1:9999/#f", 400)]
    [TestCase("Notification-Type: update|Call-Back: httpu://127.0.0.1:9999/a b", 400)]
    public async Task Headers_are_taken_or_refused(string headers, int status)
    {
        await using var host = await Host.StartAsync();
        var answer = await host.Alice.AskAsync("SUBSCRIBE", Place, Parse(headers));
        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer["Subscription-ID"], status == 200 ? Is.EqualTo("1") : Is.Null);
    }

    [TestCase(null, "3600")]
    [TestCase("600", "600")]
    [TestCase("1", "60")]
    [TestCase("999999", "86400")]
    public async Task The_answer_states_id_lease_type_and_location(string? asked, string granted)
    {
        await using var host = await Host.StartAsync();
        var answer = await host.Alice.AskAsync("SUBSCRIBE", "/PUBLIC/subtest",
            Parse("Notification-Type: Update" + (asked is null ? "" : $"|Subscription-Lifetime: {asked}")));
        Assert.That(answer["Subscription-Lifetime"], Is.EqualTo(granted));
        Assert.That(answer["Notification-Type"], Is.EqualTo("update"));
        Assert.That(answer["Content-Location"], Is.EqualTo($"{host.Url}public/subtest/"));
        Assert.That(answer["Content-Length"], Is.EqualTo("0"));
        Assert.That(answer["Date"], Is.EqualTo("Fri, 06 Jul 2001 19:23:12 GMT"));
    }

    [Test]
    public async Task A_delay_is_stated_when_there_is_a_call_back_and_ignored_when_not()
    {
        await using var host = await Host.StartAsync();
        var with = await host.Alice.AskAsync("SUBSCRIBE", Place,
            Parse("Notification-Type: update|Notification-Delay: 0.24|Call-Back: httpu://127.0.0.1:9999/"));
        var without = await host.Alice.AskAsync("SUBSCRIBE", Place, Parse("Notification-Type: update|Notification-Delay: 7"));
        Assert.That((with["Notification-Delay"], without["Notification-Delay"]), Is.EqualTo(("1", (string?)null)));
    }

    [TestCase("user0", "/public/subtest/none", 404)]
    [TestCase("user2", Place, 403)]
    [TestCase("user1", "/exchange/user0/Inbox", 403)]
    [TestCase("user0", "/exchange/user0/inbox/", 200)]
    [TestCase(null, Place, 401)]
    public async Task Who_may_not_read_may_not_subscribe(string? user, string path, int status)
    {
        await using var host = await Host.StartAsync();
        using var client = host.Client(user);
        Assert.That((await client.AskAsync("SUBSCRIBE", path, Parse("Notification-Type: update"))).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_permanent_url_is_read_by_GET_and_refused_by_SUBSCRIBE()
    {
        await using var host = await Host.StartAsync();
        await host.Alice.AskAsync("PUT", Place + "m", "content");
        var found = await host.Alice.AskAsync("PROPFIND", Place + "m", ("Depth", "0"));
        var url = System.Xml.Linq.XDocument.Parse(found.Body)
            .Descendants("{http://schemas.microsoft.com/exchange/}permanenturl").Single().Value;
        Assert.That((await host.Alice.AskAsync("GET", url)).Body, Is.EqualTo("content"));
        Assert.That((await host.Alice.AskAsync("SUBSCRIBE", url, Parse("Notification-Type: update"))).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task A_body_is_refused_and_never_parsed()
    {
        await using var host = await Host.StartAsync();
        var answer = await host.Alice.AskAsync("SUBSCRIBE", Place, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Parse("Notification-Type: update"));
        Assert.That((answer.Status, answer["Subscription-ID"]), Is.EqualTo((415, (string?)null)));
    }

    [Test]
    public async Task A_renewal_keeps_its_id_and_extends_its_lease()
    {
        await using var host = await Host.StartAsync();
        var id = await host.Alice.SubscribeAsync(Place, "update", ("Subscription-Lifetime", "600"));
        await host.AdvanceAsync(400);
        var renewal = await host.Alice.AskAsync("SUBSCRIBE", Place, ("Subscription-ID", id));
        Assert.That((renewal.Status, renewal["Subscription-ID"], renewal["Subscription-Lifetime"]), Is.EqualTo((200, id, "600")));
        await host.AdvanceAsync(599);
        Assert.That((await host.Alice.PollAsync(Place, id)).Ids, Is.EqualTo($"204:{id}"));
        await host.AdvanceAsync(601);
        Assert.That((await host.Alice.AskAsync("SUBSCRIBE", Place, ("Subscription-ID", id))).Status, Is.EqualTo(412));
    }

    [Test]
    public async Task A_renewal_of_several_sorts_the_dead_from_the_living()
    {
        await using var host = await Host.StartAsync();
        var (a, b) = (await host.Alice.SubscribeAsync(Place), await host.Alice.SubscribeAsync(Place));
        var some = await host.Alice.AskAsync("SUBSCRIBE", Place, ("Subscription-ID", $"{a}, 999, {b}"));
        var none = await host.Alice.AskAsync("SUBSCRIBE", Place, ("Subscription-ID", "998,999"));
        Assert.That((some.Status, some.Ids), Is.EqualTo((207, $"200:{a},{b} 412:999")));
        Assert.That((none.Status, none["Subscription-ID"]), Is.EqualTo((412, "998,999")));
    }

    [TestCase("Notification-Type: delete")]
    [TestCase("Depth: 1")]
    [TestCase("Call-Back: httpu://127.0.0.1:9999/")]
    public async Task Headers_of_a_new_subscription_are_refused_in_a_renewal_or_ignored_by_profile(string header)
    {
        await using var host = await Host.StartAsync();
        var id = await host.Alice.SubscribeAsync(Place);
        (string, string)[] headers = [("Subscription-ID", id), .. Parse(header)];
        Assert.That((await host.Alice.AskAsync("SUBSCRIBE", Place, headers)).Status, Is.EqualTo(400));
        await host.ControlAsync("PUT", "/worlds/1/profile", new() { ["profile"] = "strict C-16/ignored" });
        Assert.That((await host.Alice.AskAsync("SUBSCRIBE", Place, headers)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task More_subscriptions_than_allowed_are_refused_and_the_old_ones_stay()
    {
        await using var host = await Host.StartAsync(new ReferenceServerOptions());
        await host.ControlAsync("PUT", "/worlds/1/limits", new() { ["limits"] = new System.Text.Json.Nodes.JsonObject { ["subscriptionsPerAccountMax"] = 1 } });
        var id = await host.Alice.SubscribeAsync(Place);
        var refused = await host.Alice.AskAsync("SUBSCRIBE", Place, Parse("Notification-Type: update"));
        Assert.That(refused.Status, Is.EqualTo(403));
        Assert.That((await host.Alice.PollAsync(Place, id)).Ids, Is.EqualTo($"204:{id}"));
    }

    static (string, string)[] Parse(string headers) =>
        [.. headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(h => h.Split(':', 2)).Select(h => (h[0], h[1].Trim()))];
}
