using System.Runtime.CompilerServices;
using Conformance.Engine;
using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>What belongs into one step done in two, so that a request or an event may come between.</summary>
static class RaceFaults
{
    /// <summary>What is on its way comes in between within this time, also on a busy machine.</summary>
    static readonly TimeSpan tearMax = TimeSpan.FromMilliseconds(250);

    static readonly TimeSpan look = TimeSpan.FromMilliseconds(2);

    /// <summary>How many POLLs have seen the event of a subscription.</summary>
    static readonly ConditionalWeakTable<Subscription, StrongBox<int>> pollers = [];

    public static readonly Fault[] All =
    [
        Fault.OfRule("poll.test-and-clear-torn", rules => rules with { TakeEvent = TakeTwice }),
        Fault.OfRule("poll.each-yields-to-the-other", rules => rules with { TakeEvent = TakeAlone }),
        Fault.OfRule("poll.clears-what-came-meanwhile", rules => rules with { TakeEvent = TakeBlindly }),
        Fault.OfRule("unsubscribe.drops-events-meanwhile", rules => rules with
        {
            Cancel = (world, subscription, number) =>
            {
                rules.Cancel(world, subscription, number);
                var before = world.Log.Last;
                LetGo(world, () => world.Log.Last != before);
                foreach (var neighbour in world.Subscriptions.Table.Watching(subscription.Target))
                    neighbour.TakeEvent();
            },
        }),
    ];

    static bool TakeTwice(World world, Subscription subscription)
    {
        if (!subscription.HasEvent)
            return false;
        var count = pollers.GetOrCreateValue(subscription);
        count.Value++;
        LetGo(world, () => count.Value > 1);
        subscription.TakeEvent();
        return true;
    }

    /// <summary>Of two POLLs at once each leaves the telling to the other, and the last clears the flag.</summary>
    static bool TakeAlone(World world, Subscription subscription)
    {
        if (!subscription.HasEvent)
            return false;
        var count = pollers.GetOrCreateValue(subscription);
        count.Value++;
        LetGo(world, () => count.Value > 1);
        var isAlone = count.Value == 1;
        subscription.TakeEvent();
        return isAlone;
    }

    /// <summary>What happens after the look and before the clearing is never told.</summary>
    static bool TakeBlindly(World world, Subscription subscription)
    {
        var fired = subscription.HasEvent;
        if (!fired)
            LetGo(world, () => subscription.HasEvent);
        subscription.TakeEvent();
        return fired;
    }

    /// <summary>Leaves the world to others until what would do harm has happened, or nothing has; the caller holds its lock.</summary>
    static void LetGo(World world, Func<bool> isDone)
    {
        using var nothing = new ManualResetEventSlim();
        for (var waited = TimeSpan.Zero; waited < tearMax && !isDone(); waited += look)
        {
            world.Gate.Exit();
            nothing.Wait(look);
            world.Gate.Enter();
        }
    }
}
