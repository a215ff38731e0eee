using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Conformance.Harness.Judging.Trees;
using Conformance.SelfTests.Protocol.Wbxml;
using Conformance.Server.ActiveSync;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.ActiveSync;

/// <summary>A device that speaks ActiveSync with a reference server; documents stand as text.</summary>
sealed class Phone(Host host, string user = "user0", string id = "SuiteDevice01", string version = "14.1")
{
    /// <summary>An answer: its status, and its document as text, or what stands for one.</summary>
    public sealed record Reply(int Status, string Text, string? ContentType)
    {
        public XElement Tree => WbxmlText.Read(Text);

        /// <summary>The texts of a tag, wherever it stands.</summary>
        public string[] All(string name) => [.. Tree.DescendantsAndSelf().Where(element => element.Name.LocalName == name).Select(element => element.Value)];

        public string One(string name) => All(name).Single();
    }

    readonly Dictionary<string, string> keys = [];

    public HttpClient Client { get; } = host.Client(user);

    public static Task<Host> HostAsync() => Host.StartAsync();

    public Task<Reply> SendAsync(string command, string document, string? hold = null, CancellationToken leaves = default) =>
        SendAsync(command, document.Length > 0 ? WbxmlTree.Write(WbxmlText.Read(document)) : [], hold, leaves: leaves);

    public async Task<Reply> SendAsync(
        string command, byte[] body, string? hold = null, string? type = "application/vnd.ms-sync.wbxml", CancellationToken leaves = default)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{ActiveSyncFace.Place}?Cmd={command}&User={user}&DeviceId={id}&DeviceType=EasSuite");
        request.Headers.Add("MS-ASProtocolVersion", version);
        if (hold is not null)
            request.Headers.Add("X-Conformance", $"test; hold={hold}");
        request.Content = new ByteArrayContent(body);
        if (body.Length > 0 && type is not null)
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await SendAsync(request, leaves);
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request, CancellationToken leaves = default)
    {
        using var answer = await Client.SendAsync(request, leaves);
        var bytes = await answer.Content.ReadAsByteArrayAsync(leaves);
        Assert.That(answer.Content.Headers.ContentLength, Is.EqualTo(bytes.Length));
        return new Reply(
            (int)answer.StatusCode, bytes.Length == 0 ? "" : WbxmlText.OnOneLine(WbxmlTree.Read(bytes)), answer.Content.Headers.ContentType?.ToString());
    }

    /// <summary>Learns the folders; gives the ServerId of one by its name.</summary>
    public async Task<string> FolderAsync(string name)
    {
        var reply = await SendAsync("FolderSync", $"<FolderHierarchy:FolderSync><SyncKey>{keys.GetValueOrDefault("", "0")}</SyncKey></FolderHierarchy:FolderSync>");
        Assert.That(reply.One("Status"), Is.EqualTo("1"));
        keys[""] = reply.One("SyncKey");
        foreach (var folder in reply.Tree.Descendants().Where(element => element.Name.LocalName is "Add" or "Update"))
            keys["/" + folder.Elements().Single(e => e.Name.LocalName == "DisplayName").Value] = folder.Elements().Single(e => e.Name.LocalName == "ServerId").Value;
        return keys["/" + name];
    }

    /// <summary>Synchronizes a folder until nothing is left; gives what it was told, each as <c>Add Subject</c>.</summary>
    public async Task<string[]> SyncAsync(string folder)
    {
        var told = new List<string>();
        for (var round = 0; round < 100; round++)
        {
            var key = keys.GetValueOrDefault(folder, "0");
            var reply = await SendAsync("Sync", SyncDocument(folder, key, ""));
            if (reply.Text.Length == 0)
                return [.. told];
            Assert.That(reply.One("Status"), Is.EqualTo("1"), reply.Text);
            keys[folder] = reply.One("SyncKey");
            told.AddRange(Commands(reply));
            if (key != "0" && reply.All("MoreAvailable").Length == 0)
                return [.. told];
        }
        throw new AssertionException($"{folder} has no end");
    }

    public static string SyncDocument(string folder, string key, string more) =>
        $"<AirSync:Sync><Collections><Collection><SyncKey>{key}</SyncKey><CollectionId>{folder}</CollectionId>{more}</Collection></Collections></AirSync:Sync>";

    public static IEnumerable<string> Commands(Reply reply) =>
        from commands in reply.Tree.Descendants().Where(element => element.Name.LocalName == "Commands")
        from command in commands.Elements()
        select $"{command.Name.LocalName} {command.Descendants().FirstOrDefault(e => e.Name.LocalName == "Subject")?.Value}".Trim();

    public static string PingDocument(int? seconds, params string[] folders) =>
        "<Ping:Ping>" + (seconds is null ? "" : $"<HeartbeatInterval>{seconds}</HeartbeatInterval>")
        + (folders.Length == 0 ? "" : $"<Folders>{string.Concat(folders.Select(id => $"<Folder><Id>{id}</Id><Class>Email</Class></Folder>"))}</Folders>")
        + "</Ping:Ping>";

    public Task<Reply> PingAsync(int? seconds, params string[] folders) => SendAsync("Ping", PingDocument(seconds, folders));

    /// <summary>Sends a Ping that is to be held, and returns once it waits or has its answer.</summary>
    public async Task<Task<Reply>> HoldPingAsync(string name, string document, CancellationToken leaves = default)
    {
        var held = SendAsync("Ping", document, name, leaves);
        await host.ControlAsync("POST", "/worlds/1/held", new JsonObject { ["names"] = new JsonArray(name), ["patience"] = 10 });
        return held;
    }

    public Task DeliverAsync(string folder, string subject) => host.ControlAsync(
        "POST", "/worlds/1/mail", new JsonObject { ["to"] = $"/exchange/{user}/{folder}/", ["subject"] = subject });
}
