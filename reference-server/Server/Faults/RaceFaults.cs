using System.Runtime.CompilerServices;
using Conformance.Engine;
using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>What belongs into one step done in two, so that a request or an event may come between.</summary>
static class RaceFaults
{
    /// <summary>Long enough for what is on its way to come in between, short enough to play it fifty times.</summary>
    static readonly TimeSpan tear = TimeSpan.FromMilliseconds(30);

    /// <summary>How many POLLs are at a subscription.</summary>
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
                LetGo(world);
                foreach (var neighbour in world.Subscriptions.Table.Watching(subscription.Target))
                    neighbour.TakeEvent();
            },
        }),
    ];

    static bool TakeTwice(World world, Subscription subscription)
    {
        var fired = subscription.HasEvent;
        if (fired)
            LetGo(world);
        subscription.TakeEvent();
        return fired;
    }

    /// <summary>Of two POLLs at once each leaves the telling to the other, and the last clears the flag.</summary>
    static bool TakeAlone(World world, Subscription subscription)
    {
        if (!subscription.HasEvent)
            return false;
        var count = pollers.GetOrCreateValue(subscription);
        count.Value++;
        LetGo(world);
        var isAlone = count.Value == 1;
        subscription.TakeEvent();
        return isAlone;
    }

    /// <summary>What happens after the look and before the clearing is never told.</summary>
    static bool TakeBlindly(World world, Subscription subscription)
    {
        var fired = subscription.HasEvent;
        if (!fired)
            LetGo(world);
        subscription.TakeEvent();
        return fired;
    }

    /// <summary>Leaves the world to others for a while; the caller holds its lock.</summary>
    static void LetGo(World world)
    {
        world.Gate.Exit();
        using var nothing = new ManualResetEventSlim();
        nothing.Wait(tear);
        world.Gate.Enter();
    }
}
