using System.Collections.Immutable;
using Conformance.Harness.Evidence;

namespace Conformance.Harness.Targets.Discovery;

/// <summary>Finds out what a target offers: every word is probed, none is believed, and nothing is left behind.</summary>
public static class DiscoveryRun
{
    /// <summary>A method that does not exist: whoever answers it with success answers anything.</summary>
    const string ControlMethod = "CONFORMANCEPROBE";

    /// <param name="words">The capabilities that the selected scenarios need.</param>
    /// <param name="folder">A folder that does not exist yet, below the notification root.</param>
    public static async Task<DiscoveryResult> RunAsync(
        Target target, DiscoveryTools tools, PatienceBudget budget, Uri folder, IEnumerable<string> words, CancellationToken cancellation)
    {
        var session = new ProbeSession(target, tools, budget, folder);
        try
        {
            await FirstContact(session, cancellation);
            var reports = new Dictionary<string, CapabilityReport>();
            var failures = ImmutableArray.CreateBuilder<AnnouncedFailure>();
            foreach (var capability in Capabilities.Closure(words.Append(Capabilities.Folder)))
                await Probe(session, capability, reports, failures, cancellation);
            var leftovers = await Cleanup.RunAsync(session, cancellation);
            return new Discovered([.. reports.Values], session.ShortestLease, failures.ToImmutable(), leftovers);
        }
        catch (ProbeStoppedException stopped)
        {
            return stopped.Result;
        }
        catch (OperationCanceledException)
        {
            await CleanUpAfterCancel(session);
            throw;
        }
    }

    /// <remarks>Each request is bounded by its patience and three silent ones end it, so this ends too.</remarks>
    static async Task CleanUpAfterCancel(ProbeSession session)
    {
        try
        {
            await Cleanup.RunAsync(session, CancellationToken.None);
        }
        catch (ProbeStoppedException)
        {
            // The target went away meanwhile: nothing can be removed, and the cancellation is what is told.
        }
    }

    static async Task FirstContact(ProbeSession session, CancellationToken cancellation)
    {
        var root = session.Root(session.Target.Roots.Notification);
        var options = await session.AskAsync("OPTIONS", root, cancellation);
        if (IsLogOnRefused(options))
            await Admitted(session, options, cancellation);
        if (options.IsSuccess)
            session.Announced = [.. options.List("Allow"), .. options.List("Public")];
        session.AnswersEverything = (await session.AskAsync(ControlMethod, root, cancellation)).IsSuccess;
        session.TakeExchange();
    }

    /// <summary>One place may be closed to a user who may log on; his own mailbox is not.</summary>
    /// <exception cref="ProbeStoppedException">That is closed too: the credentials are wrong, or none were given.</exception>
    static async Task Admitted(ProbeSession session, ProbeAnswer refused, CancellationToken cancellation)
    {
        var mailbox = await session.AskAsync("OPTIONS", session.Root(session.Target.Roots.Mailbox), cancellation);
        if (!IsLogOnRefused(mailbox))
            return;
        throw new ProbeStoppedException(new LogOnRefused(session.Target[Account.First] is { } alice
            ? $"{session.Target.Url} refuses the log-on of {alice.User}: {refused.Says}, and {mailbox.Says}. "
                + "Check --user, the password (--password-file or CONFORMANCE_PASSWORD) and --auth."
            : $"{session.Target.Url} asks for a log-on and the settings name nobody: {refused.Says}. "
                + "Give --user NAME with --password-file FILE or CONFORMANCE_PASSWORD."));
    }

    static bool IsLogOnRefused(ProbeAnswer answer) =>
        answer.Status is 401 or 407 || answer.Reply.LogOn is { Fault.Length: > 0 };

    static async Task Probe(
        ProbeSession session,
        Capability capability,
        Dictionary<string, CapabilityReport> reports,
        ImmutableArray<AnnouncedFailure>.Builder failures,
        CancellationToken cancellation)
    {
        if (session.Target.Lacks.Contains(capability.Name))
            reports[capability.Name] = new(capability.Name, false, "The settings exclude it.", []);
        else if (capability.Requires.Select(r => reports[r]).FirstOrDefault(r => !r.Offered) is { } lacking)
            reports[capability.Name] = new(capability.Name, false, $"It needs {lacking.Name}: {lacking.Reason}", lacking.Probe);
        else
        {
            var outcome = await capability.ProbeAsync(session, cancellation);
            var reason = outcome.Offered || !session.AnswersEverything
                ? outcome.Reason
                : $"{outcome.Reason} (The server answers even a method that does not exist with success.)";
            reports[capability.Name] = new(capability.Name, outcome.Offered, reason, session.TakeExchange());
        }
        if (!reports[capability.Name].Offered && IsAnnounced(session, capability))
            failures.Add(new AnnouncedFailure(capability.Requirement, reports[capability.Name]));
    }

    /// <remarks>A refusal of rights or of this folder contradicts no list of methods; what the settings announce must work.</remarks>
    static bool IsAnnounced(ProbeSession session, Capability capability)
    {
        if (session.Target.Lacks.Contains(capability.Name))
            return false;
        if (session.Target.Offers.Contains(capability.Name))
            return true;
        var version = capability.Name.StartsWith("version.", StringComparison.Ordinal) && session.Versions.Contains(capability.Name[8..]);
        return version || (capability.Method is { } method && session.Announced.Contains(method) && session.LastRefused(method));
    }
}
