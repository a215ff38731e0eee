using BenchmarkDotNet.Attributes;
using Conformance.Engine;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;

namespace Conformance.Bench.Engine;

/// <summary>What an event costs: it must follow those who watch its folder, and nobody else.</summary>
[MemoryDiagnoser]
public class SubscriptionMatch
{
    const int OtherFolders = 1000;

    World world = null!;
    Change change;

    public static IEnumerable<Crowd> Crowds =>
        [new(1, 1), new(1_000, 1), new(1_000_000, 1), new(1, 10), new(1, 100), new(1_000_000, 100)];

    [ParamsSource(nameof(Crowds))]
    public Crowd Who { get; set; } = new(1, 1);

    [GlobalSetup]
    public void Settle()
    {
        world = new World(new WorldSettings { Limits = new Limits { SubscriptionsPerAccountMax = int.MaxValue } });
        var inbox = world.Store.Find("/exchange/user0/Inbox/")!;
        var drafts = world.Store.Find("/exchange/user0/Drafts/")!;
        var others = Enumerable.Range(0, OtherFolders)
            .Select(i => world.Store.Create(drafts, $"Folder {i}", true, ContentClasses.MailFolder)).ToArray();
        for (var i = 0; i < Who.Unrelated; i++)
            Watch(others[i % OtherFolders]);
        for (var i = 0; i < Who.Watching; i++)
            Watch(inbox);
        var item = world.Store.Create(inbox, "1.EML", false, ContentClasses.Message);
        change = new Change(world.Log.Last, item.Id, 0, inbox.Id, ChangeKind.Created, IsFolder: false);
    }

    [Benchmark]
    public void Route() => EventRouter.Route(world, change);

    void Watch(Resource folder) =>
        world.Subscriptions.Subscribe(folder, "user0", new SubscriptionRequest(NotificationType.Update, null, null, null, null));

    /// <param name="Unrelated">Subscriptions on other folders.</param>
    /// <param name="Watching">Subscriptions on the folder of the event.</param>
    public sealed record Crowd(int Unrelated, int Watching)
    {
        public override string ToString() => FormattableString.Invariant($"{Watching} of {Unrelated + Watching}");
    }
}
