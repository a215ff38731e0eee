using System.Collections.Frozen;
using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Proof;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;

namespace Conformance.CommandLine.Jobs;

/// <summary>What <c>lint --prove</c> does: plays scenarios on the bundled server and mutates every answer that was judged.</summary>
/// <remarks>Exit code 1 when more lines than <see cref="ProofReport.ShareMax"/> allows turn red under no mutation.</remarks>
public sealed class ProveJob(Terminal terminal)
{
    static readonly ImmutableDictionary<string, ImmutableArray<string>> noFlags = ImmutableDictionary<string, ImmutableArray<string>>.Empty;
    static readonly Func<string, string?> noVariables = _ => null;

    /// <param name="files">Absolute paths of scenario files; those outside the suite cannot be played.</param>
    public async Task<int> RunAsync(FrozenSet<string> files, CancellationToken cancel)
    {
        var fixtures = FixturesFolder.Find();
        var suite = Suite.Load(fixtures);
        var selected = suite.Scenarios
            .Where(s => files.Contains(Path.GetFullPath(Path.Combine(fixtures, "scenarios", s.RelativePath)))).ToList();
        // Whatever flags and variables say of other targets: only the bundled server passes every line.
        var target = TargetReader.Read(TargetLocator.Locate(null, noFlags, noVariables, Path.Combine(fixtures, "targets")), noVariables);
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = target.Patience.Jobs });
        await using var session = await Session.OpenAsync(
            suite, target.At(BundledTarget.LogicalUrl, server.ControlUri), new WorldOptions(Faults: []), cancel);
        var report = await SuiteProof.OfAsync(session, suite, [.. selected], target.Patience.Jobs, cancel);
        terminal.Output.Write(ProofText.Of(report));
        return report.IsEnough ? ExitCode.GateMet : ExitCode.NonConformance;
    }
}
