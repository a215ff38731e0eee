using System.Globalization;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Evidence;
using Conformance.Server;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance serve</c> does: starts the reference server, says where it is and who may log on, and waits for its end.</summary>
public sealed class ServeJob(Terminal terminal)
{
    /// <summary>The last line before the wait; whoever started the server may go on when it has come.</summary>
    public const string Ready = "Ctrl+C stops the server.";

    /// <returns>0 when it was told to stop.</returns>
    /// <exception cref="UsageException">It cannot listen at an address.</exception>
    public async Task<int> RunAsync(ServeOptions options, CancellationToken stop)
    {
        await using var server = await StartAsync(options);
        for (var world = 0; world < server.Worlds.Length; world++)
            Tell(world == 0 ? "world" : string.Create(CultureInfo.InvariantCulture, $"world {world + 1}"), server.Worlds[world].AbsoluteUri);
        if (options.Control is not null)
        {
            Tell("control", server.ControlUri.AbsoluteUri);
            Tell("console", new Uri(server.ControlUri, "console").AbsoluteUri);
        }
        Tell("clock", options.IsSimulated ? "simulated, moved by the control port" : "real");
        Tell("profile", options.Profile);
        foreach (var fault in options.Faults)
            Tell("fault", fault);
        foreach (var account in server.Accounts)
            Tell("account", $"{account.Name}, password {account.Password}");
        if (server.Fingerprint is { } fingerprint)
            Tell("certificate", $"SHA-256 {fingerprint}");
        terminal.Output.WriteLine(Ready);
        await terminal.Output.FlushAsync(stop);
        await UntilAsync(stop);
        return ExitCode.GateMet;
    }

    static async Task<ReferenceServer> StartAsync(ServeOptions options)
    {
        try
        {
            return await ReferenceServer.StartAsync(new ReferenceServerOptions
            {
                Url = options.Url,
                Control = options.Control,
                Worlds = options.Worlds,
                AccountCount = options.Accounts,
                IsSimulated = options.IsSimulated,
                HasShortTimes = options.ShortTimes,
                Profile = options.Profile,
                Faults = options.Faults,
                CallBackTo = options.CallBackTo,
                ImHost = options.ImHost,
                ImRoutes = options.Routes,
                ImTakesBasic = options.ImTakesBasic,
            });
        }
        catch (Exception reason) when (reason is IOException or ArgumentException)
        {
            throw new UsageException(reason.Message);
        }
    }

    static async Task UntilAsync(CancellationToken stop)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(told.SetResult);
        await told.Task;
    }

    void Tell(string what, string value) => terminal.Output.WriteLine($"{what,-12} {value}");
}
