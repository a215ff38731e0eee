using Conformance.Engine.Accounts;
using Conformance.Engine.Notifying;
using Conformance.Engine.Storage;

namespace Conformance.Engine.Subscriptions;

/// <summary>What clients do with subscriptions: make, renew, poll and cancel them.</summary>
/// <remarks>Each method takes the world's lock. Ids come parsed and distinct; results go into the caller's span, one per id.</remarks>
public sealed class SubscriptionService
{
    readonly World world;
    readonly Func<Subscription, bool> take;

    internal SubscriptionService(World world)
    {
        this.world = world;
        take = subscription => world.Rules.TakeEvent(world, subscription);
        Expiry = new Expiry(world);
        Table.Joined = Expiry.Add;
        Table.Left = subscription =>
        {
            Expiry.Remove(subscription);
            world.Rules.Notify.OnGone(world.Notifier, subscription);
        };
    }

    public SubscriptionTable Table { get; } = new();

    public Expiry Expiry { get; }

    /// <summary>Makes a subscription on a resource that the owner may read.</summary>
    /// <returns>Null when the owner, or the host of the call-back, holds as many as it may.</returns>
    public Subscription? Subscribe(Resource target, string owner, SubscriptionRequest request)
    {
        lock (world.Gate)
        {
            if (!HasRoom(owner, request.CallBack))
                Expiry.Sweep();
            if (!HasRoom(owner, request.CallBack))
                return null;
            var subscription = new Subscription
            {
                Id = world.Rules.IssueId(world.Counters),
                Owner = owner,
                Location = LocationOf(target),
                Target = target.Id,
                Type = request.Type,
                Depth = target.IsFolder ? request.Depth ?? world.Rules.DefaultDepth(target) : 0,
                CallBack = request.CallBack,
                DelaySeconds = request.CallBack is null || request.DelaySeconds is not { } delay
                    ? null
                    : world.Rules.Notify.GrantDelay(world.Limits, delay),
                Lease = Lease.Grant(world.Now, world.Rules.GrantLease(world.Limits, request.LifetimeSeconds)),
            };
            return world.Rules.Admit(world, subscription);
        }
    }

    /// <summary>Renews each id that matches; without a lifetime the earlier grant holds again.</summary>
    /// <param name="delaySeconds">A new delay for those with a call-back; null leaves the one in force.</param>
    /// <param name="renewed">The last subscription renewed; null when none was.</param>
    /// <returns>False when the renewal is refused as a whole; then no lease was touched.</returns>
    public bool Renew(
        ReadOnlySpan<ulong> ids, string location, string caller, long? lifetimeSeconds, int? delaySeconds,
        Span<IdStatus> statuses, out Subscription? renewed)
    {
        renewed = null;
        lock (world.Gate)
        {
            var matches = Match(ids, location, caller, IdUse.Renew, statuses);
            if (world.Rules.Refuses(world, IdUse.Renew, matches))
                return false;
            for (var i = 0; i < ids.Length; i++)
            {
                if (matches.Found[i] is not { } subscription)
                    continue;
                renewed = world.Rules.Renew(world, subscription, world.Rules.GrantRenewal(world, subscription, lifetimeSeconds));
                Expiry.OnRenewed(renewed);
                statuses[i] = IdStatus.Done;
                if (delaySeconds is { } delay && subscription.CallBack is not null)
                    subscription.DelaySeconds = world.Rules.Notify.GrantDelay(world.Limits, delay);
                if (world.Readings.RenewalAcknowledges)
                    world.Rules.TakeEvent(world, subscription);
                world.Notifier.Acknowledge(subscription);
            }
            return true;
        }
    }

    /// <summary>Reports and acknowledges events. Tests and clears each flag in one step.</summary>
    /// <returns>False when the POLL is refused as a whole; then no flag was cleared.</returns>
    public bool Poll(ReadOnlySpan<ulong> ids, string location, string caller, Span<IdStatus> statuses)
    {
        lock (world.Gate)
        {
            var now = world.Now;
            var matches = Match(ids, location, caller, IdUse.Poll, statuses);
            var refused = world.Rules.Refuses(world, IdUse.Poll, matches);
            Subscription? seen = null;
            var presence = TargetPresence.Gone;
            for (var i = 0; i < ids.Length; i++)
            {
                if (matches.Found[i] is not { } subscription)
                    continue;
                // The ids of a POLL mostly watch one place: what was seen of it holds for the next.
                if (seen is null || !WatchAlike(seen, subscription))
                    (seen, presence) = (subscription, Presence(subscription));
                statuses[i] = refused ? IdStatus.Quiet : world.Rules.Report(subscription, presence, take);
                if (world.Readings.PollRefreshes)
                    subscription.Lease = world.Rules.RefreshOnPoll(subscription.Lease, new(i, statuses[i]), now);
                if (!refused)
                    world.Notifier.Acknowledge(subscription);
            }
            return !refused;
        }
    }

    /// <summary>Cancels each id that matches.</summary>
    public void Unsubscribe(ReadOnlySpan<ulong> ids, string location, string caller, Span<IdStatus> statuses)
    {
        lock (world.Gate)
        {
            var matches = Match(ids, location, caller, IdUse.Cancel, statuses);
            var cancelled = 0;
            for (var i = 0; i < ids.Length; i++)
                if (matches.Found[i] is { } subscription)
                {
                    statuses[i] = IdStatus.Done;
                    world.Rules.Cancel(world, subscription, cancelled++);
                }
        }
    }

    /// <summary>Those who watch one place share its name.</summary>
    string LocationOf(Resource target) =>
        target.Path is var path && Table.Watching(target.Id) is [.., { } last] && last.Location == path ? last.Location : path;

    /// <summary>Forgets all subscriptions.</summary>
    public void Clear()
    {
        Table.Clear();
        Expiry.Clear();
    }

    IdMatches Match(ReadOnlySpan<ulong> ids, string location, string caller, IdUse use, Span<IdStatus> statuses)
    {
        var found = new Subscription?[ids.Length];
        var now = world.Now;
        var unmatched = 0;
        for (var i = 0; i < ids.Length; i++)
            if ((found[i] = Match(ids[i], location, caller, use, now)) is null
                && (statuses[i] = world.Rules.ReportUnmatched(use)) == IdStatus.Unmatched)
                unmatched++;
        return new IdMatches(found, unmatched);
    }

    /// <summary>The live subscription that an id names for this caller at this location.</summary>
    Subscription? Match(ulong id, string location, string caller, IdUse use, DateTimeOffset now)
    {
        if (!Table.TryFind(id, out var subscription))
            return null;
        if (world.Rules.HasExpired(subscription.Lease, now))
        {
            Table.Remove(subscription);
            return null;
        }
        return world.Rules.IsOwner(subscription, caller, use)
            && (world.Rules.IsAtLocation(subscription, location, use) || IsServedAnywhere(location, caller))
            ? subscription
            : null;
    }

    /// <summary>Where the location need not match, any place of the store will do that is there for the caller.</summary>
    bool IsServedAnywhere(string location, string caller) =>
        !world.Readings.LocationMustMatch
        && world.Store.Find(location) is { } place && world.May(caller, place, Rights.Read);

    TargetPresence Presence(Subscription subscription) =>
        world.Store.Find(subscription.Target) is not { } target || !target.IsAt(subscription.Location)
            ? TargetPresence.Gone
            : world.May(subscription.Owner, target, Rights.Read) ? TargetPresence.Readable : TargetPresence.Denied;

    /// <summary>Whether two look at the same thing by the same name with the same eyes.</summary>
    static bool WatchAlike(Subscription one, Subscription other) =>
        one.Target == other.Target && one.Location == other.Location && one.Owner == other.Owner;

    bool HasRoom(string owner, CallBack? callBack) =>
        world.Rules.HasRoom(world, owner)
        && (callBack is null || Table.CountAt(callBack.Host) < world.Limits.CallBackSubscriptionsPerHostMax);
}

/// <summary>How a subscription's target looks to its owner now.</summary>
public enum TargetPresence
{
    Readable,
    Denied,
    Gone,
}
