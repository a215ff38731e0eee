using Conformance.Engine.Accounts;
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

    public Func<Lease, DateTimeOffset, bool> HasExpired { get; init; } = (lease, now) => lease.HasExpired(now);

    /// <summary>A POLL refreshes every subscription it names. Source: "POLL Method".</summary>
    public Func<Lease, DateTimeOffset, Lease> RefreshOnPoll { get; init; } = (lease, now) => lease.Refresh(now);

    /// <summary>A renewal grants again from now on. Source: "SUBSCRIBE Method".</summary>
    public Func<Lease, DateTimeOffset, int, Lease> RenewLease { get; init; } = (_, now, seconds) => Lease.Grant(now, seconds);

    public Func<Counters, int> IssueId { get; init; } = counters => counters.NextSubscription();

    /// <summary>Depth of a subscription that names none: 1 on a folder, 0 on an item.</summary>
    public Func<Resource, int> DefaultDepth { get; init; } = target => target.IsFolder ? 1 : 0;

    /// <summary>Whether a change is an event of a subscription.</summary>
    public Func<Subscription, Change, Store, bool> Matches { get; init; } = EventMatching.Matches;

    public Action<Subscription> SetEvent { get; init; } = subscription => subscription.SetEvent();

    /// <summary>Tests and clears the event flag in one step.</summary>
    public Func<Subscription, bool> TakeEvent { get; init; } = subscription => subscription.TakeEvent();

    /// <summary>What a POLL reports of one matched subscription; calls the last argument to take its event.</summary>
    /// <remarks>A pending event of a target that is gone is told once before its absence is.</remarks>
    public Func<Subscription, TargetPresence, Func<Subscription, bool>, IdStatus> Report { get; init; } =
        (subscription, presence, take) =>
            presence == TargetPresence.Denied ? IdStatus.Denied
            : take(subscription) ? IdStatus.Fired
            : presence == TargetPresence.Gone ? IdStatus.Gone
            : IdStatus.Quiet;

    public Func<Subscription, string, bool> IsOwner { get; init; } =
        (subscription, caller) => string.Equals(subscription.Owner, caller, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a decoded path is the location of a subscription: without case, final slash ignored.</summary>
    public Func<Subscription, string, bool> IsAtLocation { get; init; } = (subscription, path) =>
        path.AsSpan().TrimEnd('/').Equals(subscription.Location.AsSpan().TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    public Action<SubscriptionTable, Subscription> Cancel { get; init; } = (table, subscription) => table.Remove(subscription);

    /// <summary>The rights of an account on a resource.</summary>
    public Func<AccessList, Resource, string, Rights> RightsOf { get; init; } =
        (access, resource, account) => access.Of(resource, account);
}
