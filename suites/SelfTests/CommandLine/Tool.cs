using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using NUnit.Framework;

namespace Conformance.SelfTests.CommandLine;

/// <summary>The real executable, started as a user starts it, in a folder of its own.</summary>
/// <remarks>Nothing of the tests' own environment that the tool reads comes along, and no wait is without bound.</remarks>
sealed class Tool : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    /// <summary>Far more than any of these runs takes, even on a busy machine.</summary>
    static readonly TimeSpan longest = TimeSpan.FromSeconds(120);

    static readonly string[] read = ["NO_COLOR", "GITHUB_STEP_SUMMARY"];

    readonly Process process;
    readonly StringBuilder output = new();
    readonly Task<string> errors;
    readonly CancellationTokenSource limit = new(longest, TimeProvider.System);

    Tool(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync(limit.Token);
    }

    public static Tool Start(string folder, string[] args, params (string Name, string Value)[] variables) =>
        Start(AppContext.BaseDirectory, folder, args, variables);

    /// <summary>Runs what is installed in another folder to the end.</summary>
    public static async Task<Ended> RunInstalledAsync(string installation, string folder, params string[] args)
    {
        await using var tool = Start(installation, folder, args, []);
        return await tool.EndAsync();
    }

    static Tool Start(string installation, string folder, string[] args, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(installation, "conformance.dll"), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("CONFORMANCE_", StringComparison.Ordinal) || read.Contains(k)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new Tool(Process.Start(start)!);
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<Ended> RunAsync(string folder, string[] args, params (string Name, string Value)[] variables)
    {
        await using var tool = Start(folder, args, variables);
        return await tool.EndAsync();
    }

    /// <summary>Writes standard input, and ends it.</summary>
    public async Task InputAsync(string text)
    {
        await process.StandardInput.WriteAsync(text.AsMemory(), limit.Token);
        process.StandardInput.Close();
    }

    /// <summary>Reads standard output up to a line that starts so, and gives what follows on it.</summary>
    public async Task<string> LineAsync(string start)
    {
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            output.Append(line).Append('\n');
            if (line.StartsWith(start, StringComparison.Ordinal))
                return line[start.Length..].Trim();
        }
        throw new AssertionException($"no line starts with '{start}' in:\n{output}\n{await errors}");
    }

    /// <summary>What the system sends on Ctrl+C, or when it asks a program to end.</summary>
    public void Signal(int signal) => Assert.That(Kill(process.Id, signal), Is.Zero);

    public async Task<Ended> EndAsync()
    {
        output.Append(await process.StandardOutput.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return new Ended(process.ExitCode, output.ToString(), await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
        limit.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    static extern int Kill(int process, int signal);
}

/// <summary>How a run of the tool ended.</summary>
sealed record Ended(int Code, string Output, string Error)
{
    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];

    public override string ToString() => $"exit {Code}\n{Output}\n--- standard error\n{Error}";
}
