using NUnit.Framework;

namespace Conformance.SelfTests.Server;

/// <summary>A message moved to the submission address is sent.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SubmissionTests
{
    const string Draft = "/exchange/user0/Drafts/m.EML";
    const string Address = "/exchange/user0/%23%23DavMailSubmissionURI%23%23/";

    [Test]
    public async Task It_comes_to_each_addressee_once_and_lies_read_in_Sent_Items()
    {
        await using var host = await Host.StartAsync();
        using var bob = host.Client("user1");
        var id = await bob.SubscribeAsync("/exchange/user1/Inbox/", "pragma/<http://schemas.microsoft.com/exchange/newmail>");

        Assert.That(await SendAsync(host, "To: user1@mail.test, \"Bob\" <USER1@mail.test>\r\nCc: user0"), Is.EqualTo(201));

        Assert.That((await bob.PollAsync("/exchange/user1/Inbox/", id)).Ids, Is.EqualTo($"200:{id}"));
        Assert.That((await bob.AskAsync("GET", "/exchange/user1/Inbox/m.EML")).Body, Does.EndWith("Hello"));
        Assert.That(await UnreadAsync(bob, "/exchange/user1/Inbox/"), Is.EqualTo("1"));
        Assert.That(await UnreadAsync(host.Alice, "/exchange/user0/Inbox/"), Is.EqualTo("1"));
        Assert.That((await host.Alice.AskAsync("GET", "/exchange/user0/Sent%20Items/m.EML")).Status, Is.EqualTo(200));
        Assert.That(await UnreadAsync(host.Alice, "/exchange/user0/Sent%20Items/"), Is.EqualTo("0"));
        Assert.That((await host.Alice.AskAsync("GET", Draft)).Status, Is.EqualTo(404));
    }

    [TestCase("To: user1, nobody@mail.test", 409)]
    [TestCase("To: user1/../user2", 400)]
    [TestCase("Subject: for whom", 400)]
    [TestCase("To: <<user1", 400)]
    public async Task What_cannot_be_sent_to_all_is_sent_to_none_and_stays_a_draft(string head, int status)
    {
        await using var host = await Host.StartAsync();
        using var bob = host.Client("user1");
        Assert.That(await SendAsync(host, head), Is.EqualTo(status));
        Assert.That(await UnreadAsync(bob, "/exchange/user1/Inbox/"), Is.EqualTo("0"));
        Assert.That((await host.Alice.AskAsync("GET", Draft)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Nobody_sends_from_the_mailbox_of_another()
    {
        await using var host = await Host.StartAsync();
        await host.Alice.AskAsync("PUT", Draft, "To: user1\r\n\r\nHello", ("Content-Type", "message/rfc822"));
        Assert.That((await host.Alice.AskAsync("MOVE", Draft, ("Destination", Address.Replace("user0", "user1")))).Status, Is.EqualTo(403));
    }

    static async Task<int> SendAsync(Host host, string head)
    {
        await host.Alice.AskAsync("PUT", Draft, $"{head}\r\n\r\nHello", ("Content-Type", "message/rfc822"));
        return (await host.Alice.AskAsync("MOVE", Draft, ("Destination", Address))).Status;
    }

    static async Task<string> UnreadAsync(HttpClient client, string folder)
    {
        var answer = await client.AskAsync("PROPFIND", folder,
            "<?xml version=\"1.0\"?><D:propfind xmlns:D=\"DAV:\"><D:prop><m:unreadcount xmlns:m=\"urn:schemas:httpmail:\"/></D:prop></D:propfind>",
            ("Depth", "0"), ("Content-Type", "text/xml"));
        return System.Xml.Linq.XDocument.Parse(answer.Body).Descendants("{urn:schemas:httpmail:}unreadcount").Single().Value;
    }
}
