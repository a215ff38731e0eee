using NUnit.Framework;

namespace Conformance.SelfTests.Server;

[Parallelizable(ParallelScope.All)]
public class PollTests
{
    const string Folder = "/public/subtest/polled/";

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
        Assert.That((await host.Alice.AskAsync("PUT", Folder + "item", "two")).Status, Is.EqualTo(200));

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

    [TestCase("8", 412)]
    [TestCase("abc", 400)]
    [TestCase("-1", 400)]
    [TestCase("+1", 400)]
    [TestCase("0x1", 400)]
    [TestCase("1.5", 400)]
    [TestCase("1;2", 400)]
    [TestCase("\"1\"", 400)]
    [TestCase("1 2", 400)]
    [TestCase("", 400)]
    [TestCase(",", 400)]
    [TestCase("1,,9", 207)]
    [TestCase("1,", 207)]
    [TestCase(" 001 ,\t1", 207)]
    [TestCase("2147483648", 412)]
    [TestCase("9999999999999999999", 412)]
    [TestCase("123456789012345678901", 400)]
    public async Task A_list_of_ids_is_taken_or_refused(string list, int status)
    {
        await using var host = await Host.StartAsync();
        Assert.That(await host.Alice.SubscribeAsync("/public/subtest/"), Is.EqualTo("1"));
        foreach (var method in new[] { "POLL", "UNSUBSCRIBE" })
        {
            var answer = await host.Alice.AskAsync(method, "/public/subtest/", ("Subscription-ID", list));
            // An UNSUBSCRIBE tells inside what did not match.
            Assert.That(answer.Status, Is.EqualTo(method == "UNSUBSCRIBE" && status == 412 ? 207 : status), method);
        }
    }

    [Test]
    public async Task The_answer_is_the_documented_bytes_without_white_space()
    {
        await using var host = await Host.StartAsync();
        var id = await host.Alice.SubscribeAsync("/public/subtest/");
        var answer = await host.Alice.PollAsync("/public/subtest/", id);
        Assert.That(answer.Body, Is.EqualTo(
            "<?xml version=\"1.0\"?>"
            + "<a:multistatus xmlns:b=\"http://schemas.microsoft.com/Exchange/\" xmlns:a=\"DAV:\"><a:response>"
            + $"<a:href>{host.Url}public/subtest/</a:href><a:status>HTTP/1.1 204 No Content</a:status>"
            + "<b:subscriptionID><li>1</li></b:subscriptionID></a:response></a:multistatus>"));
    }

    [Test]
    public async Task Ids_that_did_not_match_stand_in_the_header_of_the_412_once_and_as_numbers()
    {
        await using var host = await Host.StartAsync();
        var answer = await host.Alice.PollAsync("/public/subtest/", "0099", "7", "7");
        Assert.That((answer.Status, answer["Subscription-ID"], answer.Body), Is.EqualTo((412, "99,7", "")));
    }

    [TestCase("strict", 207)]
    [TestCase("strict C-03-mixed/outer", 412)]
    public async Task A_mixed_list_is_told_inside_or_refused_by_profile(string profile, int status)
    {
        await using var host = await Host.StartAsync();
        await host.ControlAsync("PUT", "/worlds/1/profile", new() { ["profile"] = profile });
        var id = await host.Alice.SubscribeAsync("/public/subtest/");
        var answer = await host.Alice.PollAsync("/public/subtest/", id, "99");
        Assert.That(answer.Status, Is.EqualTo(status));
        if (status == 207)
            Assert.That(answer.Ids, Is.EqualTo($"204:{id} 412:99"));
        else
            Assert.That(answer["Subscription-ID"], Is.EqualTo("99"));
    }

    [TestCase("/public/subtest", 207)]
    [TestCase("/Public/SubTest/", 207)]
    [TestCase("/public/./subtest/", 207)]
    [TestCase("/public/%73ubtest/", 207)]
    [TestCase("/public/", 412)]
    [TestCase("/public/nothing/", 412)]
    [TestCase("/public/subtest/%252e%252e/subtest/", 412)]
    public async Task The_location_is_compared_as_a_path(string path, int status)
    {
        await using var host = await Host.StartAsync();
        var id = await host.Alice.SubscribeAsync("/public/subtest/");
        Assert.That((await host.Alice.PollAsync(path, id)).Status, Is.EqualTo(status));
    }

    [TestCase("image/png", 406)]
    [TestCase("text/xml;q=0", 406)]
    [TestCase("*/*", 207)]
    [TestCase("image/png, text/*;q=0.1", 207)]
    [TestCase("application/xml", 207)]
    [TestCase("not a media range", 207)]
    public async Task Accept_that_excludes_xml_is_406(string accept, int status)
    {
        await using var host = await Host.StartAsync();
        var id = await host.Alice.SubscribeAsync("/public/subtest/");
        var answer = await host.Alice.AskAsync("POLL", "/public/subtest/", ("Subscription-ID", id), ("Accept", accept));
        Assert.That(answer.Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_foreign_id_is_answered_like_an_unknown_one_and_nothing_happens_to_it()
    {
        await using var host = await Host.StartAsync();
        using var bob = host.Client("user1");
        var id = await host.Alice.SubscribeAsync("/public/subtest/");
        await host.Alice.AskAsync("PUT", "/public/subtest/m", "one");
        var foreign = await bob.PollAsync("/public/subtest/", id);
        Assert.That((foreign.Status, foreign["Subscription-ID"]), Is.EqualTo((412, id)));
        Assert.That((await bob.AskAsync("UNSUBSCRIBE", "/public/subtest/", ("Subscription-ID", id))).Ids, Is.EqualTo($"412:{id}"));
        Assert.That((await host.Alice.PollAsync("/public/subtest/", id)).Ids, Is.EqualTo($"200:{id}"));
    }

    [TestCase("strict", 401, null)]
    [TestCase("strict C-05/inner-401", 207, "401:1")]
    [TestCase("strict C-05/inner-412", 207, "412:1")]
    [TestCase("strict C-05/inner-409", 207, "409:1")]
    public async Task A_POLL_without_credentials_learns_nothing(string profile, int status, string? ids)
    {
        await using var host = await Host.StartAsync();
        await host.ControlAsync("PUT", "/worlds/1/profile", new() { ["profile"] = profile });
        await host.Alice.SubscribeAsync("/public/subtest/");
        using var stranger = host.Client(null);
        var answer = await stranger.PollAsync("/public/subtest/", "1");
        Assert.That(answer.Status, Is.EqualTo(status));
        if (ids is null)
            Assert.That(answer["WWW-Authenticate"], Does.StartWith("Basic realm="));
        else
            Assert.That(answer.Ids, Is.EqualTo(ids));
    }

    [Test]
    public async Task An_UNSUBSCRIBE_cancels_what_it_names_and_leaves_equal_ones()
    {
        await using var host = await Host.StartAsync();
        var (a, b) = (await host.Alice.SubscribeAsync("/public/subtest/"), await host.Alice.SubscribeAsync("/public/subtest/"));
        Assert.That((await host.Alice.AskAsync("UNSUBSCRIBE", "/public/subtest", ("Subscription-ID", $"{a},77"))).Ids,
            Is.EqualTo($"200:{a} 412:77"));
        Assert.That((await host.Alice.PollAsync("/public/subtest/", a, b)).Ids, Is.EqualTo($"204:{b} 412:{a}"));
        await host.ControlAsync("PUT", "/worlds/1/profile", new() { ["profile"] = "strict C-06/outside" });
        Assert.That((await host.Alice.AskAsync("UNSUBSCRIBE", "/public/subtest", ("Subscription-ID", b))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task More_than_1000_ids_are_refused_and_1000_are_answered()
    {
        await using var host = await Host.StartAsync();
        var id = await host.Alice.SubscribeAsync("/public/subtest/");
        var ids = Enumerable.Range(1, 1000).Select(n => n.ToString()).ToArray();
        Assert.That((await host.Alice.PollAsync("/public/subtest/", ids)).Status, Is.EqualTo(207));
        Assert.That((await host.Alice.PollAsync("/public/subtest/", [.. ids, "1001"])).Status, Is.EqualTo(400));
        Assert.That((await host.Alice.PollAsync("/public/subtest/", id)).Ids, Is.EqualTo($"204:{id}"));
    }

    [Test]
    public async Task The_https_namespace_is_a_reading_that_can_be_chosen()
    {
        await using var host = await Host.StartAsync();
        await host.ControlAsync("PUT", "/worlds/1/profile", new() { ["profile"] = "strict C-13/https C-02/absent" });
        var id = await host.Alice.SubscribeAsync("/public/subtest/");
        await host.Alice.AskAsync("PUT", "/public/subtest/m", "one");
        var answer = await host.Alice.PollAsync("/public/subtest/", id);
        Assert.That(answer.Body, Does.Contain("\"https://schemas.microsoft.com/Exchange/\""));
        Assert.That(answer["Subscription-ID"], Is.Null);
    }
}
