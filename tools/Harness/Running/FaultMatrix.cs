using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Targets;

namespace Conformance.Harness.Running;

/// <summary>Plays scenarios on a server with a seeded fault, and tells whether they notice.</summary>
/// <remarks>
/// What the server can do is probed once, without any fault, so that no fault hides behind a missing capability. Each
/// fault then has a world of its own; as many are judged at once as the server has worlds.
/// </remarks>
public sealed class FaultMatrix : IDisposable
{
    readonly Target target;
    readonly ImmutableDictionary<string, CapabilityReport> capabilities;
    readonly ImmutableArray<PlannedScenario> plan;
    readonly Verdicts verdicts;
    readonly SemaphoreSlim worlds;

    FaultMatrix(Suite suite, Target target, ImmutableDictionary<string, CapabilityReport> capabilities, int worlds)
    {
        this.target = target;
        this.capabilities = capabilities;
        plan = suite.Scenarios;
        verdicts = new Verdicts(suite.Catalogues, target.IsReference, target.Profile.ToString().ToLowerInvariant());
        this.worlds = new SemaphoreSlim(worlds);
    }

    /// <summary>Reaches a server with a control port and probes it.</summary>
    /// <exception cref="TargetUnreachableException">Nobody answers there.</exception>
    /// <exception cref="ControlException">Its control port does not serve.</exception>
    public static async Task<FaultMatrix> OpenAsync(Suite suite, Target target, CancellationToken cancel)
    {
        var worlds = target.Patience.Jobs;
        await using (var probing = await Session.OpenAsync(suite, target, new WorldOptions(), cancel))
        {
            using var control = new ControlClient(target.Control ?? throw new ControlException("the target names no control port"));
            return new FaultMatrix(
                suite, target, probing.Discovered.Capabilities.ToImmutableDictionary(c => c.Name),
                Math.Min(worlds, await control.CountWorldsAsync(cancel)));
        }
    }

    /// <summary>Plays a fault against the scenarios it names, or against all of its face; a variant always against all.</summary>
    /// <remarks>A fault that the server does not know is a fault of the harness in each scenario, and so survives.</remarks>
    public async Task<FaultVerdict> JudgeAsync(SeededFault fault, bool all, CancellationToken cancel)
    {
        var whole = all || fault.Kind == FaultKind.Variant || fault.Share > 0;
        var selected = plan.Where(p => whole ? p.File.Face == fault.Face : fault.Scenarios.Contains(p.File.Id));
        return FaultVerdict.Of(fault, await PlayAsync([.. selected], [fault.Id], cancel));
    }

    /// <summary>Judges many, several at once; the verdicts come in the order of the faults, each as soon as it is known.</summary>
    public async IAsyncEnumerable<FaultVerdict> JudgeAsync(
        IEnumerable<SeededFault> faults, bool all, [EnumeratorCancellation] CancellationToken cancel)
    {
        var verdicts = faults.Select(fault => JudgeAsync(fault, all, cancel)).ToArray();
        foreach (var verdict in verdicts)
            yield return await verdict;
    }

    /// <summary>The requirements that a face's scenarios judge on this server when nothing is wrong.</summary>
    public async Task<ImmutableSortedSet<string>> JudgedRequirementsAsync(string face, CancellationToken cancel)
    {
        var reports = await PlayAsync([.. plan.Where(p => p.File.Face == face)], [], cancel);
        var ids = from report in reports
                  from one in report.Cases
                  from line in one.Lines
                  where line.Requirement.Length > 0
                  select line.Requirement;
        return [.. ids];
    }

    public void Dispose() => worlds.Dispose();

    async Task<ImmutableArray<ScenarioReport>> PlayAsync(
        ImmutableArray<PlannedScenario> selected, ImmutableArray<string> faults, CancellationToken cancel)
    {
        await worlds.WaitAsync(cancel);
        try
        {
            await using var host = await WorldStageHost.OpenAsync(target, new WorldOptions(Faults: faults), cancel);
            var runner = new SuiteRunner(host, capabilities, verdicts, new PatienceBudget(), RunOptions.OneByOne);
            return (await runner.RunAsync(selected, null, cancel)).Reports;
        }
        finally
        {
            worlds.Release();
        }
    }
}
