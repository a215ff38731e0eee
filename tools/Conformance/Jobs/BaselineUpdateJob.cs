using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance baseline update</c> does: reads the last run, shows what changes in the baseline, and writes it.</summary>
public sealed class BaselineUpdateJob(Terminal terminal)
{
    /// <exception cref="UsageException">There are no results, they cannot be read, or a new failure has no reason.</exception>
    /// <exception cref="BlockFileException">The baseline cannot be read.</exception>
    public async Task<int> RunAsync(BaselineUpdateOptions options, CancellationToken cancel)
    {
        var report = await ResultsFiles.LastRunAsync(options.Results, cancel);
        var baseline = File.Exists(options.File) ? Baseline.Read(options.File) : Baseline.Parse("", options.File);
        var update = Update(baseline, report, options);
        foreach (var finding in update.Unexplainable)
            terminal.Error.WriteLine($"conformance: {finding.Place} failed without a requirement that an entry could name: {finding.Message}");
        // One that is not there is made even when nothing failed: the next run is to be held against it.
        if (update.Diff.Length == 0 && File.Exists(options.File))
        {
            terminal.Output.WriteLine($"{options.File} stays as it is: {Count(baseline.Entries.Length)}");
            return ExitCode.GateMet;
        }
        if (update.Diff.Length > 0)
            terminal.Output.WriteLine(update.Diff.TrimEnd('\n'));
        if (Path.GetDirectoryName(Path.GetFullPath(options.File)) is { } folder)
            Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(options.File, update.Text, cancel);
        terminal.Output.WriteLine($"{options.File} now holds {Count(Baseline.Parse(update.Text, options.File).Entries.Length)}");
        return ExitCode.GateMet;
    }

    static BaselineUpdate Update(Baseline baseline, RunReport report, BaselineUpdateOptions options)
    {
        try
        {
            return baseline.Update(report, options.Reason);
        }
        catch (ArgumentException reason)
        {
            throw new UsageException($"{reason.Message.Split(" (")[0]}: say it with --reason TEXT");
        }
    }

    static string Count(int entries) => $"{entries} {(entries == 1 ? "entry" : "entries")}";
}
