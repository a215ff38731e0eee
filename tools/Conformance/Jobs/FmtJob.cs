using Conformance.CommandLine.Verbs;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance fmt</c> does: writes each file in canonical form, or says which are not.</summary>
/// <remarks>Exit code 1 when <c>--check</c> finds a difference, 2 when a file cannot be read; the others are still done.</remarks>
public sealed class FmtJob(TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(FmtOptions options, CancellationToken cancel)
    {
        var files = ScenarioFiles.Of(options.Files);
        var (differing, unreadable) = (0, 0);
        foreach (var path in files)
        {
            var shown = ScenarioFiles.Shown(path);
            var text = await File.ReadAllTextAsync(path, cancel);
            var parsed = ScenarioParser.Parse(shown, text);
            if (parsed.File is not { } file)
            {
                unreadable++;
                foreach (var diagnostic in parsed.Diagnostics)
                    error.WriteLine(diagnostic.Render());
                continue;
            }
            var canonical = ScenarioPrinter.Print(file);
            if (canonical == text)
                continue;
            differing++;
            output.WriteLine(options.Check ? $"{shown} is not canonical" : shown);
            if (!options.Check)
                await WriteAsync(path, canonical, cancel);
        }
        output.WriteLine($"{Plural.Of(files.Length, "file")}, {differing} {(options.Check ? "not canonical" : "rewritten")}"
            + (unreadable > 0 ? $", {unreadable} cannot be read" : ""));
        return unreadable > 0 ? ExitCode.Usage : options.Check && differing > 0 ? ExitCode.NonConformance : ExitCode.GateMet;
    }

    /// <summary>Writes beside the file and moves over it: an end in the middle leaves the old text or the new, never a part.</summary>
    static async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        var beside = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            await File.WriteAllTextAsync(beside, text, cancel);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
