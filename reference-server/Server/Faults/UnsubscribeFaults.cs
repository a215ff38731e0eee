using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>An UNSUBSCRIBE that ends too much or too little.</summary>
static class UnsubscribeFaults
{
    public static readonly Fault[] All =
    [
        Fault.OfRule("unsubscribe.keeps-alive", rules => rules with { Cancel = (_, _, _) => { } }),
        Fault.OfRule("unsubscribe.cancels-equal", rules => rules with { Cancel = (table, named, _) => CancelEqual(table, named) }),
        Fault.OfRule("unsubscribe.only-first", rules => rules with
        {
            Cancel = (table, subscription, number) =>
            {
                if (number == 0)
                    rules.Cancel(table, subscription, number);
            },
        }),
        Fault.OfRule("unsubscribe.dead-is-200", rules => rules with
        {
            ReportUnmatched = use => use == IdUse.Cancel ? IdStatus.Done : rules.ReportUnmatched(use),
        }),
        Fault.OfWire("unsubscribe.live-is-412", answer => answer.Answers("UNSUBSCRIBE", 207)
            ? answer.WithText(answer.Text.Replace("HTTP/1.1 200 OK", "HTTP/1.1 412 Precondition Failed", StringComparison.Ordinal))
            : answer),
        Fault.OfRule("unsubscribe.any-location", rules => MatchingFaults.AtAnyLocation(rules, IdUse.Cancel)),
    ];

    static void CancelEqual(SubscriptionTable table, Subscription named)
    {
        foreach (var equal in table.Watching(named.Target).Where(s => s.Owner == named.Owner && s.Type == named.Type).ToArray())
            table.Remove(equal);
    }
}
