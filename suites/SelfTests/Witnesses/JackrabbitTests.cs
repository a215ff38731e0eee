using System.Text.Json.Nodes;
using Conformance.SelfTests.Layout;
using Conformance.SelfTests.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Witnesses;

/// <summary>Jackrabbit's client classes, which read a multi-status by RFC 4918, and the answers of our PROPFIND and SEARCH.</summary>
[Parallelizable(ParallelScope.All), Category(Witness.Category)]
public sealed class JackrabbitTests
{
    const string Name = "jackrabbit";
    const string Remedy = "apt-get install libjackrabbit-java default-jdk-headless on Debian";
    const string Folder = "/public/subtest/witness";

    [Test]
    public async Task Jackrabbit_reads_what_we_say()
    {
        var (run, uids) = await PlayAsync();
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Witness.Ran(Name, $"webdav client: {lines.Length} lines read of PROPFIND and SEARCH");
        Assert.That(lines, Is.EquivalentTo((string[])
        [
            "PROPFIND 207",
            .. About("PROPFIND", $"{Folder}/", "witness", uids[0], "unreadcount = 1"),
            .. About("PROPFIND", $"{Folder}/a%20%26%20b.eml", "a & b.eml", uids[1], "unreadcount"),
            .. About("PROPFIND", $"{Folder}/sub/", "sub", uids[2], "unreadcount = 0"),
            "SEARCH 207",
            $"SEARCH {Folder}/a%20%26%20b.eml 200 {{DAV:}}displayname = a & b.eml",
            $"SEARCH {Folder}/a%20%26%20b.eml 200 {{http://schemas.microsoft.com/repl/}}repl-uid = {uids[1]}",
            $"SEARCH {Folder}/a%20%26%20b.eml 404 {{urn:peer:}}nothing",
        ]));
        Assert.That(run.Code, Is.Zero);
    }

    /// <summary>The witness can speak against us: it is shown a server that is wrong.</summary>
    [TestCase("search.href-missing")]
    [TestCase("search.propstat-without-status")]
    public async Task Jackrabbit_notices_a_seeded_fault(string fault)
    {
        var (run, _) = await PlayAsync(fault);
        Assert.That(run.Output, Does.Contain("PROPFIND 207").And.Contain("\nSEARCH "), run.Output);
        Assert.That(run.Output, Does.Not.Contain($"SEARCH {Folder}/a%20%26%20b.eml 200"), run.Output);
    }

    static async Task<(PeerProgram Run, string[] Uids)> PlayAsync(params string[] faults)
    {
        Witness.Need(Name, "/usr/share/java/jackrabbit-webdav.jar", Remedy);
        Witness.Find(Name, "java", Remedy);
        await using var host = await Host.StartAsync();
        var uids = new List<string>();
        foreach (var (method, path) in ((string, string)[])[("MKCOL", ""), ("PUT", "/a%20%26%20b.eml"), ("MKCOL", "/sub")])
            uids.Add((await host.Alice.AskAsync(method, Folder + path))["Repl-UID"]!.Trim('<', '>'));
        await host.ControlAsync("PUT", "/worlds/1/faults", new()
        {
            ["faults"] = new JsonArray([.. faults.Select(fault => JsonValue.Create(fault))]),
        });
        var run = await PeerProgram.RunAsync(
            "/bin/sh", Repository.PathOf("tools", "Peers", Name, "run.sh"), $"{host.Url.AbsoluteUri.TrimEnd('/')}{Folder}/", "user0", "user0");
        // Addresses begin with a port that differs from run to run.
        return (run with { Output = run.Output.Replace(host.Url.AbsoluteUri.TrimEnd('/'), "", StringComparison.Ordinal) }, [.. uids]);
    }

    static IEnumerable<string> About(string method, string path, string name, string uid, string unread) =>
    [
        $"{method} {path} 200 {{DAV:}}displayname = {name}",
        $"{method} {path} 200 {{DAV:}}resourcetype = {(path.EndsWith('/') ? "collection" : "null")}",
        $"{method} {path} {(unread.Contains('=') ? 200 : 404)} {{urn:schemas:httpmail:}}{unread}",
        $"{method} {path} 200 {{http://schemas.microsoft.com/repl/}}repl-uid = {uid}",
        $"{method} {path} 404 {{urn:peer:}}nothing",
    ];
}
