using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance report</c> does: writes the HTML page of a run anew, with an earlier run or a fault matrix beside it.</summary>
/// <remarks>
/// results.json is what the page is made of, so nothing is played. It does not hold the flags of the run: replay commands
/// name the target alone. A baseline is not asked; its gate belongs to the run.
/// </remarks>
public sealed class ReportJob(Terminal terminal)
{
    /// <exception cref="UsageException">There are no results, or a file cannot be read or written.</exception>
    public async Task<int> RunAsync(ReportOptions options, CancellationToken cancel)
    {
        var suite = Suite.Load(FixturesFolder.Find());
        var report = await ResultsFiles.LastRunAsync(options.Results, cancel);
        if (report.Target == TargetLocator.Reference)
            report = report with { PublishedPasswords = BundledTarget.PublishedPasswords(suite.Fixtures) };
        var sources = await new PageSources(suite).ForAsync(options.Results, options.Compare, cancel);
        var output = options.Output ?? Path.Combine(options.Results, ResultsFolder.Html);
        try
        {
            await ResultsFolder.WriteOneAsync(report, ReportKinds.Html, output, new ResultsOptions { Html = sources }, cancel);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{output} cannot be written: {reason.Message}");
        }
        if (sources.Earlier is { } earlier)
            terminal.Output.WriteLine($"{RunComparison.Of(earlier, report).Sentence}.");
        terminal.Output.WriteLine($"{output} shows {Plural.Of(report.Scenarios.Length, "scenario")}.");
        return ExitCode.GateMet;
    }
}
