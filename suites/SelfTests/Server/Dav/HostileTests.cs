using System.Net.Sockets;
using System.Xml.Linq;
using Conformance.Engine;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.Dav;

/// <summary>Requests that mean harm: each is answered below 500, and what follows it is served as if it had not been.</summary>
[Parallelizable(ParallelScope.All)]
public class HostileTests
{
    const string Place = "/public/subtest/";
    const string Alice = "Authorization: Basic dXNlcjA6dXNlcjA=\r\n";

    /// <summary>Content types that no answer's head could carry.</summary>
    [TestCase("text/pl\u00e4in")]
    [TestCase("text/\u0001plain")]
    [TestCase("text/\u007fplain")]
    public async Task An_odd_content_type_spoils_neither_the_item_nor_the_listing(string type)
    {
        await using var host = await Host.StartAsync();
        var put = await RawAsync(host, $"PUT {Place}m HTTP/1.1\r\nHost: a\r\nContent-Type: {type}\r\nContent-Length: 1\r\n{Alice}\r\nx");
        Assert.That(put, Is.EqualTo(201).Or.EqualTo(400));
        if (put == 400)
            return;
        Assert.That((await host.Alice.AskAsync("GET", Place + "m")).Status, Is.EqualTo(200));
        var found = await host.Alice.AskAsync("PROPFIND", Place + "m", ("Depth", "0"));
        Assert.That(() => XDocument.Parse(found.Body), Throws.Nothing);
    }

    [TestCase("a:99999999")]
    [TestCase("a:0")]
    [TestCase("[::1")]
    [TestCase("a..b")]
    [TestCase("-")]
    [TestCase("%41")]
    public async Task An_odd_host_is_no_crash(string name)
    {
        await using var host = await Host.StartAsync();
        await host.Alice.AskAsync("PUT", Place + "m", "x");
        Assert.That(
            await RawAsync(host, $"COPY {Place}m HTTP/1.1\r\nHost: {name}\r\nDestination: {Place}n\r\n{Alice}\r\n"),
            Is.EqualTo(201).Or.InRange(400, 499));
        Assert.That(
            await RawAsync(host, $"PUT {Place}m HTTP/1.1\r\nHost: {name}\r\nIf: <{Place}m> (Not <urn:a>)\r\nContent-Length: 1\r\n{Alice}\r\nx"),
            Is.EqualTo(200).Or.InRange(400, 499));
    }

    /// <summary>Each move fits a path; all together would make a tree deeper than any stack.</summary>
    [Test]
    public async Task A_tree_does_not_grow_deeper_than_a_path_can_name()
    {
        await using var host = await Host.StartAsync();
        var deep = string.Concat(Enumerable.Repeat("d/", 200));
        for (var at = 0; at <= deep.Length; at += 2)
            Assert.That((await host.Alice.AskAsync("MKCOL", $"{Place}t/{deep[..at]}")).Status, Is.EqualTo(201));
        await host.ControlAsync("PUT", "/worlds/1/limits", new() { ["limits"] = new System.Text.Json.Nodes.JsonObject { ["pathCharsMax"] = 500 } });
        foreach (var method in new[] { "COPY", "MOVE" })
        {
            var refused = await host.Alice.AskAsync(method, Place + "t", ("Destination", new Uri(host.Url, $"{Place}{new string('x', 200)}").AbsoluteUri));
            Assert.That(refused.Status, Is.EqualTo(403), method);
        }
        Assert.That((await host.Alice.AskAsync("MOVE", Place + "t", ("Destination", new Uri(host.Url, $"{Place}short").AbsoluteUri))).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Properties_in_the_namespaces_of_XML_itself_are_told_in_well_formed_XML()
    {
        await using var host = await Host.StartAsync();
        var set = await host.Alice.AskAsync("PROPPATCH", Place + "m",
            """<D:propertyupdate xmlns:D="DAV:"><D:set><D:prop><xml:own>1</xml:own></D:prop></D:set></D:propertyupdate>""");
        Assert.That(() => XDocument.Parse(set.Body), Throws.Nothing);
        var found = XDocument.Parse((await host.Alice.AskAsync("PROPFIND", Place + "m", ("Depth", "0"))).Body);
        Assert.That(found.Descendants(XNamespace.Xml + "own").Single().Value, Is.EqualTo("1"));
    }

    [Test]
    public async Task A_description_of_everything_by_a_great_many_names_is_refused()
    {
        var limits = new Limits { DescribedPropertiesMax = 100 };
        await using var host = await Host.StartAsync(new() { Settings = new() { Limits = limits } });
        for (var item = 0; item < 9; item++)
            await host.Alice.AskAsync("PUT", $"{Place}m{item}", "x");
        Assert.That((await FindAsync(host, "0", 100)).Status, Is.EqualTo(207));
        Assert.That((await FindAsync(host, "1", 10)).Status, Is.EqualTo(207));
        Assert.That((await FindAsync(host, "1", 11)).Status, Is.EqualTo(413));
        Assert.That((await FindAsync(host, "0", 101)).Status, Is.EqualTo(413));
    }

    static Task<Answer> FindAsync(Host host, string depth, int names) => host.Alice.AskAsync("PROPFIND", Place,
        $"""<D:propfind xmlns:D="DAV:"><D:prop>{string.Concat(Enumerable.Range(0, names).Select(n => $"<p{n}/>"))}</D:prop></D:propfind>""",
        ("Depth", depth));

    static async Task<int> RawAsync(Host host, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Url.Host, host.Url.Port);
        var answer = await RawTests.ExchangeAsync(client.GetStream(), request);
        return int.Parse(answer.Split(' ')[1]);
    }
}
