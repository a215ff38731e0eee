using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.Replication;

/// <summary>Whatever is done to a tree, clients that follow it by manifests hold what a search finds.</summary>
[Parallelizable(ParallelScope.All)]
public class ReplicasTests
{
    const string Root = "/public/subtest/tree";
    const string Set = "<propertyupdate xmlns=\"DAV:\" xmlns:b=\"urn:uuid:c2f41010-65b3-11d1-a29f-00aa00c14882/\"><set><prop><p xmlns=\"urn:t:\" b:dt=\"int\">{0}</p></prop></set></propertyupdate>";

    static readonly (string Query, string Range)[] views =
    [
        ("FROM \"\"", ""),
        ("FROM \"\"", "rows=0-2"),
        ("FROM SCOPE('DEEP TRAVERSAL OF \"\"')", ""),
        ("FROM SCOPE('DEEP TRAVERSAL OF \"\"')", "rows=0-3"),
        ("FROM SCOPE('HIERARCHICAL TRAVERSAL OF \"\"')", "rows=0-0"),
        ("FROM \"\" WHERE \"urn:t:p\" = 1", "rows=-2"),
        ("FROM SCOPE('\"\"') WHERE NOT \"urn:t:p\" = 1 ORDER BY \"DAV:displayname\" DESC", "rows=0-1"),
        ("FROM SCOPE('SHALLOW TRAVERSAL OF \"\"', 'DEEP TRAVERSAL OF \"" + Root + "/keep\"')", "rows=-3"),
    ];

    /// <param name="changesMax">So short a log that clients fall behind it, or one that holds all.</param>
    /// <param name="runsMax">So few runs of ids in a collblob that gaps are filled: then a client may hear of strangers.</param>
    [TestCase(1, 1_000_000, 2000)]
    [TestCase(2, 1_000_000, 2000)]
    [TestCase(3, 20, 2000)]
    [TestCase(4, 1_000_000, 1)]
    public async Task Replicas_hold_what_a_search_finds(int seed, int changesMax, int runsMax)
    {
        var random = new Random(seed);
        await using var host = await Host.StartAsync();
        await host.ControlAsync("POST", "/worlds/1/reset", new JsonObject { ["limits"] = new JsonObject { ["changesMax"] = changesMax, ["givenRunsMax"] = runsMax } });
        foreach (var folder in (string[])["", "/f0", "/f0/f1", "/f2", "/keep", "/keep/f4"])
            await host.Alice.AskAsync("MKCOL", Root + folder);
        var clients = views.Select(view => new Replica(Root, view.Query, "") { Range = view.Range, MayHearOfStrangers = runsMax == 1 }).ToArray();
        var older = new List<(int Client, Replica State)>();
        for (var round = 0; round < 30; round++)
        {
            for (var i = random.Next(6); i >= 0; i--)
                await ChangeAsync(host, random);
            var which = random.Next(clients.Length);
            // Now and then a client has lost its last answers and comes with what it knew long ago.
            if (random.Next(4) == 0 && older.Count > 0)
            {
                var back = older[random.Next(older.Count)];
                (which, clients[back.Client]) = (back.Client, back.State);
            }
            clients[which] = await clients[which].SyncAsync(host.Alice);
            Assert.That(clients[which].Held, Is.EquivalentTo(await clients[which].PlainAsync(host.Alice)), $"round {round}: {clients[which].Query}");
            older.Add((which, clients[which]));
        }
    }

    static async Task ChangeAsync(Host host, Random random)
    {
        var folders = (string[])["", "/f0", "/f0/f1", "/f2", "/f3", "/keep", "/keep/f4", "/../outside"];
        var place = $"{Root}{folders[random.Next(folders.Length)]}";
        var item = $"{place}/i{random.Next(5)}";
        var other = $"{Root}{folders[random.Next(folders.Length)]}/i{random.Next(5)}";
        var folder = $"{Root}/f{random.Next(4)}";
        var answer = random.Next(10) switch
        {
            0 or 1 or 2 => await host.Alice.AskAsync("PUT", item, $"{random.Next()}"),
            3 => await host.Alice.AskAsync("PROPPATCH", item, string.Format(Set, random.Next(3)), ("If-Match", "*")),
            4 => await host.Alice.AskAsync("DELETE", item),
            5 => await host.Alice.AskAsync("MOVE", item, ("Destination", other)),
            6 => await host.Alice.AskAsync("COPY", item, ("Destination", other)),
            7 => await host.Alice.AskAsync("MOVE", folder, ("Destination", random.Next(2) == 0 ? $"{Root}/f{random.Next(4)}" : "/public/subtest/outside/f")),
            8 => await host.Alice.AskAsync("MOVE", "/public/subtest/outside/f", ("Destination", folder)),
            _ => await host.Alice.AskAsync("MKCOL", random.Next(2) == 0 ? folder : "/public/subtest/outside"),
        };
        Assert.That(answer.Status, Is.LessThan(500));
    }
}
