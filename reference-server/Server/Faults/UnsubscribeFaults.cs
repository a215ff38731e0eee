using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>An UNSUBSCRIBE that ends too much or too little.</summary>
static class UnsubscribeFaults
{
    /// <summary>Whether the request being served names an id that is not alive.</summary>
    static readonly AsyncLocal<bool> hasDead = new();

    public static readonly Fault[] All =
    [
        Fault.OfRule("unsubscribe.keeps-alive", rules => rules with { Cancel = (_, _, _) => { } }),
        Fault.OfRule("unsubscribe.cancels-equal", rules => rules with { Cancel = (world, named, _) => CancelEqual(world.Subscriptions.Table, named) }),
        Fault.OfRule("unsubscribe.only-first", rules => rules with
        {
            Cancel = (world, subscription, number) =>
            {
                if (number == 0)
                    rules.Cancel(world, subscription, number);
            },
        }),
        Fault.OfRule("unsubscribe.dead-is-200", rules => rules with
        {
            ReportUnmatched = use => use == IdUse.Cancel ? IdStatus.Done : rules.ReportUnmatched(use),
        }),
        Fault.OfWire("unsubscribe.live-is-412", answer => answer.Answers("UNSUBSCRIBE", 207)
            ? answer.WithText(answer.Text.Replace("HTTP/1.1 200 OK", "HTTP/1.1 412 Precondition Failed", StringComparison.Ordinal))
            : answer),
        Fault.OfWire("unsubscribe.malformed-is-500", answer => answer.Answers("UNSUBSCRIBE", 400)
            ? answer.WithStatus(500, "Internal Server Error")
            : answer),
        Fault.OfWire("unsubscribe.dead-is-500", answer => answer.Answers("UNSUBSCRIBE", 207)
            && !answer.Text.Contains("HTTP/1.1 200 OK", StringComparison.Ordinal)
                ? answer.WithStatus(500, "Internal Server Error")
                : answer),
        Fault.OfRule("unsubscribe.all-or-nothing", rules => rules with
        {
            ReportUnmatched = use =>
            {
                hasDead.Value = true;
                return rules.ReportUnmatched(use);
            },
            Cancel = (world, subscription, number) =>
            {
                if (!hasDead.Value)
                    rules.Cancel(world, subscription, number);
            },
        }),
        Fault.OfRule("unsubscribe.foreign-id", rules => rules with
        {
            IsOwner = (subscription, caller, use) => use == IdUse.Cancel || rules.IsOwner(subscription, caller, use),
        }),
        Fault.OfRule("unsubscribe.any-location", rules => MatchingFaults.AtAnyLocation(rules, IdUse.Cancel)),
    ];

    static void CancelEqual(SubscriptionTable table, Subscription named)
    {
        foreach (var equal in table.Watching(named.Target).Where(s => s.Owner == named.Owner && s.Type == named.Type).ToArray())
            table.Remove(equal);
    }
}
