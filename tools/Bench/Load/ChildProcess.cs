using System.Diagnostics;

namespace Conformance.Bench.Load;

/// <summary>A contender in a process of its own, so that its CPU is its own.</summary>
sealed class ChildProcess : IDisposable
{
    /// <summary>A runtime that starts on a busy machine needs seconds, never this long.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    readonly Process process;

    ChildProcess(Process process, Uri url) => (this.process, Url) = (process, url);

    public Uri Url { get; }

    /// <exception cref="InvalidOperationException">The contender has ended.</exception>
    public async Task<Usage> UsageAsync()
    {
        await process.StandardInput.WriteLineAsync();
        await process.StandardInput.FlushAsync();
        var answer = await process.StandardOutput.ReadLineAsync().WaitAsync(patience, TimeProvider.System);
        return Usage.Parse(answer ?? throw new InvalidOperationException("The contender ended while it was measured."));
    }

    /// <exception cref="InvalidOperationException">It ended, or said nothing, before it had an address.</exception>
    public static async Task<ChildProcess> StartAsync(params string[] contender)
    {
        var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [.. Self(), Contender.Verb, .. contender])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var address = await process.StandardOutput.ReadLineAsync().WaitAsync(patience, TimeProvider.System);
        return new ChildProcess(process, new Uri(address ?? throw new InvalidOperationException(
            $"The contender {contender[0]} ended before it listened.")));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(patience))
            process.Kill();
        process.Dispose();
    }

    /// <summary>Under <c>dotnet some.dll</c> the process is dotnet, and the assembly must be named again.</summary>
    static string[] Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [typeof(ChildProcess).Assembly.Location]
        : [];
}
