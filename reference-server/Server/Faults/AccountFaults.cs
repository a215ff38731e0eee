using System.Text;
using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>A server that does not ask who somebody is, or whose a subscription is.</summary>
static class AccountFaults
{
    static readonly string firstAccount = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user0:user0"));

    public static readonly Fault[] All =
    [
        Fault.OfFace("access.anonymous", rules => rules with
        {
            Authenticate = (authentication, header) =>
                rules.Authenticate(authentication, header.Count == 0 ? firstAccount : header),
        }),
        Fault.OfRule("poll.foreign-id", rules => rules with { IsOwner = (_, _, _) => true }),
        Fault.OfRule("poll.foreign-id-is-500", rules => rules with
        {
            IsOwner = (subscription, caller, use) => rules.IsOwner(subscription, caller, use)
                || (use == IdUse.Poll ? throw new InvalidOperationException($"{caller} has no {subscription.Id}.") : false),
        }),
        Fault.OfRule("poll.foreign-id-clears", rules => rules with
        {
            IsOwner = (subscription, caller, use) =>
            {
                var isOwner = rules.IsOwner(subscription, caller, use);
                if (!isOwner && use == IdUse.Poll)
                    Touch(subscription);
                return isOwner;
            },
        }),
    ];

    /// <summary>What a POLL does before it would have to ask for the owner.</summary>
    static void Touch(Subscription subscription)
    {
        subscription.TakeEvent();
        subscription.Lease = subscription.Lease.Refresh(subscription.Lease.ExpiresAt);
    }
}
