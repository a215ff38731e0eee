using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;

namespace Conformance.SelfTests.Harness.Evidence;

/// <summary>Whole runs of the suite on the bundled server, played once for all tests of evidence.</summary>
static class BundledRuns
{
    /// <summary>The fault that turns most scenarios red.</summary>
    public const string Fault = "poll.all-quiet";

    static readonly Lazy<Task<RunReport>> green = new(() => PlayAsync());
    static readonly Lazy<Task<RunReport>> red = new(() => PlayAsync(Fault));

    public static Suite Suite { get; } = Suite.Load(FixturesFolder.Find());

    public static Task<RunReport> GreenAsync() => green.Value;

    public static Task<RunReport> RedAsync() => red.Value;

    /// <summary>As the command line has it: redacted, with the documented passwords beside.</summary>
    static async Task<RunReport> PlayAsync(params string[] faults)
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        var target = BundledTarget.At(server.ControlUri, Suite.Fixtures);
        await using var session = await Session.OpenAsync(Suite, target, new WorldOptions(Faults: [.. faults]), CancellationToken.None);
        return TargetSecrets.Of(target).Apply(await session.RunAsync(Suite.Scenarios, RunOptions.OneByOne, null, CancellationToken.None));
    }
}
