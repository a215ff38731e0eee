using System.Xml.Linq;
using Conformance.Engine;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.Dav;

/// <summary>What the scenarios of batches leave to the server: rights, locks, conditions, odd hrefs and bounds.</summary>
[Parallelizable(ParallelScope.All)]
public class BatchTests
{
    const string Place = "/public/subtest/";
    static readonly XNamespace dav = "DAV:";

    [TestCase("m", "204")]
    [TestCase("./m", "204")]
    [TestCase("%6D", "204")]
    [TestCase("/public/subtest/m", "204")]
    [TestCase("../subtest/m", "204")]
    [TestCase("//127.0.0.1:1/public/subtest/m", "404")]
    [TestCase("../../exchange/user0/Inbox", "404")]
    [TestCase("", "404")]
    [TestCase("http://[", "404")]
    public async Task An_href_may_be_relative_and_leads_nowhere_outside_the_collection(string href, string expected)
    {
        await using var host = await Host.StartAsync();
        await host.Alice.AskAsync("PUT", Place + "m", "x");
        var answer = await DeleteAsync(host, href);
        Assert.That(answer.Status == 204 ? "204" : StatusesOf(answer).Single(), Is.EqualTo(expected));
        Assert.That((await host.Alice.AskAsync("GET", Place + "m")).Status, Is.EqualTo(expected == "204" ? 404 : 200));
    }

    [TestCase(2, 207)]
    [TestCase(3, 413)]
    public async Task A_batch_has_a_bounded_number_of_targets(int targets, int status)
    {
        await using var host = await Host.StartAsync(new() { Settings = new() { Limits = new Limits { BatchTargetsMax = 2 } } });
        Assert.That((await DeleteAsync(host, [.. Enumerable.Repeat("missing", targets)])).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_locked_member_stays_and_is_told_while_the_others_go()
    {
        await using var host = await Host.StartAsync();
        foreach (var name in new[] { "free", "held" })
            await host.Alice.AskAsync("PUT", Place + name, "x");
        await LockAsync(host, Place + "held");
        var answer = await DeleteAsync(host, "free", "held");
        Assert.That(StatusesOf(answer), Is.EqualTo(new[] { "423" }));
        Assert.That(HrefsOf(answer).Single(), Does.EndWith("/held"));
        Assert.That((await host.Alice.AskAsync("GET", Place + "free")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_folder_with_a_locked_member_is_told_by_the_member()
    {
        await using var host = await Host.StartAsync();
        await host.Alice.AskAsync("MKCOL", Place + "f");
        await host.Alice.AskAsync("PUT", Place + "f/held", "x");
        await LockAsync(host, Place + "f/held");
        Assert.That(HrefsOf(await DeleteAsync(host, "f")).Single(), Does.EndWith("/f/held"));
    }

    [TestCase("BDELETE", "<D:delete xmlns:D=\"DAV:\"><D:target><D:href>Inbox</D:href></D:target></D:delete>")]
    [TestCase("BPROPPATCH", "<D:propertyupdate xmlns:D=\"DAV:\"><D:target><D:href>m</D:href></D:target><D:set><D:prop><x/></D:prop></D:set></D:propertyupdate>")]
    [TestCase("BMOVE", "<D:move xmlns:D=\"DAV:\"><D:target><D:href>m</D:href></D:target></D:move>")]
    public async Task What_may_not_be_written_is_403_inside(string method, string body)
    {
        await using var host = await Host.StartAsync();
        await host.Alice.AskAsync("PUT", "/exchange/user0/m", "x");
        await host.ControlAsync("POST", "/worlds/1/access", new() { ["path"] = "/exchange/user0/", ["user"] = "user1", ["read"] = true, ["write"] = false });
        using var bob = host.Client("user1");
        var answer = await bob.AskAsync(method, "/exchange/user0/", body, ("Destination", Place));
        Assert.That(StatusesOf(answer), Is.EqualTo(new[] { "403" }));
    }

    [Test]
    public async Task A_condition_on_the_collection_keeps_the_whole_batch_from_being_done()
    {
        await using var host = await Host.StartAsync();
        await host.Alice.AskAsync("PUT", Place + "m", "x");
        var answer = await host.Alice.AskAsync("BDELETE", Place, Deleting("m"), ("If", "([\"of-another\"])"));
        Assert.That(answer.Status, Is.EqualTo(412));
        Assert.That((await host.Alice.AskAsync("GET", Place + "m")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_description_of_many_trees_is_as_bounded_as_that_of_one()
    {
        await using var host = await Host.StartAsync(new() { Settings = new() { Limits = new Limits { DeepResponsesMax = 3 } } });
        foreach (var folder in new[] { "f", "g" })
        {
            await host.Alice.AskAsync("MKCOL", Place + folder);
            await host.Alice.AskAsync("PUT", $"{Place}{folder}/m", "x");
        }
        Assert.That((await FindAsync(host, "f")).Status, Is.EqualTo(207));
        Assert.That((await FindAsync(host, "f", "g")).Status, Is.EqualTo(403));
    }

    static Task<Answer> DeleteAsync(Host host, params string[] hrefs) => host.Alice.AskAsync("BDELETE", Place, Deleting(hrefs));

    static string Deleting(params string[] hrefs) => $"""<D:delete xmlns:D="DAV:">{Targets(hrefs)}</D:delete>""";

    static Task<Answer> FindAsync(Host host, params string[] hrefs) => host.Alice.AskAsync("BPROPFIND", Place,
        $"""<D:propfind xmlns:D="DAV:">{Targets(hrefs)}<D:prop><D:uid/></D:prop></D:propfind>""", ("Depth", "infinity"));

    static string Targets(string[] hrefs) => string.Concat(hrefs.Select(href => $"<D:target><D:href>{href}</D:href></D:target>"));

    static async Task LockAsync(Host host, string path)
    {
        var locked = await host.Alice.AskAsync("LOCK", path,
            """<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockinfo>""");
        Assert.That(locked.Status, Is.EqualTo(200));
    }

    static IEnumerable<string> StatusesOf(Answer answer) =>
        XDocument.Parse(answer.Body).Descendants(dav + "status").Select(status => status.Value.Split(' ')[1]);

    static IEnumerable<string> HrefsOf(Answer answer) =>
        XDocument.Parse(answer.Body).Root!.Elements(dav + "response").Select(response => response.Element(dav + "href")!.Value);
}
