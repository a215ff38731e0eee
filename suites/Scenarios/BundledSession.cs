using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;

namespace Conformance.Scenarios;

/// <summary>The bundled server, started for the tests, with the suite's data beside it.</summary>
sealed class BundledSession : IAsyncDisposable
{
    readonly ReferenceServer server;
    readonly Session session;

    BundledSession(ReferenceServer server, Session session)
    {
        this.server = server;
        this.session = session;
    }

    public static Suite Suite { get; } = Suite.Load(FixturesFolder.Find());

    public static async Task<BundledSession> StartAsync()
    {
        var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        var target = BundledTarget.At(server.ControlUri, Suite.Fixtures);
        return new BundledSession(server, await Session.OpenAsync(Suite, target, new WorldOptions(), CancellationToken.None));
    }

    /// <summary>Plays one scenario; the evidence is what the console would say of it.</summary>
    public async Task<(ScenarioReport Report, string Evidence)> PlayAsync(PlannedScenario planned)
    {
        var report = await session.RunAsync([planned], RunOptions.OneByOne, null, CancellationToken.None);
        return (report.Scenarios[0], EvidenceText.Of(report, Suite.Catalogues));
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        await server.DisposeAsync();
    }
}
