using NUnit.Framework;

namespace Conformance.SelfTests.Server;

[Parallelizable(ParallelScope.All)]
public class PollTests
{
    const string Folder = "/public/subtest/work/";

    [Test]
    public async Task One_POLL_sorts_the_subscription_that_fired_from_those_that_did_not()
    {
        await using var host = await Host.StartAsync();
        Assert.That((await host.Alice.AskAsync("MKCOL", Folder)).Status, Is.EqualTo(201));
        Assert.That((await host.Alice.AskAsync("PUT", Folder + "item", "one")).Status, Is.EqualTo(201));
        string[] ids =
        [
            await host.Alice.SubscribeAsync(Folder, "delete"),
            await host.Alice.SubscribeAsync(Folder, "move"),
            await host.Alice.SubscribeAsync(Folder, "pragma/<http://schemas.microsoft.com/exchange/newmail>"),
            await host.Alice.SubscribeAsync(Folder, "update"),
            await host.Alice.SubscribeAsync(Folder, "update/newmember"),
        ];
        Assert.That((await host.Alice.AskAsync("PUT", Folder + "item", "two")).Status, Is.EqualTo(204));

        var first = await host.Alice.PollAsync(Folder, ids);
        var second = await host.Alice.PollAsync(Folder, ids);

        Assert.That(first.Status, Is.EqualTo(207));
        Assert.That(first["Content-Type"], Is.EqualTo("text/xml"));
        Assert.That(first["Subscription-ID"], Is.EqualTo(ids[3]));
        Assert.That(first.Ids, Is.EqualTo($"200:{ids[3]} 204:{ids[0]},{ids[1]},{ids[2]},{ids[4]}"));
        Assert.That(second.Ids, Is.EqualTo($"204:{string.Join(",", ids)}"));
        Assert.That(second["Subscription-ID"], Is.Null);
    }

    [TestCase(3599, 207)]
    [TestCase(3601, 412)]
    public async Task A_subscription_lives_for_its_lease_and_not_longer(int seconds, int status)
    {
        await using var host = await Host.StartAsync();
        var id = await host.Alice.SubscribeAsync("/public/subtest/");
        await host.AdvanceAsync(seconds);
        Assert.That((await host.Alice.PollAsync("/public/subtest/", id)).Status, Is.EqualTo(status));
    }
}
