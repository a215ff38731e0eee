using System.Text;
using Conformance.CommandLine;
using Conformance.CommandLine.Jobs;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Evidence;
using Conformance.SelfTests.Harness.Evidence;
using NUnit.Framework;

namespace Conformance.SelfTests.CommandLine;

/// <summary><c>conformance report</c>.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReportJobTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly StringWriter output = new();

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
    }

    [Test]
    public async Task It_writes_the_page_of_the_last_run_from_its_results()
    {
        await KeepAsync("results.json", Runs.WithOneFailure());

        Assert.That(await RunAsync(compare: null), Is.Zero);

        var page = await PageAsync();
        Assert.That(page, Does.Contain(Headline.Of(Runs.WithOneFailure()).Sentence.Split(':')[0]).And.Contain($"data-id=\"{Runs.Failing}\""));
        Assert.That(page, Does.Not.Contain("id=\"view-changes\"").And.Not.Contain("id=\"view-faults\""));
        Assert.That(output.ToString(), Does.EndWith("shows 2 scenarios.\n"));
    }

    [Test]
    public async Task An_earlier_run_beside_it_shows_what_differs()
    {
        await KeepAsync("results.json", Runs.WithOneFailure());
        await KeepAsync("earlier.json", Runs.Of(Runs.Scenario("notification.lease.granted", Verdict.Passed), Runs.Scenario(Runs.Failing, Verdict.Passed)));

        Assert.That(await RunAsync(In("earlier.json")), Is.Zero);

        Assert.That(output.ToString(), Does.StartWith("1 scenario differs from the earlier run: 1 broken."));
        Assert.That(await PageAsync(), Does.Contain("id=\"view-changes\""));
    }

    [Test]
    public async Task Faults_that_were_played_into_the_folder_stand_on_the_page()
    {
        await KeepAsync("results.json", Runs.WithOneFailure());
        await File.WriteAllTextAsync(In(FaultsFile.Name), new FaultsFile(true, [], ["POLL-99"]).ToJson());

        Assert.That(await RunAsync(compare: null), Is.Zero);

        Assert.That(await PageAsync(), Does.Contain("id=\"view-faults\"").And.Contain("POLL-99"));
    }

    [TestCase("results.json", "run 'conformance run' first")]
    [TestCase("earlier.json", "earlier.json cannot be read")]
    [TestCase("faults.json", "faults.json cannot be read")]
    public async Task What_is_missing_or_broken_is_named_and_the_page_before_it_stays(string broken, string expected)
    {
        await File.WriteAllTextAsync(In("report.html"), "before");
        await KeepAsync("earlier.json", Runs.WithOneFailure());
        if (broken != "results.json")
        {
            await KeepAsync("results.json", Runs.WithOneFailure());
            await File.WriteAllTextAsync(In(broken), "{");
        }

        Assert.That(async () => await RunAsync(In("earlier.json")), Throws.TypeOf<UsageException>().With.Message.Contains(expected));
        Assert.That(await PageAsync(), Is.EqualTo("before"));
    }

    Task<int> RunAsync(string? compare) =>
        new ReportJob(new Terminal(output, TextWriter.Null, new ConsoleStyle(Colour: false, Ascii: true), isInteractive: false))
            .RunAsync(new ReportOptions(folder.Path, compare, null), CancellationToken.None);

    string In(string name) => Path.Combine(folder.Path, name);

    Task KeepAsync(string name, RunReport report) => File.WriteAllBytesAsync(In(name), RunReportJson.Write(report));

    Task<string> PageAsync() => File.ReadAllTextAsync(In("report.html"), Encoding.UTF8);
}
