using Conformance.CommandLine.Verbs;
using Conformance.Harness.Evidence;

namespace Conformance.CommandLine.Jobs;

/// <summary>Writes what a run found: the results folder, each further report that was asked for, and the step summary of a CI run.</summary>
/// <param name="variable">Reads an environment variable.</param>
public sealed class Evidence(RunRequest request, Func<string, string?> variable)
{
    /// <summary>The file to which GitHub Actions lets a step add Markdown.</summary>
    const string StepSummary = "GITHUB_STEP_SUMMARY";

    /// <summary>Makes sure before the run that its results can be written.</summary>
    /// <exception cref="UsageException">They cannot.</exception>
    public void Prepare() => Guarded($"--results {request.Results}", () =>
    {
        Directory.CreateDirectory(request.Results);
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    /// <remarks>Never cancelled: what an interrupted run has found is worth keeping.</remarks>
    /// <exception cref="UsageException">A report cannot be written.</exception>
    public async Task WriteAsync(RunReport report, ResultsOptions options)
    {
        await Guarded($"--results {request.Results}", () => ResultsFolder.WriteAsync(report, request.Results, ReportKinds.All, options));
        foreach (var further in request.Reports)
            await Guarded(
                $"--report {further.Kind}={further.Path}",
                () => ResultsFolder.WriteOneAsync(report, further.ReportKind, further.Path, options));
        if (variable(StepSummary) is { Length: > 0 } summary)
            await Guarded(StepSummary, () => File.AppendAllTextAsync(
                summary, new MarkdownReport(options.Requirement).Write(report, options.Gate, options.Snapshots)));
    }

    static async Task Guarded(string what, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{what} cannot be written: {reason.Message}");
        }
    }
}
