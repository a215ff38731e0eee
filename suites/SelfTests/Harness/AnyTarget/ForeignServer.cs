using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Conformance.Engine;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.AnyTarget;

/// <summary>The bundled server as anybody's: one world on the real clock, no control port that the harness knows of.</summary>
sealed class ForeignServer : IAsyncDisposable
{
    readonly ReferenceServer server;
    readonly HttpClient control;

    ForeignServer(ReferenceServer server)
    {
        this.server = server;
        control = new HttpClient { BaseAddress = server.ControlUri };
    }

    public static Suite Suite { get; } = Suite.Load(FixturesFolder.Find());

    /// <summary>What a target file of this server says.</summary>
    public Target Target => Foreign.At(server.Worlds[0]);

    public static async Task<ForeignServer> StartAsync(params string[] faults)
    {
        var limits = new Limits().WithShortTimes() with { LeaseSecondsMin = 3, LeaseSecondsDefault = 20 };
        var foreign = new ForeignServer(await ReferenceServer.StartAsync(new ReferenceServerOptions
        {
            Settings = new WorldSettings { IsSimulated = false, Limits = limits },
        }));
        if (faults.Length > 0)
            await foreign.SwitchAsync(faults);
        return foreign;
    }

    /// <summary>What is there: resources by path and class, live subscriptions, waits. Numbers that only ever rise are left out.</summary>
    public async Task<string> StateAsync()
    {
        var state = JsonNode.Parse(await control.GetStringAsync("/worlds/1/state"))!.AsObject();
        foreach (var counter in new[] { "now", "changes", "held" })
            state.Remove(counter);
        foreach (var resource in state["resources"]!.AsArray())
            resource!.AsObject().Remove("change");
        return state.ToJsonString();
    }

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        await server.DisposeAsync();
    }

    async Task SwitchAsync(string[] faults)
    {
        var body = new JsonObject { ["faults"] = new JsonArray([.. faults.Select(f => (JsonNode)f)]) };
        using var answer = await control.PutAsync("/worlds/1/faults", new StringContent(body.ToJsonString()));
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }
}

/// <summary>Targets that are nobody's own, and runs on them.</summary>
static class Foreign
{
    public static Target At(Uri url) => new()
    {
        Name = "foreign",
        Url = url,
        Accounts =
        [
            new Account(Account.First, "user0", new Secret("user0")),
            new Account(Account.Second, "user1", new Secret("user1")),
            new Account(Account.Powerless, "user2", new Secret("user2")),
        ],
        Devices = ["CONFORMANCE*"],
    };

    public static async Task<RunReport> RunAsync(
        Target target, Func<PlannedScenario, bool>? which = null, int? jobs = null, CancellationToken cancel = default)
    {
        await using var session = await Session.OpenAsync(ForeignServer.Suite, target, new WorldOptions(), cancel);
        ImmutableArray<PlannedScenario> plan = [.. ForeignServer.Suite.Scenarios.Where(which ?? (_ => true))];
        return await session.RunAsync(plan, new RunOptions(jobs ?? target.Patience.Jobs, false, 0), null, cancel);
    }

    public static ScenarioReport Of(this RunReport report, string id) => report.Scenarios.Single(s => s.Id == id);

    /// <summary>One line for each scenario that has one of the verdicts.</summary>
    public static string Say(this RunReport report, params Verdict[] verdicts) => string.Join('\n',
        report.Scenarios.Where(s => verdicts.Contains(s.Verdict)).Select(s => $"{s.Verdict} {s.Id}: {s.Reason}"));
}
