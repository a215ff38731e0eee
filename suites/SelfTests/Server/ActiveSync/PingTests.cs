using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.ActiveSync;

/// <summary>The state machine of a Ping.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PingTests
{
    const string Expired = "<Ping:Ping><Status>1</Status></Ping:Ping>";
    const string FoldersUnknown = "<Ping:Ping><Status>7</Status></Ping:Ping>";

    [Test]
    public async Task A_quiet_folder_is_Status_1_when_the_interval_is_over_and_not_before()
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        var held = await phone.HoldPingAsync("p", Phone.PingDocument(80, inbox));
        await host.AdvanceAsync(79);
        Assert.That(held.IsCompleted, Is.False);
        await host.AdvanceAsync(1);
        Assert.That((await held).Text, Is.EqualTo(Expired));
        Assert.That((await held).ContentType, Is.EqualTo("application/vnd.ms-sync.wbxml"));
    }

    [Test]
    public async Task Mail_ends_the_wait_with_Status_2_and_the_folder_until_it_is_synchronized()
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        var held = await phone.HoldPingAsync("p", Phone.PingDocument(80, inbox));
        await phone.DeliverAsync("Inbox", "new");
        var changed = $"<Ping:Ping><Status>2</Status><Folders><Folder>{inbox}</Folder></Folders></Ping:Ping>";
        Assert.That((await held).Text, Is.EqualTo(changed));
        Assert.That((await phone.PingAsync(80, inbox)).Text, Is.EqualTo(changed), "it repeats what was not fetched");
        Assert.That(await phone.SyncAsync(inbox), Is.EqualTo(new[] { "Add new" }));
        await AssertHeldAsync(host, phone, Phone.PingDocument(80, inbox));
    }

    [Test]
    public async Task Only_folders_with_additions_are_named_in_the_order_asked_for()
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        var (drafts, sent) = (await phone.FolderAsync("Drafts"), await phone.FolderAsync("Sent Items"));
        await phone.SyncAsync(drafts);
        await phone.SyncAsync(sent);
        await phone.DeliverAsync("Inbox", "one");
        await phone.DeliverAsync("Sent Items", "two");
        Assert.That((await phone.PingAsync(80, sent, drafts, inbox)).All("Folder"), Is.EqualTo(new[] { sent, inbox }));
    }

    [TestCase("change")]
    [TestCase("read")]
    [TestCase("delete")]
    [TestCase("move")]
    public async Task What_is_changed_read_deleted_or_moved_out_ends_no_wait(string action)
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        var made = await host.ControlAsync("POST", "/worlds/1/mail", new JsonObject { ["to"] = "/exchange/user0/Inbox/" });
        await phone.SyncAsync(inbox);
        var held = await phone.HoldPingAsync("p", Phone.PingDocument(80, inbox));
        await host.ControlAsync("POST", "/worlds/1/items", new JsonObject
        {
            ["action"] = action,
            ["path"] = made["path"]!.GetValue<string>(),
            ["to"] = action == "move" ? "/exchange/user0/Drafts/" : null,
        });
        await host.AdvanceAsync(80);
        Assert.That((await held).Text, Is.EqualTo(Expired));
    }

    [Test]
    public async Task An_item_moved_in_is_an_addition()
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        var made = await host.ControlAsync("POST", "/worlds/1/mail", new JsonObject { ["to"] = "/exchange/user0/Drafts/" });
        var held = await phone.HoldPingAsync("p", Phone.PingDocument(80, inbox));
        await host.ControlAsync("POST", "/worlds/1/items", new JsonObject
        {
            ["action"] = "move",
            ["path"] = made["path"]!.GetValue<string>(),
            ["to"] = "/exchange/user0/Inbox/",
        });
        Assert.That((await held).All("Folder"), Is.EqualTo(new[] { inbox }));
    }

    [Test]
    public async Task What_was_accepted_is_remembered_and_each_half_can_be_replaced_alone()
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        var drafts = await phone.FolderAsync("Drafts");
        await phone.SyncAsync(drafts);
        await RunOutAsync(host, phone, Phone.PingDocument(80, inbox), 80);
        await RunOutAsync(host, phone, "", 80);
        await RunOutAsync(host, phone, Phone.PingDocument(120), 120);
        await RunOutAsync(host, phone, Phone.PingDocument(null, drafts), 120);
        await phone.DeliverAsync("Inbox", "no longer watched");
        await RunOutAsync(host, phone, "", 120);
        await phone.DeliverAsync("Drafts", "watched");
        Assert.That((await phone.SendAsync("Ping", "")).All("Folder"), Is.EqualTo(new[] { drafts }));
    }

    [Test]
    public async Task Nothing_remembered_is_Status_3_and_stays_of_one_device_and_one_user()
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        Assert.That((await phone.SendAsync("Ping", "")).One("Status"), Is.EqualTo("3"));
        Assert.That((await phone.PingAsync(80)).One("Status"), Is.EqualTo("3"));
        Assert.That((await phone.PingAsync(null, inbox)).One("Status"), Is.EqualTo("3"));
        await RunOutAsync(host, phone, Phone.PingDocument(80, inbox), 80);
        Assert.That((await new Phone(host, id: "SuiteDevice02").SendAsync("Ping", "")).One("Status"), Is.EqualTo("3"));
        Assert.That((await new Phone(host, "user1").SendAsync("Ping", "")).One("Status"), Is.EqualTo("3"));
    }

    [TestCase("1", 60)]
    [TestCase("59", 60)]
    [TestCase("-100", 60)]
    [TestCase("0", 60)]
    [TestCase("-2147483648", 60)]
    [TestCase("3541", 3540)]
    [TestCase("2147483648", 3540)]
    [TestCase("99999999999999999999", 3540)]
    public async Task An_interval_out_of_range_is_Status_5_with_the_nearer_bound_and_not_remembered(string interval, int bound)
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        var refused = await phone.SendAsync("Ping", Phone.PingDocument(80, inbox).Replace("80", interval, StringComparison.Ordinal));
        Assert.That(refused.Text, Is.EqualTo($"<Ping:Ping><Status>5</Status><HeartbeatInterval>{bound}</HeartbeatInterval></Ping:Ping>"));
        Assert.That((await phone.SendAsync("Ping", "")).One("Status"), Is.EqualTo("3"));
        await AssertHeldAsync(host, phone, Phone.PingDocument(bound, inbox));
    }

    [TestCase("+60")]
    [TestCase(" 60 ")]
    [TestCase("0060")]
    public async Task Every_way_to_write_a_number_is_understood(string interval)
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        await RunOutAsync(host, phone, Phone.PingDocument(80, inbox).Replace("80", interval, StringComparison.Ordinal), 60);
    }

    [Test]
    public async Task More_folders_than_allowed_are_Status_6_and_just_as_many_are_not()
    {
        await using var host = await Phone.HostAsync();
        var (phone, _) = await PrimedAsync(host);
        string[] Ids(int count) => [.. Enumerable.Range(1_000_000, count).Select(id => id.ToString())];
        Assert.That((await phone.PingAsync(80, Ids(201))).Text, Is.EqualTo("<Ping:Ping><Status>6</Status><MaxFolders>200</MaxFolders></Ping:Ping>"));
        Assert.That((await phone.PingAsync(80, Ids(10_000))).One("Status"), Is.EqualTo("6"));
        Assert.That((await phone.PingAsync(80, Ids(200))).Text, Is.EqualTo(FoldersUnknown));
    }

    [Test]
    public async Task A_device_that_does_not_know_its_folders_is_sent_to_learn_them()
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        var stranger = new Phone(host, id: "SuiteDevice02");
        Assert.That((await stranger.PingAsync(80, inbox)).Text, Is.EqualTo(FoldersUnknown));
        Assert.That((await phone.PingAsync(80, "zz-unknown")).Text, Is.EqualTo(FoldersUnknown));
        Assert.That((await phone.PingAsync(80, "0" + inbox)).Text, Is.EqualTo(FoldersUnknown));

        var held = await phone.HoldPingAsync("p", Phone.PingDocument(80, inbox));
        Assert.That((await host.Alice.AskAsync("MKCOL", "/exchange/user0/Inbox/deep/")).Status, Is.EqualTo(201));
        Assert.That((await held).Text, Is.EqualTo(FoldersUnknown), "during the wait");
        Assert.That((await phone.PingAsync(80, inbox)).Text, Is.EqualTo(FoldersUnknown), "and until it has learned");
        await phone.FolderAsync("deep");
        await AssertHeldAsync(host, phone, Phone.PingDocument(80, inbox));
    }

    [Test]
    public async Task A_folder_that_was_never_synchronized_is_named_at_once()
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host);
        var inbox = await phone.FolderAsync("Inbox");
        Assert.That((await phone.PingAsync(80, inbox)).All("Folder"), Is.EqualTo(new[] { inbox }));
    }

    [Test]
    public async Task A_newer_Ping_ends_the_older_one_of_its_device_and_no_other()
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        var (second, _) = await PrimedAsync(host, "SuiteDevice02");
        var older = await phone.HoldPingAsync("older", Phone.PingDocument(80, inbox));
        var other = await second.HoldPingAsync("other", Phone.PingDocument(80, inbox));
        var newer = await phone.HoldPingAsync("newer", Phone.PingDocument(100, inbox));
        Assert.That((await older).Text, Is.EqualTo(Expired));
        Assert.That((newer.IsCompleted, other.IsCompleted), Is.EqualTo((false, false)));
        await phone.DeliverAsync("Inbox", "for both");
        Assert.That((await newer).One("Status") + (await other).One("Status"), Is.EqualTo("22"));
    }

    [Test]
    public async Task A_Ping_that_its_client_leaves_makes_room_for_the_next()
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        for (var round = 0; round < 50; round++)
        {
            using var leaves = new CancellationTokenSource();
            var left = await phone.HoldPingAsync($"left{round}", Phone.PingDocument(80, inbox), leaves.Token);
            await leaves.CancelAsync();
            Assert.That(async () => await left, Throws.InstanceOf<OperationCanceledException>());
        }
        await AssertHeldAsync(host, phone, "");
    }

    [Test]
    public async Task A_synchronization_during_the_wait_moves_what_is_compared_with()
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        var held = await phone.HoldPingAsync("p", Phone.PingDocument(80, inbox));
        Assert.That(await phone.SyncAsync(inbox), Is.Empty);
        await phone.DeliverAsync("Drafts", "elsewhere");
        await host.AdvanceAsync(79);
        Assert.That(held.IsCompleted, Is.False);
        await phone.DeliverAsync("Inbox", "here");
        Assert.That((await held).All("Folder"), Is.EqualTo(new[] { inbox }));
    }

    [Test]
    public async Task What_a_device_is_known_by_outlives_a_restart()
    {
        await using var host = await Phone.HostAsync();
        var (phone, inbox) = await PrimedAsync(host);
        await RunOutAsync(host, phone, Phone.PingDocument(80, inbox), 80);
        await host.ControlAsync("POST", "/worlds/1/restart");
        await RunOutAsync(host, phone, "", 80);
    }

    static int names;

    /// <summary>A device that knows its folders and has fetched its Inbox.</summary>
    static async Task<(Phone Phone, string Inbox)> PrimedAsync(Host host, string id = "SuiteDevice01")
    {
        var phone = new Phone(host, id: id);
        var inbox = await phone.FolderAsync("Inbox");
        await phone.SyncAsync(inbox);
        return (phone, inbox);
    }

    static async Task RunOutAsync(Host host, Phone phone, string document, int seconds)
    {
        var held = await phone.HoldPingAsync($"run{Interlocked.Increment(ref names)}", document);
        await host.AdvanceAsync(seconds - 1);
        Assert.That(held.IsCompleted, Is.False, held.IsCompleted ? (await held).Text : "");
        await host.AdvanceAsync(1);
        Assert.That((await held).Text, Is.EqualTo(Expired));
    }

    static Task AssertHeldAsync(Host host, Phone phone, string document) =>
        RunOutAsync(host, phone, document, SecondsOf(document));

    static int SecondsOf(string document) =>
        document.Split("<HeartbeatInterval>") is [_, var rest] ? int.Parse(rest.Split('<')[0]) : 80;
}
