using Conformance.Engine.Accounts;
using Conformance.Engine.Profiles;
using Conformance.Engine.Storage;

namespace Conformance.Engine.Subscriptions;

/// <summary>What clients do with subscriptions: make, renew, poll and cancel them.</summary>
/// <remarks>Each method takes the world's lock. Ids come parsed and distinct; results go into the caller's span, one per id.</remarks>
public sealed class SubscriptionService(World world)
{
    public SubscriptionTable Table { get; } = new();

    /// <summary>Makes a subscription on a resource that the owner may read.</summary>
    /// <returns>Null when the owner holds as many as he may.</returns>
    public Subscription? Subscribe(Resource target, string owner, SubscriptionRequest request)
    {
        lock (world.Gate)
        {
            if (Table.CountOf(owner) >= world.Limits.SubscriptionsPerAccountMax)
                Sweep();
            if (Table.CountOf(owner) >= world.Limits.SubscriptionsPerAccountMax)
                return null;
            var subscription = new Subscription
            {
                Id = world.Rules.IssueId(world.Counters),
                Owner = owner,
                Location = target.Path,
                Target = target.Id,
                Type = request.Type,
                Depth = target.IsFolder ? request.Depth ?? world.Rules.DefaultDepth(target) : 0,
                CallBack = request.CallBack,
                DelaySeconds = request.CallBack is null || request.DelaySeconds is not { } delay
                    ? null
                    : Math.Min(delay, world.Limits.DelaySecondsMax),
                Lease = Lease.Grant(world.Now, world.Rules.GrantLease(world.Limits, request.LifetimeSeconds)),
            };
            Table.Add(subscription);
            return subscription;
        }
    }

    /// <summary>Renews each id that matches; without a lifetime the earlier grant holds again.</summary>
    /// <returns>The last subscription renewed, or null when no id matched.</returns>
    public Subscription? Renew(
        ReadOnlySpan<ulong> ids, string location, string caller, long? lifetimeSeconds, Span<IdStatus> statuses)
    {
        lock (world.Gate)
        {
            Subscription? renewed = null;
            for (var i = 0; i < ids.Length; i++)
            {
                statuses[i] = IdStatus.Unmatched;
                if (Match(ids[i], location, caller) is not { } subscription)
                    continue;
                renewed = subscription;
                statuses[i] = IdStatus.Done;
                var seconds = lifetimeSeconds is null
                    ? subscription.Lease.Seconds
                    : world.Rules.GrantLease(world.Limits, lifetimeSeconds);
                subscription.Lease = world.Rules.RenewLease(subscription.Lease, world.Now, seconds);
                if (world.Readings.RenewalAcknowledges)
                    world.Rules.TakeEvent(subscription);
            }
            return renewed;
        }
    }

    /// <summary>Reports and acknowledges events. Tests and clears each flag in one step.</summary>
    /// <returns>False when the POLL is refused as a whole; then no flag was cleared and the unmatched ids are marked.</returns>
    public bool Poll(ReadOnlySpan<ulong> ids, string location, string caller, Span<IdStatus> statuses)
    {
        lock (world.Gate)
        {
            var unmatched = 0;
            for (var i = 0; i < ids.Length; i++)
            {
                var subscription = Match(ids[i], location, caller);
                statuses[i] = subscription is null ? IdStatus.Unmatched : IdStatus.Quiet;
                if (subscription is null)
                    unmatched++;
                else if (world.Readings.PollRefreshes)
                    subscription.Lease = world.Rules.RefreshOnPoll(subscription.Lease, world.Now);
            }
            if (unmatched == ids.Length || (unmatched > 0 && world.Readings.MixedPoll == MixedPoll.RefusedWhole))
                return false;
            for (var i = 0; i < ids.Length; i++)
                if (statuses[i] != IdStatus.Unmatched && Table.TryFind(ids[i], out var subscription))
                    statuses[i] = world.Rules.Report(subscription, Presence(subscription), world.Rules.TakeEvent);
            return true;
        }
    }

    /// <summary>Cancels each id that matches.</summary>
    public void Unsubscribe(ReadOnlySpan<ulong> ids, string location, string caller, Span<IdStatus> statuses)
    {
        lock (world.Gate)
            for (var i = 0; i < ids.Length; i++)
            {
                var subscription = Match(ids[i], location, caller);
                statuses[i] = subscription is null ? IdStatus.Unmatched : IdStatus.Done;
                if (subscription is not null)
                    world.Rules.Cancel(Table, subscription);
            }
    }

    /// <summary>The live subscription that an id names for this caller at this location.</summary>
    Subscription? Match(ulong id, string location, string caller)
    {
        if (!Table.TryFind(id, out var subscription))
            return null;
        if (world.Rules.HasExpired(subscription.Lease, world.Now))
        {
            Table.Remove(subscription);
            return null;
        }
        return world.Rules.IsOwner(subscription, caller)
            && (!world.Readings.LocationMustMatch || world.Rules.IsAtLocation(subscription, location))
            ? subscription
            : null;
    }

    TargetPresence Presence(Subscription subscription) =>
        world.Store.Find(subscription.Location) is not { } target || target.Id != subscription.Target
            ? TargetPresence.Gone
            : world.May(subscription.Owner, target, Rights.Read) ? TargetPresence.Readable : TargetPresence.Denied;

    void Sweep()
    {
        foreach (var subscription in Table.All.Where(s => world.Rules.HasExpired(s.Lease, world.Now)).ToArray())
            Table.Remove(subscription);
    }
}

/// <summary>How a subscription's target looks to its owner now.</summary>
public enum TargetPresence
{
    Readable,
    Denied,
    Gone,
}
