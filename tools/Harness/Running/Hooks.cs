using System.Diagnostics;
using Conformance.Harness.Targets;
using Conformance.Harness.Targets.Discovery;
using Conformance.Harness.Vocabulary;

namespace Conformance.Harness.Running;

/// <summary>Events that a target's own means make happen: a web hook or a program of its target file.</summary>
static class Hooks
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    /// <summary>Fires the hook; the first line that a program prints, or null, is the path of what it made.</summary>
    /// <exception cref="SetupException">The target offers no means, or it failed.</exception>
    public static async ValueTask<string?> RunAsync(
        Target target, string happening, IReadOnlyDictionary<string, string> values, CancellationToken cancel)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bound.CancelAfter(patience);
        try
        {
            return target.Stimuli[happening] switch
            {
                HookStimulus hook => await AskAsync(hook, values, bound.Token),
                CommandStimulus command => await StartAsync(command, values, bound.Token),
                _ => throw new SetupException($"the target offers no means for the stimulus '{happening}'"),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SetupException($"the means for the stimulus '{happening}' did not end within {patience.TotalSeconds} s");
        }
    }

    /// <summary>As <see cref="RunAsync"/> once on trial, in the mailbox of the first account.</summary>
    public static async Task<StimulusTrial> TryAsync(Target target, string happening, CancellationToken cancel)
    {
        var inbox = target.Root(target.Roots.Mailbox, target[Account.First]?.MailboxName ?? "").AbsolutePath + "Inbox/";
        var values = StimulusValues.Mail(target, inbox, "trial", "A trial of the means that the target's settings name.");
        values["action"] = happening;
        try
        {
            return new StimulusTrial(null, await RunAsync(target, happening, values, cancel));
        }
        catch (SetupException reason)
        {
            return new StimulusTrial(reason.Message, null);
        }
    }

    static async Task<string?> AskAsync(HookStimulus hook, IReadOnlyDictionary<string, string> values, CancellationToken cancel)
    {
        var address = hook.Fill(values);
        try
        {
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(new HttpMethod(hook.Method), address);
            using var answer = await http.SendAsync(request, cancel);
            return answer.IsSuccessStatusCode
                ? null
                : throw new SetupException($"the hook {hook.Method} {address} answered {(int)answer.StatusCode}");
        }
        catch (HttpRequestException fault)
        {
            throw new SetupException($"the hook {hook.Method} {address} failed: {fault.Message}");
        }
    }

    static async Task<string?> StartAsync(CommandStimulus command, IReadOnlyDictionary<string, string> values, CancellationToken cancel)
    {
        var words = command.Fill(values);
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start) ?? throw new SetupException($"'{words[0]}' could not be started");
            var said = process.StandardOutput.ReadToEndAsync(cancel);
            var complaint = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0
                ? (await said).Split('\n')[0].Trim() is { Length: > 0 } path ? path : null
                : throw new SetupException($"'{words[0]}' ended with {process.ExitCode}: {(await complaint).Trim()}");
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new SetupException($"'{words[0]}' could not be started: {fault.Message}");
        }
    }
}
