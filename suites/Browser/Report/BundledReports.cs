using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Evidence.Html;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.Browser.Report;

/// <summary>Reports of whole runs on the bundled server, green and with a fault, each played once and written to a file.</summary>
static class BundledReports
{
    static readonly Suite suite = Suite.Load(FixturesFolder.Find());
    static readonly Lazy<Task<RunReport>> green = new(() => PlayAsync());
    static readonly Lazy<Task<RunReport>> red = new(() => PlayAsync("poll.all-quiet"));

    public static Task<RunReport> GreenAsync() => green.Value;

    public static Task<RunReport> RedAsync() => red.Value;

    /// <summary>Writes the page of a run; the file's path.</summary>
    public static async Task<string> WriteAsync(string name, RunReport report, RunReport? earlier = null, FaultsFile? faults = null)
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "pages");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"report-{name}.html");
        var sources = HtmlSources.Of(suite.Catalogues, suite.Cited) with { Earlier = earlier, Faults = faults };
        await File.WriteAllBytesAsync(file, new HtmlReport(sources).Write(report));
        return file;
    }

    public static (string Sentence, string Source)? Requirement(string id) => RequirementSentences.Of(suite.Catalogues)(id);

    public static int Requirements => suite.Catalogues.Requirements.Count();

    /// <summary>Opens the page of a run.</summary>
    /// <param name="fragment">What it is opened at.</param>
    public static async Task<WatchedPage> OpenAsync(
        string name, RunReport report, string fragment = "", RunReport? earlier = null, FaultsFile? faults = null) =>
        await WatchedPage.OpenAsync(BrowserSetup.Browser, await WriteAsync(name, report, earlier, faults), fragment);

    static async Task<RunReport> PlayAsync(params string[] faults)
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        var target = BundledTarget.At(server.ControlUri, suite.Fixtures);
        await using var session = await Session.OpenAsync(suite, target, new WorldOptions(Faults: [.. faults]), CancellationToken.None);
        return TargetSecrets.Of(target).Apply(await session.RunAsync(suite.Scenarios, RunOptions.OneByOne, null, CancellationToken.None));
    }
}
