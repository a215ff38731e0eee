using System.Diagnostics;
using System.Text;

namespace Conformance.SelfTests.Witnesses;

/// <summary>What a peer's program printed, on both outputs together, and how it ended.</summary>
sealed record PeerProgram(int Code, string Output)
{
    /// <summary>Far more than any of these runs takes, even on a busy machine.</summary>
    static readonly TimeSpan longest = TimeSpan.FromSeconds(120);

    /// <exception cref="OperationCanceledException">It did not end in time; it was killed.</exception>
    public static async Task<PeerProgram> RunAsync(string program, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(longest, TimeProvider.System);
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new PeerProgram(process.ExitCode, output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
