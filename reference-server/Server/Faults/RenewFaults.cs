using Conformance.Engine.Subscriptions;
using Conformance.Server.Notification;

namespace Conformance.Server.Faults;

/// <summary>Renewals that make, revive, refuse or leave what they should not.</summary>
static class RenewFaults
{
    /// <summary>The type that the renewal being served names, for the one rule that takes it over.</summary>
    static readonly AsyncLocal<NotificationType?> typeAsked = new();

    /// <summary>The first subscription that the renewal being served names.</summary>
    static readonly AsyncLocal<Subscription?> first = new();

    public static readonly Fault[] All =
    [
        Fault.OfRule("renew.makes-another", rules => rules with
        {
            Renew = (world, old, seconds) => Copies.Put(
                world, old, world.Rules.IssueId(world.Counters), old.Type, Lease.Grant(world.Now, seconds)),
        }),
        Fault.OfRule("renew.does-not-extend", rules => rules with
        {
            Renew = (_, subscription, seconds) =>
            {
                subscription.Lease = Lease.Grant(subscription.Lease.ExpiresAt.AddSeconds(-seconds), seconds);
                return subscription;
            },
        }),
        Fault.OfRule("renew.revives-dead", rules => rules with
        {
            ReportUnmatched = use => use == IdUse.Renew ? IdStatus.Done : rules.ReportUnmatched(use),
        }),
        Fault.OfRule("renew.all-or-nothing", rules => rules with
        {
            Refuses = (world, use, matches) =>
                (use == IdUse.Renew && matches.Unmatched > 0) || rules.Refuses(world, use, matches),
        }),
        Fault.OfRule("renew.refuses-all", rules => rules with
        {
            Refuses = (world, use, matches) => use == IdUse.Renew || rules.Refuses(world, use, matches),
        }),
        Fault.OfRule("renew.only-first", rules => rules with
        {
            Refuses = (world, use, matches) =>
            {
                first.Value = use == IdUse.Renew ? matches.Found.FirstOrDefault() : null;
                return rules.Refuses(world, use, matches);
            },
            Renew = (world, subscription, seconds) =>
                subscription == first.Value ? rules.Renew(world, subscription, seconds) : subscription,
        }),
        Fault.OfRule("renew.foreign-id", rules => rules with
        {
            IsOwner = (subscription, caller, use) => use == IdUse.Renew || rules.IsOwner(subscription, caller, use),
        }),
        Fault.OfWire("renew.412-without-ids", answer =>
            answer.Answers("SUBSCRIBE", 412) ? answer.Without(NotificationHeaders.SubscriptionId) : answer),
        Fault.OfWire("renew.illegal-is-500", answer =>
            answer.Answers("SUBSCRIBE", 400) ? answer.WithStatus(500, "Internal Server Error") : answer),
        Fault.OfRule("renew.any-location", rules => MatchingFaults.AtAnyLocation(rules, IdUse.Renew)),
        new("renew.changes-type",
            rules => rules with
            {
                Renew = (world, old, seconds) => Copies.Put(
                    world, old, old.Id, typeAsked.Value ?? old.Type, Lease.Grant(world.Now, seconds)),
            },
            rules => rules with
            {
                Notification = rules.Notification with
                {
                    HasHeadersOfNew = headers =>
                    {
                        typeAsked.Value = rules.Notification.ReadType(headers[NotificationHeaders.NotificationType]);
                        return false;
                    },
                },
            },
            null),
    ];
}
