using System.Xml.Linq;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.Replication;

/// <summary>A client that keeps a copy of a view: who is in it, and in which state.</summary>
sealed record Replica(string Folder, string Query, string Blob)
{
    public const string Columns = "SELECT \"DAV:displayname\", \"http://schemas.microsoft.com/repl/repl-uid\", \"http://schemas.microsoft.com/repl/resourcetag\"";

    static readonly XNamespace dav = "DAV:";
    static readonly XNamespace repl = "http://schemas.microsoft.com/repl/";

    /// <summary>State and name by identity.</summary>
    public Dictionary<string, string> Held { get; init; } = [];

    /// <summary>The last answer, row by row: changetype and name, or the identity of what is gone.</summary>
    public string Rows { get; init; } = "";

    public string Range { get; init; } = "";

    /// <summary>Whether it may be told that something is gone which it never had.</summary>
    public bool MayHearOfStrangers { get; init; }

    /// <summary>Asks once, and applies what comes.</summary>
    public async Task<Replica> AskAsync(HttpClient client, string tags = "")
    {
        var answer = await client.SearchAsync(Folder, $"{Columns} {Query}",
            $"<R:repl><R:collblob>{Blob}</R:collblob>{tags}</R:repl>", Range.Length == 0 ? [] : [("Range", Range)]);
        Assert.That(answer.Status, Is.EqualTo(207), answer.Body);
        var held = new Dictionary<string, string>(Held);
        var told = new List<string>();
        var uids = new List<string>();
        foreach (var row in answer.Rows())
        {
            var (uid, type) = (row.Value(repl + "repl-uid")!, row.Element(repl + "changetype")!.Value);
            if (type == "delete")
            {
                Assert.That(held.Remove(uid) || MayHearOfStrangers, Is.True, "what is gone was known");
                Assert.That(row.Value(dav + "displayname"), Is.Null);
            }
            else
                held[uid] = $"{row.Value(repl + "resourcetag")} {row.Element(dav + "href")!.Value}";
            uids.Add(uid);
            told.Add($"{type} {row.Value(dav + "displayname") ?? "-"}");
        }
        Assert.That(uids, Is.Unique);
        var blob = XDocument.Parse(answer.Body).Root!.Elements(repl + "repl").Single().Element(repl + "collblob")?.Value;
        return this with { Held = held, Rows = string.Join(", ", told), Blob = blob ?? Blob };
    }

    /// <summary>Asks until nothing comes.</summary>
    public async Task<Replica> SyncAsync(HttpClient client)
    {
        var now = await AskAsync(client);
        for (var pages = 0; now.Rows.Length > 0 && Range.Length > 0; pages++)
        {
            Assert.That(pages, Is.LessThan(1000));
            now = await now.AskAsync(client);
        }
        return now;
    }

    /// <summary>What a plain search finds, in the form of <see cref="Held"/>.</summary>
    public async Task<Dictionary<string, string>> PlainAsync(HttpClient client) =>
        (await client.SearchAsync(Folder, $"{Columns} {Query}")).Rows().ToDictionary(
            row => row.Value(repl + "repl-uid")!, row => $"{row.Value(repl + "resourcetag")} {row.Element(dav + "href")!.Value}");
}
