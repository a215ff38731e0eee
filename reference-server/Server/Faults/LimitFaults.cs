using Conformance.Engine;
using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>A bound on the subscriptions of an account that is none, is everybody's, or is kept at the cost of others.</summary>
static class LimitFaults
{
    public static readonly Fault[] All =
    [
        Fault.OfRule("subscribe.without-limit", rules => rules with { HasRoom = (_, _) => true }),
        Fault.OfRule("subscribe.limit-counts-everybody", rules => rules with
        {
            HasRoom = (world, _) => world.Subscriptions.Table.Count < world.Limits.SubscriptionsPerAccountMax,
        }),
        Fault.OfRule("subscribe.limit-evicts", rules => rules with
        {
            HasRoom = (world, owner) =>
            {
                if (!rules.HasRoom(world, owner))
                    world.Subscriptions.Table.Remove(OldestOf(world, owner));
                return true;
            },
        }),
    ];

    static Subscription OldestOf(World world, string owner) =>
        world.Subscriptions.Table.All.Where(s => s.Owner == owner).MinBy(s => s.Id)!;
}
