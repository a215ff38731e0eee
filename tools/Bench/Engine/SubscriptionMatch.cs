using BenchmarkDotNet.Attributes;
using Conformance.Engine;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;

namespace Conformance.Bench.Engine;

/// <summary>What an event costs beside the subscriptions that do not watch its folder: it must not grow with them.</summary>
[MemoryDiagnoser]
public class SubscriptionMatch
{
    World world = null!;
    Change change;

    [Params(1, 1_000, 100_000)]
    public int Unrelated { get; set; }

    [GlobalSetup]
    public void Settle()
    {
        world = new World(new WorldSettings());
        var inbox = world.Store.Find("/exchange/user0/Inbox/")!;
        var drafts = world.Store.Find("/exchange/user0/Drafts/")!;
        Watch(1, inbox);
        for (var i = 0; i < Unrelated; i++)
            Watch(i + 2, drafts);
        change = new Change(1, inbox.Id, inbox.Parent!.Id, inbox.Parent.Id, ChangeKind.Properties);
    }

    [Benchmark]
    public void Route() => EventRouter.Route(world, change);

    void Watch(int id, Resource folder) => world.Subscriptions.Table.Add(new Subscription
    {
        Id = id,
        Owner = "user0",
        Location = folder.Path,
        SpelledLocation = folder.Path,
        Target = folder.Id,
        Type = NotificationType.Update,
        Depth = 1,
        Lease = Lease.Grant(world.Now, 3600),
    });
}
