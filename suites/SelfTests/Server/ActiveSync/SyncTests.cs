using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.ActiveSync;

/// <summary>FolderSync and Sync: a device learns everything once.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SyncTests
{
    [Test]
    public async Task The_first_FolderSync_tells_every_folder_with_its_type()
    {
        await using var host = await Phone.HostAsync();
        var reply = await new Phone(host).SendAsync("FolderSync", "<FolderHierarchy:FolderSync><SyncKey>0</SyncKey></FolderHierarchy:FolderSync>");
        Assert.That(reply.Tree.Elements().Select(element => element.Name.LocalName), Is.EqualTo(new[] { "Status", "SyncKey", "Changes" }));
        Assert.That(reply.One("Count"), Is.EqualTo("10"));
        Assert.That(reply.All("Type"), Is.EquivalentTo(Enumerable.Range(2, 10).Select(type => type.ToString())));
        Assert.That(reply.All("ParentId"), Is.All.EqualTo("0"));
    }

    [Test]
    public async Task A_folder_made_renamed_and_deleted_is_told_each_time_and_once()
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host);
        async Task<string[]> Told(string key)
        {
            var reply = await phone.SendAsync("FolderSync", $"<FolderHierarchy:FolderSync><SyncKey>{key}</SyncKey></FolderHierarchy:FolderSync>");
            return [reply.One("SyncKey"), .. reply.Tree.Descendants().Where(e => e.Name.LocalName is "Add" or "Update" or "Delete").Select(e => e.Name.LocalName)];
        }

        await Told("0");
        await host.Alice.AskAsync("MKCOL", "/exchange/user0/Inbox/deep/");
        Assert.That(await Told("1"), Is.EqualTo(new[] { "2", "Add" }));
        Assert.That(await Told("1"), Is.EqualTo(new[] { "3", "Add" }), "a lost answer is told again");
        Assert.That(await Told("3"), Is.EqualTo(new[] { "3" }));
        await host.Alice.AskAsync("MOVE", "/exchange/user0/Inbox/deep/", ("Destination", new Uri(host.Url, "/exchange/user0/Drafts/other/").AbsoluteUri));
        Assert.That(await Told("3"), Is.EqualTo(new[] { "4", "Update" }));
        await host.Alice.AskAsync("DELETE", "/exchange/user0/Drafts/other/");
        Assert.That(await Told("4"), Is.EqualTo(new[] { "5", "Delete" }));
    }

    [TestCase("77")]
    [TestCase("01")]
    [TestCase("-1")]
    [TestCase("x")]
    public async Task A_key_that_was_never_given_out_is_refused(string key)
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host);
        var inbox = await phone.FolderAsync("Inbox");
        await phone.SyncAsync(inbox);
        var status = (await phone.SendAsync("FolderSync", $"<FolderHierarchy:FolderSync><SyncKey>{key}</SyncKey></FolderHierarchy:FolderSync>")).One("Status");
        Assert.That(status, Is.EqualTo(key == "77" ? "9" : "10"));
        Assert.That((await phone.SendAsync("Sync", Phone.SyncDocument(inbox, key, ""))).One("Status"), Is.EqualTo("3"));
    }

    [Test]
    public async Task Every_item_is_told_once_in_windows_and_what_follows_is_told_as_it_is()
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host);
        var inbox = await phone.FolderAsync("Inbox");
        for (var number = 1; number <= 5; number++)
            await phone.DeliverAsync("Inbox", $"mail {number}");
        var begun = await phone.SendAsync("Sync", Phone.SyncDocument(inbox, "0", ""));
        Assert.That(begun.Text, Is.EqualTo(Phone.SyncDocument(inbox, "1", "<Status>1</Status>")));
        var first = await phone.SendAsync("Sync", Phone.SyncDocument(inbox, "1", "<WindowSize>3</WindowSize>"));
        Assert.That(Phone.Commands(first), Is.EqualTo(new[] { "Add mail 1", "Add mail 2", "Add mail 3" }));
        Assert.That(first.All("MoreAvailable"), Has.Length.EqualTo(1));
        var again = await phone.SendAsync("Sync", Phone.SyncDocument(inbox, "1", "<WindowSize>3</WindowSize>"));
        Assert.That(Phone.Commands(again), Is.EqualTo(Phone.Commands(first)), "a lost answer is told again");
        var second = await phone.SendAsync("Sync", Phone.SyncDocument(inbox, again.One("SyncKey"), "<WindowSize>3</WindowSize>"));
        Assert.That(Phone.Commands(second), Is.EqualTo(new[] { "Add mail 4", "Add mail 5" }));
        Assert.That(second.All("MoreAvailable"), Is.Empty);
        Assert.That((await phone.SendAsync("Sync", Phone.SyncDocument(inbox, second.One("SyncKey"), ""))).Text, Is.Empty, "nothing to tell has no body");
    }

    [Test]
    public async Task What_came_and_went_in_between_is_not_told_and_the_rest_in_its_last_form()
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host);
        var inbox = await phone.FolderAsync("Inbox");
        async Task<string> Made() => (await host.ControlAsync("POST", "/worlds/1/mail", new JsonObject { ["to"] = "/exchange/user0/Inbox/" }))["path"]!.GetValue<string>();
        Task Act(string action, string path) => host.ControlAsync("POST", "/worlds/1/items", new JsonObject { ["action"] = action, ["path"] = path });

        var (stays, goes) = (await Made(), await Made());
        Assert.That(await phone.SyncAsync(inbox), Has.Length.EqualTo(2));
        await Act("delete", await Made());
        await Act("read", stays);
        await Act("delete", goes);
        await Act("change", stays);
        Assert.That(await phone.SyncAsync(inbox), Is.EqualTo(new[] { "Change A delivered mail", "Delete" }));
        Assert.That(await phone.SyncAsync(inbox), Is.Empty);
    }

    [TestCase("12.0", false)]
    [TestCase("12.1", true)]
    public async Task Nothing_to_tell_is_an_empty_answer_from_12_1_on(string version, bool isEmpty)
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host, version: version);
        var inbox = await phone.FolderAsync("Inbox");
        await phone.SendAsync("Sync", Phone.SyncDocument(inbox, "0", ""));
        var reply = await phone.SendAsync("Sync", Phone.SyncDocument(inbox, "1", ""));
        Assert.That(reply.Text, Is.EqualTo(isEmpty ? "" : Phone.SyncDocument(inbox, "1", "<Status>1</Status>")));
        Assert.That(reply.ContentType, isEmpty ? Is.Null : Is.Not.Null);
    }

    [TestCase("<GetChanges>1</GetChanges>", "4", "0")]
    [TestCase("<GetChanges/>", "4", "0")]
    [TestCase("<GetChanges>0</GetChanges>", "1", "0")]
    [TestCase("<WindowSize>x</WindowSize>", "4", "0")]
    [TestCase("<Class>Email</Class>", "4", "0")]
    public async Task A_collection_is_judged_by_itself(string more, string status, string key)
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host);
        var inbox = await phone.FolderAsync("Inbox");
        Assert.That((await phone.SendAsync("Sync", Phone.SyncDocument(inbox, key, more))).One("Status"), Is.EqualTo(status));
        Assert.That((await phone.SendAsync("Sync", Phone.SyncDocument("999", "0", ""))).One("Status"), Is.EqualTo("12"));
    }

    [Test]
    public async Task A_race_of_mail_and_Sync_loses_and_doubles_nothing()
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host);
        var inbox = await phone.FolderAsync("Inbox");
        var delivering = Task.Run(async () =>
        {
            for (var number = 0; number < 100; number++)
                await phone.DeliverAsync("Inbox", $"mail {number}");
        });
        var told = new List<string>();
        while (!delivering.IsCompleted)
            told.AddRange(await phone.SyncAsync(inbox));
        await delivering;
        told.AddRange(await phone.SyncAsync(inbox));
        Assert.That(told, Is.EqualTo(Enumerable.Range(0, 100).Select(number => $"Add mail {number}")));
    }
}
