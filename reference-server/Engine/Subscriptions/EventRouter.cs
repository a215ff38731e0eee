using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;

namespace Conformance.Engine.Subscriptions;

/// <summary>Takes each change to the subscriptions that watch its resource or its folders, and to no others.</summary>
/// <remarks>The cost of a change grows with the subscriptions on its folder, not with all subscriptions.</remarks>
public static class EventRouter
{
    /// <summary>Sets the flag of each subscription that a change is an event of.</summary>
    public static void Route(World world, Change change)
    {
        if (world.Subscriptions.Table.Count == 0)
            return;
        var now = world.Now;
        foreach (var subscription in world.Rules.Hearers(world, change))
            if (!world.Rules.HasExpired(subscription.Lease, now) && MayHear(world, subscription, change))
            {
                world.Rules.SetEvent(subscription);
                world.Notifier.Hear(subscription);
            }
        world.Notifier.Flush();
    }

    /// <summary>The subscriptions that a change is an event of.</summary>
    public static IEnumerable<Subscription> Hearers(World world, Change change)
    {
        foreach (var place in Places(world.Store, change))
            foreach (var subscription in world.Subscriptions.Table.Watching(place))
                if (world.Rules.Matches(subscription, change, world.Store))
                    yield return subscription;
    }

    /// <summary>Ids of what a change concerns: the resource, its folders, and for a delivery the mailbox.</summary>
    static IEnumerable<long> Places(Store store, Change change)
    {
        yield return change.Resource;
        if (change.ParentBefore != 0)
            yield return change.ParentBefore;
        if (change.ParentAfter != 0 && change.ParentAfter != change.ParentBefore)
            yield return change.ParentAfter;
        if (change.Kind != ChangeKind.Delivered)
            yield break;
        for (var at = store.Find(change.ParentAfter)?.Parent; at is not null; at = at.Parent)
            if (at.ContentClass == ContentClasses.Mailbox)
                yield return at.Id;
    }

    /// <summary>Nobody hears of what he may not read.</summary>
    /// <remarks>What left is judged by what he watches, for it may lie where he never could look.</remarks>
    static bool MayHear(World world, Subscription subscription, Change change)
    {
        var left = change.Kind is ChangeKind.Moved or ChangeKind.Deleted;
        var judged = world.Store.Find(left ? subscription.Target : change.Resource) ?? world.Store.Find(change.ParentBefore);
        return judged is null || world.May(subscription.Owner, judged, Rights.Read);
    }
}
