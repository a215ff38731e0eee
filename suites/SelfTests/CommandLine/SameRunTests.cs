using System.Globalization;
using System.Text.Json.Nodes;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.CommandLine;

/// <summary>The same scenarios on the bundled server read the same: one by one, together, in any order, wherever they are run.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class SameRunTests
{
    static readonly Suite suite = Suite.Load(FixturesFolder.Find());

    [Test]
    public async Task One_job_eight_jobs_and_a_shuffled_order_give_equal_results_byte_for_byte()
    {
        var alone = Results(await RunAsync(new RunOptions(1, false, 0)));
        var together = Results(await RunAsync(new RunOptions(8, false, 0)));
        var shuffled = Results(await RunAsync(new RunOptions(8, true, 4711)));

        Assert.That(alone, Does.Contain("notification.poll.splits-fired-from-quiet"));
        Assert.That(together == alone, Is.True, () => FirstDifference(alone, together));
        Assert.That(shuffled == alone, Is.True, () => FirstDifference(alone, shuffled));
    }

    [Test]
    public async Task Snapshots_are_equal_over_20_runs_shuffled_and_in_another_culture()
    {
        using var folder = new TemporaryFolder();
        var snapshots = new Snapshots(folder.Path);
        var ids = suite.Scenarios.Select(s => s.File.Id).ToArray();
        Assert.That(snapshots.Accept(await RunAsync(new RunOptions(1, false, 0)), ids).Changes, Is.Not.Empty);

        for (var seed = 1; seed <= 20; seed++)
        {
            var report = await RunAsync(new RunOptions(4, true, seed), seed % 2 == 0 ? Abroad() : CultureInfo.InvariantCulture);
            var verified = snapshots.Verify(report, ids);
            Assert.That(verified.Holds, Is.True, () => string.Join('\n', verified.Differing.Select(d => d.Diff)));
        }
    }

    static async Task<RunReport> RunAsync(RunOptions options, CultureInfo? culture = null)
    {
        // Flows into all that is awaited here, and no further.
        CultureInfo.CurrentCulture = culture ?? CultureInfo.InvariantCulture;
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = options.Jobs });
        await using var session = await Session.OpenAsync(
            suite, BundledTarget.At(server.ControlUri, suite.Fixtures), new WorldOptions(), CancellationToken.None);
        return await session.RunAsync(suite.Scenarios, options, null, CancellationToken.None);
    }

    /// <summary>A culture in which numbers and dates are written in another way; the machine need not know any by name.</summary>
    static CultureInfo Abroad()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = "h";
        culture.DateTimeFormat.ShortDatePattern = "yyyy.dd.MM";
        return culture;
    }

    /// <summary>results.json without the one object that tells of this run alone.</summary>
    static string Results(RunReport report)
    {
        var json = JsonNode.Parse(RunReportJson.Write(report))!.AsObject();
        Assert.That(json.Remove("run"), Is.True);
        return json.ToJsonString();
    }

    /// <summary>The first scenario that reads otherwise, since the sums before it only say that there is one; else the first place.</summary>
    static string FirstDifference(string one, string other)
    {
        var pairs = ScenariosOf(one).Zip(ScenariosOf(other)).Select(pair => (One: pair.First, Other: pair.Second));
        var (left, right) = pairs.Where(pair => pair.One != pair.Other).FirstOrDefault((one, other));
        var at = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        string Around(string text) => text[..Math.Min(text.Length, 120)] + " ... " + text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 300)];
        return $"{Around(left)}\n\n{Around(right)}";
    }

    static IEnumerable<string> ScenariosOf(string results) =>
        JsonNode.Parse(results)!["scenarios"]!.AsArray().Select(scenario => scenario!.ToJsonString());
}
