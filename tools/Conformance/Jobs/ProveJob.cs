using System.Collections.Frozen;
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
    /// <param name="files">Absolute paths of scenario files; those outside the suite cannot be played.</param>
    public async Task<int> RunAsync(FrozenSet<string> files, CancellationToken cancel)
    {
        var fixtures = FixturesFolder.Find();
        var suite = Suite.Load(fixtures);
        var selected = suite.Scenarios
            .Where(s => files.Contains(Path.GetFullPath(Path.Combine(fixtures, "scenarios", s.RelativePath)))).ToList();
        var settings = new Verbs.TargetOptions(null, []).Resolve(Path.Combine(fixtures, "targets"));
        var target = TargetReader.Read(settings, Environment.GetEnvironmentVariable);
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = target.Patience.Jobs });
        await using var session = await Session.OpenAsync(
            suite, target.At(BundledTarget.LogicalUrl, server.ControlUri), new WorldOptions(Faults: []), cancel);
        var report = await SuiteProof.OfAsync(session, suite, [.. selected], target.Patience.Jobs, cancel);
        terminal.Output.Write(ProofText.Of(report));
        return report.IsEnough ? ExitCode.GateMet : ExitCode.NonConformance;
    }
}
