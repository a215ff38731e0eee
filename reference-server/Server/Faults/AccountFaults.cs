using System.Text;
using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>A server that does not ask who somebody is, or whose a subscription is.</summary>
static class AccountFaults
{
    /// <summary>The credentials of an account that is in every world.</summary>
    internal static readonly string FirstAccount = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user0:user0"));

    public static readonly Fault[] All =
    [
        Anonymous("access.anonymous"),
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

    /// <summary>Whoever has no credentials is taken for the first account.</summary>
    internal static Fault Anonymous(string id) => Fault.OfFace(id, rules => rules with
    {
        Authenticate = (authentication, header) =>
            rules.Authenticate(authentication, header.Count == 0 ? FirstAccount : header),
    });

    /// <summary>What a POLL does before it would have to ask for the owner.</summary>
    static void Touch(Subscription subscription)
    {
        subscription.TakeEvent();
        subscription.Lease = subscription.Lease.Refresh(subscription.Lease.ExpiresAt);
    }
}
