using Conformance.Engine;
using Conformance.Engine.Searching;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.Replication;

[Parallelizable(ParallelScope.All)]
public class GeneratedQueriesTests
{
    const int Items = 40;
    const int Queries = 500;

    /// <summary>Four times 500 queries, each over a folder of its own.</summary>
    [Test]
    public async Task Generated_queries_find_what_a_naive_evaluator_finds([Values(1, 2, 3, 4)] int seed)
    {
        var (wrong, found) = await PlayAsync(seed, Queries, new SearchRules());
        Assert.That(wrong, Is.Empty);
        // Conditions that match all or nothing would prove little.
        Assert.That(found, Is.InRange(Items * Queries / 10, Items * Queries * 9 / 10));
    }

    static readonly TestCaseData[] defects =
    [
        new TestCaseData(new SearchRules { HoldsOfMissing = _ => true }).SetArgDisplayNames("what is missing matches"),
        new TestCaseData(new SearchRules { IsLike = (text, pattern) => text == pattern }).SetArgDisplayNames("LIKE knows no signs"),
        new TestCaseData(new SearchRules { Sort = (_, _) => 0 }).SetArgDisplayNames("rows come as they lie"),
        new TestCaseData(new SearchRules { Compare = (one, other) => Comparison.Of(one, other) is { } order ? -order : null })
            .SetArgDisplayNames("below is above"),
    ];

    [TestCaseSource(nameof(defects))]
    public async Task A_defect_is_noticed(SearchRules rules) =>
        Assert.That((await PlayAsync(1, 50, rules)).Wrong, Is.Not.Empty);

    /// <summary>Asks so many queries; gives those that were answered otherwise than expected, and how much was found.</summary>
    static async Task<(List<string> Wrong, int Found)> PlayAsync(int seed, int queries, SearchRules rules)
    {
        var naive = new NaiveQueries(new Random(seed));
        await using var host = await Host.StartAsync(new ReferenceServerOptions
        {
            Settings = new WorldSettings { Rules = new Rules { Search = rules } },
        });
        var wrong = new List<string>();
        var folder = "/public/subtest/generated";
        await host.Alice.AskAsync("MKCOL", folder);
        var items = Enumerable.Range(0, Items).Select(naive.Item).ToArray();
        foreach (var item in items)
            await PutAsync(host, folder, item);
        var found = 0;
        for (var i = 0; i < queries; i++)
        {
            var (condition, matches) = naive.Condition(3);
            string[] keys = [NaiveQueries.Properties[i % 6], NaiveQueries.Properties[i / 6 % 6]];
            var sql = $"SELECT \"DAV:displayname\" FROM \"{folder}\" WHERE {condition} ORDER BY \"urn:t:{keys[0]}\" DESC, \"urn:t:{keys[1]}\"";
            var expected = items.Where(matches)
                .OrderByDescending(item => item.Values.GetValueOrDefault(keys[0]), Comparer<object?>.Create(NaiveQueries.Order))
                .ThenBy(item => item.Values.GetValueOrDefault(keys[1]), Comparer<object?>.Create(NaiveQueries.Order))
                .Select(item => item.Name).ToArray();
            var answer = await host.Alice.SearchAsync(folder, sql);
            Assert.That(answer.Status, Is.EqualTo(207), sql);
            if (!answer.Names().SequenceEqual(expected))
                wrong.Add($"{sql}: {string.Join(' ', answer.Names())} instead of {string.Join(' ', expected)}");
            found += expected.Length;
        }
        return (wrong, found);
    }

    static async Task PutAsync(Host host, string folder, NaiveItem item)
    {
        var path = $"{folder}/{item.Name}";
        await host.Alice.AskAsync("PUT", path, "content");
        if (item.Values.Count == 0)
            return;
        var values = string.Concat(item.Values.Select(pair => NaiveQueries.Markup(pair.Key, pair.Value)));
        var answer = await host.Alice.AskAsync("PROPPATCH", path,
            $"<propertyupdate xmlns=\"DAV:\" xmlns:b=\"urn:uuid:c2f41010-65b3-11d1-a29f-00aa00c14882/\"><set><prop>{values}</prop></set></propertyupdate>");
        Assert.That(answer.Status, Is.EqualTo(207));
    }
}
