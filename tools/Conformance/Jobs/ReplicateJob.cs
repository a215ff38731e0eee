using System.Security.Cryptography;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Mirrors;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Harness.Vocabulary;
using Conformance.Server;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>conformance replicate</c> does: plays sequences, and prints the first wrong one as a scenario.</summary>
/// <remarks>
/// Ends with 0 when the mirrors followed in all, 1 when they did not or a writer was refused, 4 when the target has no
/// manifests; 2 and 3 as everywhere. The scenario is all that goes to standard output then, so it can be kept as a file.
/// </remarks>
public sealed class ReplicateJob(Terminal terminal)
{
    public async Task<int> RunAsync(ReplicateRequest request, CancellationToken cancel)
    {
        var suite = Suite.Load(FixturesFolder.Find());
        var settings = request.Target.Resolve(Path.Combine(suite.Fixtures, "targets"));
        var target = TargetReader.Read(settings, Environment.GetEnvironmentVariable);
        if (!request.Faults.IsEmpty && !target.HasControlClock)
            throw new UsageException("--fault switches a seeded fault on; only a target with a control port has any");
        var seed = request.Seed ?? RandomNumberGenerator.GetInt32(1, int.MaxValue);
        var options = new SequenceOptions(seed, request.Sequences, request.Steps);
        Say($"{Plural.Of(options.Sequences, "sequence")} of {options.Length} steps from --seed {seed}");
        try
        {
            await using var server = target.IsReference
                ? await ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = 1 })
                : null;
            await using var session = await Session.OpenAsync(
                suite, server is null ? target : target.At(BundledTarget.LogicalUrl, server.ControlUri),
                new WorldOptions(Faults: request.Faults), cancel, SequenceRun.Needs);
            return Lacks(session)
                ? ExitCode.NothingVerified
                : Tell(suite, await session.ReplicateAsync(options, null, cancel));
        }
        catch (ControlException refusal) when (refusal.Status == 400 && !request.Faults.IsEmpty)
        {
            throw new UsageException($"--fault: {refusal.Message}");
        }
        catch (LogOnRefusedException refused)
        {
            throw new UsageException(refused.Message);
        }
        catch (SetupException refused)
        {
            Say($"blocked, since a writer was refused: {refused.Message}");
            return ExitCode.NonConformance;
        }
        catch (Exception end) when (end is TargetUnreachableException or ControlException or RunAbortedException
            || (end is OperationCanceledException && cancel.IsCancellationRequested))
        {
            Say(end is OperationCanceledException ? Session.Stopped : end.Message);
            return ExitCode.Aborted;
        }
    }

    /// <summary>Says what the target does not offer, with the probe that showed it.</summary>
    bool Lacks(Session session)
    {
        var missing = session.Discovered.Capabilities
            .Where(capability => SequenceRun.Needs.Contains(capability.Name) && !capability.Offered).ToArray();
        foreach (var capability in missing)
            Say($"not applicable, the target lacks {capability.Name}: {capability.Reason}");
        return missing.Length > 0;
    }

    int Tell(Suite suite, SequenceFindings found)
    {
        if (found.Restarts > 0)
            Say($"{Plural.Of(found.Restarts, "time")} an older collblob was refused, and the mirror began anew (REPL-29)");
        if (found.Failure is not { } failure)
        {
            var (sequences, requests) = (Plural.Of(found.Sequences, "sequence"), Plural.Of(found.Exchanges, "request"));
            terminal.Output.WriteLine($"The mirrors followed: {sequences}, {requests}, seed {found.Options.Seed}.");
            return ExitCode.GateMet;
        }
        var shown = Plural.Of(failure.Requests, "request");
        Say($"sequence {failure.Index + 1} went wrong, and {shown} show it: {failure.Sentence}");
        terminal.Error.WriteLine($"  {failure.Requirement}: {suite.Catalogues.Find(failure.Requirement)!.Sentence}");
        terminal.Error.WriteLine(
            $"  kept as fixtures/scenarios/replication/{failure.ScenarioId}.scenario, it can be run again:"
            + $" conformance run {failure.ScenarioId}");
        terminal.Output.Write(failure.Scenario);
        return ExitCode.NonConformance;
    }

    void Say(string sentence) => terminal.Error.WriteLine($"conformance: {sentence}");
}
