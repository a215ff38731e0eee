using Conformance.Engine.Accounts;
using Conformance.Engine.Locks;
using Conformance.Engine.Notifying;
using Conformance.Engine.Presence;
using Conformance.Engine.Profiles;
using Conformance.Engine.Searching;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;

namespace Conformance.Engine;

/// <summary>The rules that a world decides by, one member each.</summary>
/// <remarks>
/// The default of each member is the documented rule. A world takes its rules as a whole, so that one of them can be
/// replaced and nothing else: <c>rules with { IsOwner = (_, _) => true }</c>.
/// </remarks>
public sealed record Rules
{
    /// <summary>Asked seconds, or null, to granted seconds. Source: "Subscription-Lifetime Header".</summary>
    public Func<Limits, long?, int> GrantLease { get; init; } = (limits, asked) =>
        asked is null
            ? limits.LeaseSecondsDefault
            : (int)Math.Clamp(asked.Value, limits.LeaseSecondsMin, limits.LeaseSecondsMax);

    /// <summary>Seconds that a renewal grants; one that asks for none gets its earlier grant again (C-22).</summary>
    public Func<World, Subscription, long?, int> GrantRenewal { get; init; } = (world, subscription, asked) =>
        asked is null ? subscription.Lease.Seconds : world.Rules.GrantLease(world.Limits, asked);

    public Func<Lease, DateTimeOffset, bool> HasExpired { get; init; } = (lease, now) => lease.HasExpired(now);

    /// <summary>A POLL refreshes every subscription it names, whatever it reports of it. Source: "POLL Method".</summary>
    public Func<Lease, PolledId, DateTimeOffset, Lease> RefreshOnPoll { get; init; } = (lease, _, now) => lease.Refresh(now);

    /// <summary>A renewal grants so many seconds from now on; gives the subscription that is now in force.</summary>
    /// <remarks>Source: "SUBSCRIBE Method".</remarks>
    public Func<World, Subscription, int, Subscription> Renew { get; init; } = (world, subscription, seconds) =>
    {
        subscription.Lease = Lease.Grant(world.Now, seconds);
        return subscription;
    };

    /// <summary>Takes a new subscription in; gives the one that the client is told of.</summary>
    public Func<World, Subscription, Subscription> Admit { get; init; } = (world, subscription) =>
    {
        world.Subscriptions.Table.Add(subscription);
        return subscription;
    };

    /// <summary>Whether an account may hold one subscription more.</summary>
    public Func<World, string, bool> HasRoom { get; init; } = (world, owner) =>
        world.Subscriptions.Table.CountOf(owner) < world.Limits.SubscriptionsPerAccountMax;

    public Func<Counters, int> IssueId { get; init; } = counters => counters.NextSubscription();

    /// <summary>Depth of a subscription that names none: 1 on a folder, 0 on an item.</summary>
    public Func<Resource, int> DefaultDepth { get; init; } = target => target.IsFolder ? 1 : 0;

    /// <summary>Whether a change is an event of a subscription.</summary>
    public Func<Subscription, Change, Store, bool> Matches { get; init; } = EventMatching.Matches;

    /// <summary>The subscriptions that a change is an event of: those that watch its resource or folders, and match.</summary>
    public Func<World, Change, IEnumerable<Subscription>> Hearers { get; init; } = EventRouter.Hearers;

    public Action<Subscription> SetEvent { get; init; } = subscription => subscription.SetEvent();

    /// <summary>Tests and clears the event flag in one step.</summary>
    public Func<World, Subscription, bool> TakeEvent { get; init; } = (_, subscription) => subscription.TakeEvent();

    /// <summary>What a POLL reports of one matched subscription, where the last argument takes its event.</summary>
    /// <remarks>A pending event of a target that is gone is told once before its absence is.</remarks>
    public Func<Subscription, TargetPresence, Func<Subscription, bool>, IdStatus> Report { get; init; } =
        (subscription, presence, take) =>
            presence == TargetPresence.Denied ? IdStatus.Denied
            : take(subscription) ? IdStatus.Fired
            : presence == TargetPresence.Gone ? IdStatus.Gone
            : IdStatus.Quiet;

    /// <summary>What an id that matched nothing is reported as.</summary>
    public Func<IdUse, IdStatus> ReportUnmatched { get; init; } = _ => IdStatus.Unmatched;

    /// <summary>Whether a request is refused as a whole because of ids that did not match; nothing is done then.</summary>
    public Func<World, IdUse, IdMatches, bool> Refuses { get; init; } = (world, use, matches) =>
        use != IdUse.Cancel
        && (matches.Unmatched == matches.Count
            || (use == IdUse.Poll && matches.Unmatched > 0 && world.Readings.MixedPoll == MixedPoll.RefusedWhole));

    public Func<Subscription, string, IdUse, bool> IsOwner { get; init; } =
        (subscription, caller, _) => string.Equals(subscription.Owner, caller, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a decoded path is the location of a subscription: without case, final slash ignored.</summary>
    public Func<Subscription, string, IdUse, bool> IsAtLocation { get; init; } = (subscription, path, _) =>
        path.AsSpan().TrimEnd('/').Equals(subscription.Location.AsSpan().TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    /// <summary>Ends one of the subscriptions that an UNSUBSCRIBE names; the number counts them from 0.</summary>
    public Action<World, Subscription, int> Cancel { get; init; } = (world, subscription, _) =>
        world.Subscriptions.Table.Remove(subscription);

    public LockRules Locks { get; init; } = new();

    public NotifyRules Notify { get; init; } = new();

    public PresenceRules Presence { get; init; } = new();

    public SearchRules Search { get; init; } = new();

    /// <summary>The rights of an account on a resource.</summary>
    public Func<AccessList, Resource, string, Rights> RightsOf { get; init; } =
        (access, resource, account) => access.Of(resource, account);
}
