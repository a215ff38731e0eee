using Conformance.Engine.Subscriptions;
using Conformance.Server.Notification;

namespace Conformance.Server.Faults;

/// <summary>Renewals that make, revive, refuse or leave what they should not.</summary>
static class RenewFaults
{
    /// <summary>The type that the renewal being served names, for the one rule that takes it over.</summary>
    static readonly AsyncLocal<NotificationType?> typeAsked = new();

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
