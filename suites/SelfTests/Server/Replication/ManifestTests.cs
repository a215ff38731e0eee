using System.Text.Json.Nodes;
using System.Xml.Linq;
using Conformance.Engine;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.Replication;

[Parallelizable(ParallelScope.All)]
public class ManifestTests
{
    const string Folder = "/public/subtest/f";
    static readonly XNamespace repl = "http://schemas.microsoft.com/repl/";

    [Test]
    public async Task A_collblob_brings_each_change_once()
    {
        await using var host = await NewAsync();
        var first = await New().AskAsync(host.Alice);
        Assert.That(first.Rows, Is.EqualTo("change a, change b, change c"));
        await host.Alice.AskAsync("PUT", Folder + "/a", "new");
        await host.Alice.AskAsync("PUT", Folder + "/a", "newer");
        await host.Alice.AskAsync("DELETE", Folder + "/b");
        await host.Alice.AskAsync("PUT", Folder + "/b", "again");
        await host.Alice.AskAsync("PUT", Folder + "/d", "x");
        await host.Alice.AskAsync("DELETE", Folder + "/d");
        var second = await first.AskAsync(host.Alice);
        Assert.That(second.Rows, Is.EqualTo("change a, delete -, change b"));
        var third = await second.AskAsync(host.Alice);
        Assert.That((third.Rows, third.Blob), Is.EqualTo(("", second.Blob)), "an empty repl element");
        Assert.That((await first.AskAsync(host.Alice)).Rows, Is.EqualTo(second.Rows), "the older one still works");
    }

    [Test]
    public async Task Reading_and_failing_change_nothing_in_a_manifest()
    {
        await using var host = await NewAsync();
        var first = await New().AskAsync(host.Alice);
        await host.Alice.AskAsync("GET", Folder + "/a");
        await host.Alice.AskAsync("PROPFIND", Folder, ("Depth", "1"));
        await host.Alice.AskAsync("PUT", Folder + "/a", "x", ("If", "(<rid:none>)"));
        await host.Alice.AskAsync("PROPPATCH", Folder, "<propertyupdate xmlns=\"DAV:\"><set><prop><p xmlns=\"urn:t:\">1</p></prop></set></propertyupdate>");
        Assert.That((await first.AskAsync(host.Alice)).Rows, Is.Empty);
    }

    [Test]
    public async Task Profile_observed_says_new_and_hands_out_a_collblob_each_time()
    {
        await using var host = await NewAsync();
        await host.ControlAsync("PUT", "/worlds/1/profile", new JsonObject { ["profile"] = "observed" });
        var first = await New().AskAsync(host.Alice);
        Assert.That(first.Rows, Is.EqualTo("change a, change b, change c"));
        await host.Alice.AskAsync("PUT", Folder + "/d", "x");
        var second = await first.AskAsync(host.Alice);
        Assert.That(second.Rows, Is.EqualTo("new d"));
        var answer = await AskAsync(host.Alice, second.Blob);
        Assert.That(BlobOf(answer), Is.EqualTo(second.Blob));
    }

    [Test]
    public async Task A_collblob_that_was_not_given_out_here_is_475()
    {
        await using var host = await NewAsync();
        var blob = (await New().AskAsync(host.Alice)).Blob;
        var bytes = Convert.FromBase64String(blob);
        var wrong = new List<string> { "@@@", "AAAA", blob[..^4], blob + blob, blob + "AAAA", Convert.ToBase64String(bytes[1..]) };
        foreach (var place in Enumerable.Range(0, bytes.Length))
        {
            var flipped = bytes.ToArray();
            flipped[place] ^= 1;
            wrong.Add(Convert.ToBase64String(flipped));
        }
        foreach (var text in wrong)
            Assert.That((await AskAsync(host.Alice, text)).Status, Is.EqualTo(475), text);
        Assert.That((await AskAsync(host.Alice, $"\r\n  {blob}\r\n")).Status, Is.EqualTo(207), "blanks around it do not count");
    }

    [Test]
    public async Task A_collblob_belongs_to_its_account_collection_and_query()
    {
        await using var host = await NewAsync();
        using var bob = host.Client("user1");
        var blob = (await New().AskAsync(host.Alice)).Blob;
        await host.Alice.AskAsync("MKCOL", "/public/subtest/g");
        Assert.That((await AskAsync(bob, blob)).Status, Is.EqualTo(475));
        Assert.That((await AskAsync(host.Alice, blob, "/public/subtest/g")).Status, Is.EqualTo(475));
        Assert.That((await AskAsync(host.Alice, blob, query: "SELECT \"DAV:displayname\" FROM \"\" WHERE \"DAV:isfolder\" = false")).Status, Is.EqualTo(475));
        Assert.That((await AskAsync(host.Alice, blob, query: "SELECT \"DAV:displayname\" FROM SCOPE('\"\"')")).Status, Is.EqualTo(475));
        Assert.That((await AskAsync(host.Alice, blob, query: "select 'DAV:getetag' from \"" + Folder + "/\"")).Status, Is.EqualTo(207), "other columns, other spelling");
        await host.Alice.AskAsync("DELETE", Folder);
        Assert.That((await AskAsync(host.Alice, blob)).Status, Is.EqualTo(404));
        await host.Alice.AskAsync("MKCOL", Folder);
        Assert.That((await AskAsync(host.Alice, blob)).Status, Is.EqualTo(475));
    }

    [Test]
    public async Task A_request_may_leave_out_the_query_that_its_collblob_was_made_with()
    {
        await using var host = await NewAsync();
        var blob = (await New().AskAsync(host.Alice)).Blob;
        await host.Alice.AskAsync("PUT", Folder + "/d", "x");
        var answer = await host.Alice.AskAsync("SEARCH", Folder,
            $"<searchrequest xmlns=\"DAV:\"><repl xmlns=\"http://schemas.microsoft.com/repl/\"><collblob>{blob}</collblob></repl></searchrequest>", ("Content-Type", "text/xml"));
        Assert.That(answer.Names(), Is.EqualTo(new[] { "d" }));
        Assert.That(answer.Rows().Single().Value("{DAV:}displayname"), Is.EqualTo("d"));
    }

    [Test]
    public async Task A_state_that_the_client_has_is_not_told()
    {
        await using var host = await NewAsync();
        var first = await New().AskAsync(host.Alice);
        var stale = (await host.Alice.AskAsync("PUT", Folder + "/a", "new"))["ResourceTag"]!.Trim('<', '>');
        await host.Alice.AskAsync("PUT", Folder + "/a", "newer");
        var current = (await host.Alice.AskAsync("PUT", Folder + "/b", "new"))["ResourceTag"]!.Trim('<', '>');
        var list = $"<R:resourcetaglist><R:resourcetag>{stale}</R:resourcetag><R:resourcetag>{current}</R:resourcetag><R:resourcetag>rt:none</R:resourcetag></R:resourcetaglist>";
        var second = await first.AskAsync(host.Alice, list);
        Assert.That(second.Rows, Is.EqualTo("change a"));
        Assert.That((await second.AskAsync(host.Alice)).Rows, Is.Empty);
        var third = await first.AskAsync(host.Alice, list.Replace(stale, "rt:other"));
        Assert.That(third.Rows, Is.EqualTo("change a"));
    }

    [Test]
    public async Task Pages_are_disjoint_and_bring_what_changes_meanwhile()
    {
        await using var host = await NewAsync();
        var page = New() with { Range = "rows=0-1" };
        var first = await page.AskAsync(host.Alice);
        await host.Alice.AskAsync("PUT", Folder + "/a", "new");
        var second = await first.AskAsync(host.Alice);
        var third = await second.AskAsync(host.Alice);
        Assert.That((first.Rows, second.Rows, third.Rows), Is.EqualTo(("change a, change b", "change c, change a", "")));
    }

    /// <summary>From the end, what is told lies ahead of what is not; the collblob has room for five such rows.</summary>
    [Test]
    public async Task Pages_in_any_order_make_the_whole_even_where_a_collblob_has_no_room_for_what_was_told(
        [Values("rows=0-2", "rows=-3")] string range, [Values("ASC", "DESC")] string order)
    {
        await using var host = await Host.StartAsync(new ReferenceServerOptions
        {
            Settings = new WorldSettings { Limits = new Limits { RowsAheadMax = 5 } },
        });
        await host.Alice.AskAsync("MKCOL", Folder);
        for (var i = 10; i < 50; i++)
            await host.Alice.AskAsync("PUT", $"{Folder}/{i}", "x");
        var client = New() with { Query = $"FROM \"\" ORDER BY \"DAV:displayname\" {order}", Range = range };
        var whole = await client.SyncAsync(host.Alice);
        Assert.That(whole.Held, Is.EqualTo(await whole.PlainAsync(host.Alice)));
        await host.Alice.AskAsync("PUT", Folder + "/20", "new");
        Assert.That((await whole.AskAsync(host.Alice)).Rows, Is.EqualTo("change 20"));
    }

    [Test]
    public async Task Folders_come_before_what_is_in_them_and_go_after_it()
    {
        await using var host = await NewAsync();
        var first = await (New() with { Query = "FROM SCOPE('DEEP TRAVERSAL OF \"\"')" }).AskAsync(host.Alice);
        await host.Alice.AskAsync("MKCOL", Folder + "/x");
        await host.Alice.AskAsync("MKCOL", Folder + "/x/y");
        await host.Alice.AskAsync("PROPPATCH", Folder + "/x", "<propertyupdate xmlns=\"DAV:\"><set><prop><p xmlns=\"urn:t:\">1</p></prop></set></propertyupdate>");
        var second = await first.AskAsync(host.Alice);
        Assert.That(second.Rows, Is.EqualTo("change x, change y"));
        var (x, y) = (second.Held.Single(h => h.Value.EndsWith("/x/")).Key, second.Held.Single(h => h.Value.EndsWith("/y/")).Key);
        await host.Alice.AskAsync("DELETE", Folder + "/x");
        var rows = (await AskAsync(host.Alice, second.Blob, query: "SELECT \"DAV:displayname\" FROM SCOPE('DEEP TRAVERSAL OF \"\"')")).Rows();
        Assert.That(rows.Select(row => row.Value(repl + "repl-uid")), Is.EqualTo(new[] { y, x }));
    }

    [Test]
    public async Task The_answer_speaks_the_namespace_of_the_request()
    {
        await using var host = await NewAsync();
        var answer = await host.Alice.AskAsync("SEARCH", Folder,
            "<D:searchrequest xmlns:D=\"DAV:\" xmlns:R=\"https://schemas.microsoft.com/repl/\"><D:sql>SELECT 'https://schemas.microsoft.com/repl/resourcetag', \"http://schemas.microsoft.com/repl/repl-uid\" FROM \"\"</D:sql><R:repl><R:collblob/></R:repl></D:searchrequest>", ("Content-Type", "text/xml"));
        XNamespace https = "https://schemas.microsoft.com/repl/";
        var row = answer.Rows().First();
        Assert.That(new object?[] { row.Value(https + "resourcetag"), row.Value(repl + "repl-uid"), row.Element(https + "changetype") }, Is.All.Not.Null);
        Assert.That(XDocument.Parse(answer.Body).Root!.Elements().First().Name, Is.EqualTo(https + "repl"));
        Assert.That(answer.Body, Does.Contain("<d:collblob>").And.Contain("<d:resourcetag>").And.Contain("<e:repl-uid>"));
    }

    [Test]
    public async Task Rights_that_are_lost_show_no_name_any_more()
    {
        await using var host = await NewAsync();
        using var bob = host.Client("user1");
        var first = await New().AskAsync(bob);
        await host.ControlAsync("POST", "/worlds/1/access", new() { ["path"] = Folder + "/a", ["user"] = "user1", ["read"] = false, ["write"] = false });
        await host.Alice.AskAsync("PUT", Folder + "/a", "secret");
        var answer = await AskAsync(bob, first.Blob);
        Assert.That(answer.Rows().Select(row => row.Element(repl + "changetype")!.Value), Is.EqualTo(new[] { "delete" }));
        Assert.That(answer.Body, Does.Not.Contain(Folder + "/a"));
    }

    /// <summary>Looks at how many resources the server thinks about, by asking whose rights it judges.</summary>
    [Test]
    public async Task A_hundred_changes_cost_the_same_in_a_folder_of_any_size([Values(1000, 50_000)] int size)
    {
        var judged = 0;
        var rules = new Rules { RightsOf = (access, resource, account) => { Interlocked.Increment(ref judged); return access.Of(resource, account); } };
        await using var host = await Host.StartAsync(new ReferenceServerOptions
        {
            ExtraFaces = () => [new FillFace()],
            Settings = new WorldSettings { Rules = rules },
        });
        await host.Alice.AskAsync("MKCOL", Folder);
        await host.Alice.AskAsync("FILL", Folder, ("Count", $"{size}"));
        var blob = BlobOf(await AskAsync(host.Alice, ""));
        Assert.That(blob, Has.Length.LessThan(200), "a view in one piece is one run of ids");
        for (var i = 0; i < 100; i++)
            await host.Alice.AskAsync("PUT", $"{Folder}/item{i * 7:d6}", "new");
        judged = 0;
        Assert.That((await AskAsync(host.Alice, blob)).Names(), Has.Length.EqualTo(100));
        Assert.That(judged, Is.InRange(100, 500));
    }

    static Replica New() => new(Folder, "FROM \"\"", "");

    static Task<Answer> AskAsync(HttpClient client, string blob, string folder = Folder, string query = "SELECT \"DAV:displayname\" FROM \"\"") =>
        client.SearchAsync(folder, query, $"<R:repl><R:collblob>{blob}</R:collblob></R:repl>");

    static string BlobOf(Answer answer) => XDocument.Parse(answer.Body).Descendants(repl + "collblob").Single().Value;

    static async Task<Host> NewAsync()
    {
        var host = await Host.StartAsync();
        await host.Alice.AskAsync("MKCOL", Folder);
        foreach (var item in (string[])["a", "b", "c"])
            await host.Alice.AskAsync("PUT", $"{Folder}/{item}", item);
        return host;
    }
}
