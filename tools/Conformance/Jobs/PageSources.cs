using Conformance.CommandLine.Verbs;
using Conformance.Harness.Evidence;
using Conformance.Harness.Evidence.Html;
using Conformance.Harness.Running;

namespace Conformance.CommandLine.Jobs;

/// <summary>What the HTML page tells beside a run: the catalogues, the faults that were played into the same folder, an earlier run.</summary>
sealed class PageSources(Suite suite)
{
    /// <param name="compare">The results.json of the earlier run, or null.</param>
    /// <exception cref="UsageException">A file cannot be read.</exception>
    public async Task<HtmlSources> ForAsync(string results, string? compare, CancellationToken cancel) =>
        (await WithoutFaultsAsync(compare, cancel)) with { Faults = await FaultsAsync(results, cancel) };

    /// <remarks>Faults that cannot be read are left out, in so many words: they were nobody's wish, and no run should wait for them.</remarks>
    /// <exception cref="UsageException">The earlier run that was asked for cannot be read.</exception>
    public async Task<HtmlSources> ForRunAsync(RunRequest request, TextWriter complaints, CancellationToken cancel)
    {
        var sources = await WithoutFaultsAsync(request.Compare, cancel);
        try
        {
            return sources with { Faults = await FaultsAsync(request.Results, cancel) };
        }
        catch (UsageException broken)
        {
            complaints.WriteLine($"conformance: {broken.Message}; the page leaves the faults out");
            return sources;
        }
    }

    async Task<HtmlSources> WithoutFaultsAsync(string? compare, CancellationToken cancel) => HtmlSources.Of(suite.Catalogues, suite.Cited) with
    {
        Earlier = compare is null ? null : await ResultsFiles.RunAsync(compare, cancel),
    };

    static Task<FaultsFile?> FaultsAsync(string results, CancellationToken cancel) =>
        ResultsFiles.FaultsAsync(Path.Combine(results, FaultsFile.Name), cancel);
}
