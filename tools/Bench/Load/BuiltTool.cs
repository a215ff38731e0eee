using System.Diagnostics;
using Conformance.Harness.Catalogue;

namespace Conformance.Bench.Load;

/// <summary>The built command line, run as a user runs it: a process, from its start to its end.</summary>
/// <param name="Configuration">Debug or Release.</param>
sealed record BuiltTool(string Configuration)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(120);
    static readonly string root = Path.GetDirectoryName(FixturesFolder.Find())!;

    public string Assembly => Path.Combine(root, "tools", "Conformance", "bin", Configuration, "net10.0", "conformance.dll");

    public bool IsBuilt => File.Exists(Assembly);

    /// <summary>Runs it once; its results go to a folder that is gone afterwards.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than wanted.</exception>
    public async Task<ToolRun> RunAsync(int exitCode, params string[] arguments)
    {
        var results = Directory.CreateTempSubdirectory("conformance-bench-");
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        try
        {
            using var process = Process.Start(new ProcessStartInfo(
                "dotnet", [Assembly, "run", .. arguments, "--results", results.FullName])
            {
                WorkingDirectory = root,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var told = await process.StandardError.ReadLineAsync().WaitAsync(patience, time);
            var first = time.GetElapsedTime(start);
            var rest = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(patience, time);
            return process.ExitCode == exitCode
                ? new ToolRun(first.TotalMilliseconds, time.GetElapsedTime(start).TotalMilliseconds)
                : throw new InvalidOperationException($"The tool ended with {process.ExitCode}: {told}\n{await rest}{await output}");
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }
}

/// <param name="First">Milliseconds until it told of its first progress.</param>
/// <param name="Whole">Milliseconds until it had ended.</param>
sealed record ToolRun(double First, double Whole);
