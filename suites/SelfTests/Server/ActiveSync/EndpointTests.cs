using System.Net.Http.Headers;
using Conformance.SelfTests.Protocol.Wbxml;
using Conformance.Server.ActiveSync;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.ActiveSync;

/// <summary>The place of the face, its two forms of query, and the commands of the first contact.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EndpointTests
{
    static byte[] Document(string id) => WbxmlFixtures.Documents.Single(document => document.Id == id).Bytes;

    [Test]
    public async Task OPTIONS_tells_versions_and_commands()
    {
        await using var host = await Phone.HostAsync();
        var answer = await host.Alice.AskAsync("OPTIONS", ActiveSyncFace.Place);
        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer["MS-ASProtocolVersions"], Is.EqualTo("2.5,12.0,12.1,14.0,14.1,16.0,16.1"));
        Assert.That(answer["MS-ASProtocolCommands"]!.Split(','), Does.Contain("Ping").And.Contain("Sync"));
        Assert.That(answer["Allow"], Is.EqualTo("OPTIONS,POST"));
    }

    [TestCase("PUT", ActiveSyncFace.Place, 501)]
    [TestCase("PROPFIND", ActiveSyncFace.Place + "/", 501)]
    [TestCase("POST", ActiveSyncFace.Place, 400)]
    [TestCase("POST", ActiveSyncFace.Place + "?Cmd=Ping&DeviceId=a&DeviceType=b", 400, Description = "no version")]
    [TestCase("POST", "/NotSupport", 404)]
    public async Task Other_methods_and_places_are_refused(string method, string place, int status)
    {
        await using var host = await Phone.HostAsync();
        Assert.That((await host.Alice.AskAsync(method, place)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Without_credentials_every_request_is_401()
    {
        await using var host = await Phone.HostAsync();
        using var stranger = host.Client(null);
        foreach (var method in new[] { "OPTIONS", "POST" })
            Assert.That((await stranger.AskAsync(method, ActiveSyncFace.Place + "?Cmd=Ping")).Status, Is.EqualTo(401));
    }

    [TestCase("Cmd=NotExist&DeviceId=a&DeviceType=b", "14.1", 501)]
    [TestCase("Cmd=Ping&DeviceId=a&DeviceType=b", "19.1", 400)]
    [TestCase("cmd=Ping&devicetype=b&DEVICEID=a", "14.1", 3)]
    [TestCase("Cmd=Ping&DeviceType=b", "14.1", 108)]
    [TestCase("Cmd=Ping&DeviceId=aaaaaaaaaabbbbbbbbbbccccccccccddd&DeviceType=b", "14.1", 108)]
    [TestCase("Cmd=Ping&DeviceId=a,b&DeviceType=b", "14.1", 108)]
    [TestCase("Cmd=Ping&DeviceId=a", "14.1", 109)]
    [TestCase("Cmd=Ping&DeviceId=a&DeviceType=aaaaaaaaaabbbbbbbbbbccccccccccddddd", "14.1", 109)]
    [TestCase("Cmd=Ping&DeviceType=b", "12.1", 400)]
    [TestCase("Cmd=Ping&User=user1&DeviceId=a&DeviceType=b", "12.1", 3, Description = "who asks is who has logged on")]
    public async Task A_plain_query_is_answered_with_a_Status_or_up_to_12_1_with_HTTP(string query, string version, int due)
    {
        await using var host = await Phone.HostAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ActiveSyncFace.Place}?{query}");
        request.Headers.Add("MS-ASProtocolVersion", version);
        var reply = await new Phone(host).SendAsync(request);
        Assert.That(reply.Status == 200 ? int.Parse(reply.One("Status")) : reply.Status, Is.EqualTo(due));
    }

    [TestCase("jRIJBA1TdWl0ZURldmljZTAxAAhFYXNTdWl0ZQ==", 7)]
    [TestCase("jRIJBA1TdWl0ZURldmljZTAxBGBI6k0IRWFzU3VpdGU=", 7, Description = "a policy key")]
    [TestCase("eRIJBA1TdWl0ZURldmljZTAxAAhFYXNTdWl0ZQ==", 7, Description = "12.1")]
    [TestCase("jRIJBA1TdWl0ZURldmljZTAxAAhFYXNTdWl0ZQgFYWxpY2U=", 7, Description = "a parameter")]
    [TestCase("vxIJBA1TdWl0ZURldmljZTAxAAhFYXNTdWl0ZQ==", 400, Description = "version 191")]
    [TestCase("jcgJBA1TdWl0ZURldmljZTAxAAhFYXNTdWl0ZQ==", 501, Description = "command 200")]
    [TestCase("not-base64", 400)]
    public async Task A_base64_query_says_the_same(string query, int due)
    {
        await using var host = await Phone.HostAsync();
        Assert.That(await AskAsync(host, query), Is.EqualTo(due));
    }

    [Test]
    public async Task A_base64_query_that_is_cut_anywhere_is_400()
    {
        await using var host = await Phone.HostAsync();
        var whole = Convert.FromBase64String("jRIJBA1TdWl0ZURldmljZTAxAAhFYXNTdWl0ZQ==");
        foreach (var length in Enumerable.Range(0, whole.Length))
            Assert.That(await AskAsync(host, Convert.ToBase64String(whole[..length])), Is.EqualTo(400), $"cut to {length}");
    }

    [Test]
    public async Task A_device_is_the_same_in_both_forms()
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host);
        await phone.FolderAsync("Inbox");
        Assert.That(await AskAsync(host, "jRIJBA1TdWl0ZURldmljZTAxAAhFYXNTdWl0ZQ==", Phone.PingDocument(80, "zz")), Is.EqualTo(7));
        var inbox = await phone.FolderAsync("Inbox");
        Assert.That(await AskAsync(host, "jRIJBA1TdWl0ZURldmljZTAxAAhFYXNTdWl0ZQ==", Phone.PingDocument(80, inbox)), Is.EqualTo(2));
    }

    [TestCase("PV-REQ1", "14.1")]
    [TestCase("PV-REQ1-121", "12.1")]
    public async Task A_policy_is_given_in_two_phases(string first, string version)
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host, version: version);
        var given = await phone.SendAsync("Provision", Document(first));
        if (version == "14.1")
            Assert.That(
                given.Text, Is.EqualTo(WbxmlFixtures.Documents.Single(document => document.Id == "PV-RSP1")["tree"]), "as documented");
        Assert.That(given.One("PolicyKey"), Is.EqualTo("1307199584"));
        var kept = await phone.SendAsync("Provision", Document("PV-REQ2"));
        Assert.That((kept.All("Status"), kept.One("PolicyKey")), Is.EqualTo((new[] { "1", "1" }, "1307199585")));
        Assert.That((await phone.SendAsync("Provision", Document("PV-REQ2"))).All("Status"), Is.EqualTo(new[] { "1", "5" }), "a key that is over");
    }

    [Test]
    public async Task A_policy_asks_for_device_information_from_14_1_on_and_for_a_type_that_exists()
    {
        await using var host = await Phone.HostAsync();
        Assert.That((await new Phone(host).SendAsync("Provision", Document("PV-REQ1-121"))).One("Status"), Is.EqualTo("165"));
        Assert.That((await new Phone(host, version: "2.5").SendAsync("Provision", Document("PV-REQ1-121"))).All("Status"), Is.EqualTo(new[] { "1", "3" }));
    }

    [Test]
    public async Task A_device_may_say_what_it_is()
    {
        await using var host = await Phone.HostAsync();
        var phone = new Phone(host, version: "14.0");
        var reply = await phone.SendAsync("Settings", "<Settings:Settings><DeviceInformation><Set><Model>x</Model></Set></DeviceInformation></Settings:Settings>");
        Assert.That(reply.Text, Is.EqualTo("<Settings:Settings><Status>1</Status><DeviceInformation><Status>1</Status></DeviceInformation></Settings:Settings>"));
        Assert.That((await phone.SendAsync("Settings", "<Settings:Settings><Oof/></Settings:Settings>")).One("Status"), Is.EqualTo("2"));
    }

    [Test]
    public async Task Partnerships_have_a_bound()
    {
        await using var host = await Phone.HostAsync();
        await host.ControlAsync("PUT", "/worlds/1/limits", new() { ["limits"] = new System.Text.Json.Nodes.JsonObject { ["devicesPerAccountMax"] = 1 } });
        Assert.That((await new Phone(host, id: "one").SendAsync("Ping", "")).One("Status"), Is.EqualTo("3"));
        Assert.That((await new Phone(host, id: "two").SendAsync("Ping", "")).One("Status"), Is.EqualTo("177"));
        Assert.That((await new Phone(host, "user1", "two").SendAsync("Ping", "")).One("Status"), Is.EqualTo("3"));
    }

    static async Task<int> AskAsync(Host host, string query, string? document = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ActiveSyncFace.Place}?{query}")
        {
            Content = new ByteArrayContent(document is null
                ? Document("PR-FULL")
                : Conformance.Harness.Judging.Trees.WbxmlTree.Write(Conformance.Harness.Judging.Trees.WbxmlText.Read(document))),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.ms-sync");
        var reply = await new Phone(host).SendAsync(request);
        return reply.Status == 200 ? int.Parse(reply.One("Status")) : reply.Status;
    }
}
