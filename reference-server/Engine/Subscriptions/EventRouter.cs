using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;

namespace Conformance.Engine.Subscriptions;

/// <summary>Takes each change to the subscriptions that watch its resource or its folders, and to no others.</summary>
public sealed class EventRouter(World world)
{
    public void Route(Change change)
    {
        var table = world.Subscriptions.Table;
        if (table.Count == 0)
            return;
        Tell(table.Watching(change.Resource), change);
        if (change.ParentBefore != 0)
            Tell(table.Watching(change.ParentBefore), change);
        if (change.ParentAfter != 0 && change.ParentAfter != change.ParentBefore)
            Tell(table.Watching(change.ParentAfter), change);
        if (change.Kind == ChangeKind.Delivered)
            TellMailbox(change);
    }

    /// <summary>A delivery is also an event of the mailbox that the folder lies in.</summary>
    void TellMailbox(Change change)
    {
        for (var at = world.Store.Find(change.ParentAfter)?.Parent; at is not null; at = at.Parent)
            if (at.ContentClass == ContentClasses.Mailbox)
                Tell(world.Subscriptions.Table.Watching(at.Id), change);
    }

    void Tell(IReadOnlyList<Subscription> watchers, Change change)
    {
        var now = world.Now;
        foreach (var subscription in watchers)
            if (!world.Rules.HasExpired(subscription.Lease, now)
                && world.Rules.Matches(subscription, change, world.Store)
                && MayHear(subscription, change))
                world.Rules.SetEvent(subscription);
    }

    /// <summary>Nobody hears of what he may not read.</summary>
    /// <remarks>What left is judged by what he watches, for it may lie where he never could look.</remarks>
    bool MayHear(Subscription subscription, Change change)
    {
        var left = change.Kind is ChangeKind.Moved or ChangeKind.Deleted;
        var judged = world.Store.Find(left ? subscription.Target : change.Resource) ?? world.Store.Find(change.ParentBefore);
        return judged is null || world.May(subscription.Owner, judged, Rights.Read);
    }
}
