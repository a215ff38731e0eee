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
        Fault.OfRule("lease.reuses-ids", rules => rules with
        {
            Admit = (world, subscription) => Copies.Put(
                world, subscription, FirstFreeId(world), subscription.Type, subscription.Lease),
        }),
        Refreshing("poll.does-not-refresh", _ => false),
        Refreshing("poll.refreshes-only-fired", polled => polled.Status == IdStatus.Fired),
        Refreshing("poll.refreshes-only-first", polled => polled.Position == 0),
    ];

    static int FirstFreeId(World world) =>
        Enumerable.Range(1, int.MaxValue - 1).First(id => !world.Subscriptions.Table.TryFind((ulong)id, out _));

    static Fault Refreshing(string id, Func<PolledId, bool> which) => Fault.OfRule(id, rules => rules with
    {
        RefreshOnPoll = (lease, polled, now) => which(polled) ? rules.RefreshOnPoll(lease, polled, now) : lease,
    });
}
