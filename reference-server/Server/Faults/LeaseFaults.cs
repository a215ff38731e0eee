using Conformance.Engine;
using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>Leases granted, kept, stated or refreshed wrongly.</summary>
static class LeaseFaults
{
    public static readonly Fault[] All =
    [
        Fault.OfRule("lease.never-expires", rules => rules with { HasExpired = (_, _) => false }),
        Fault.OfRule("lease.expires-early", rules => rules with
        {
            HasExpired = (lease, now) => now >= lease.RefreshedAt.AddSeconds(lease.Seconds * 0.9),
        }),
        Fault.OfFace("lease.states-what-was-asked", rules => rules with
        {
            Notification = rules.Notification with
            {
                StatedLifetime = (subscription, asked) => asked ?? subscription.Lease.Seconds,
            },
        }),
        Fault.OfWire("lease.default-not-stated", answer =>
            answer.Answers("SUBSCRIBE", 200) ? answer.Without("Subscription-Lifetime") : answer),
        Fault.OfRule("lease.huge-is-500", rules => rules with
        {
            GrantLease = (limits, asked) => rules.GrantLease(limits, asked is { } seconds ? checked((int)seconds) : null),
        }),
        Fault.OfRule("lease.long-is-500", rules => rules with
        {
            GrantLease = (limits, asked) => rules.GrantLease(
                limits, asked is { } seconds and <= int.MaxValue ? checked((short)seconds) : asked),
        }),
        Fault.OfRule("lease.beyond-integers-is-500", rules => rules with
        {
            GrantLease = (limits, asked) => rules.GrantLease(limits, asked is long.MaxValue ? checked(asked + 1) : asked),
        }),
        Fault.OfRule("lease.zero-is-500", rules => rules with
        {
            GrantLease = (limits, asked) => rules.GrantLease(limits, asked * asked / asked),
        }),
        Stating("lease.states-a-unit", seconds => $"Second-{seconds}"),
        Stating("lease.states-zero", _ => "0"),
        Fault.OfRule("lease.default-is-half-an-hour", rules => rules with
        {
            GrantLease = (limits, asked) => rules.GrantLease(limits, asked ?? 1800),
        }),
        Fault.OfRule("lease.reuses-ids", rules => rules with
        {
            Admit = (world, subscription) => Copies.Put(
                world, subscription, FirstFreeId(world), subscription.Type, subscription.Lease),
        }),
        Refreshing("poll.does-not-refresh", _ => false),
        Refreshing("poll.refreshes-only-fired", polled => polled.Status == IdStatus.Fired),
        Refreshing("poll.refreshes-only-first", polled => polled.Position == 0),
        Fault.OfRule("poll.refreshes-by-half", rules => rules with
        {
            RefreshOnPoll = (lease, polled, now) =>
                rules.RefreshOnPoll(lease, polled, now).RefreshedAt.AddSeconds(-lease.Seconds / 2) is var half && half > lease.RefreshedAt
                    ? lease with { RefreshedAt = half }
                    : lease,
        }),
    ];

    static int FirstFreeId(World world) =>
        Enumerable.Range(1, int.MaxValue - 1).First(id => !world.Subscriptions.Table.TryFind((ulong)id, out _));

    static Fault Stating(string id, Func<string, string> write) => Fault.OfWire(id, answer =>
        answer.Answers("SUBSCRIBE", 200) && answer["Subscription-Lifetime"] is { } seconds
            ? answer.With("Subscription-Lifetime", write(seconds))
            : answer);

    static Fault Refreshing(string id, Func<PolledId, bool> which) => Fault.OfRule(id, rules => rules with
    {
        RefreshOnPoll = (lease, polled, now) => which(polled) ? rules.RefreshOnPoll(lease, polled, now) : lease,
    });
}
