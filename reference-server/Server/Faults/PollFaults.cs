using System.Runtime.CompilerServices;
using Conformance.Engine;
using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>A POLL that reports or acknowledges wrongly.</summary>
static class PollFaults
{
    /// <summary>Long enough for a second POLL on its way to come in between, short enough to play it fifty times.</summary>
    static readonly TimeSpan tear = TimeSpan.FromMilliseconds(30);

    public static readonly Fault[] All =
    [
        Fault.OfRule("poll.all-fired", rules => Reporting(rules, IdStatus.Quiet, IdStatus.Fired)),
        Fault.OfRule("poll.all-quiet", rules => Reporting(rules, IdStatus.Fired, IdStatus.Quiet)),
        Fault.OfRule("poll.deleted-folder-204", rules => Reporting(rules, IdStatus.Gone, IdStatus.Quiet)),
        Fault.OfRule("poll.never-acknowledges", rules => rules with { TakeEvent = (_, subscription) => subscription.HasEvent }),
        Fault.OfRule("poll.clears-neighbours", rules => rules with { TakeEvent = TakeAllOfPlace }),
        Fault.OfRule("poll.test-and-clear-torn", rules => rules with { TakeEvent = TakeInTwoSteps }),
        Fault.OfRule("poll.mixed-consumes-event", rules => rules with
        {
            Refuses = (world, use, matches) => use == IdUse.Poll && matches.Unmatched > 0
                ? RefuseAfterTaking(matches)
                : rules.Refuses(world, use, matches),
        }),
        Fault.OfRule("events.counted", Counted),
    ];

    static Rules Reporting(Rules rules, IdStatus right, IdStatus wrong) => rules with
    {
        Report = (subscription, presence, take) =>
            rules.Report(subscription, presence, take) is var status && status == right ? wrong : status,
    };

    static bool TakeAllOfPlace(World world, Subscription subscription)
    {
        var fired = subscription.TakeEvent();
        foreach (var neighbour in world.Subscriptions.Table.Watching(subscription.Target))
            neighbour.TakeEvent();
        return fired;
    }

    /// <summary>Lets go of the world between the test and the clearing.</summary>
    static bool TakeInTwoSteps(World world, Subscription subscription)
    {
        var fired = subscription.HasEvent;
        if (fired)
        {
            world.Gate.Exit();
            using var nothing = new ManualResetEventSlim();
            nothing.Wait(tear);
            world.Gate.Enter();
        }
        subscription.TakeEvent();
        return fired;
    }

    static bool RefuseAfterTaking(IdMatches matches)
    {
        foreach (var subscription in matches.Found)
            subscription?.TakeEvent();
        return true;
    }

    /// <summary>A number of events where a flag belongs: setting adds one, taking subtracts one.</summary>
    static Rules Counted(Rules rules)
    {
        var pending = new ConditionalWeakTable<Subscription, StrongBox<int>>();
        return rules with
        {
            SetEvent = subscription => pending.GetOrCreateValue(subscription).Value++,
            TakeEvent = (_, subscription) => pending.GetOrCreateValue(subscription) is { Value: > 0 } count && count.Value-- > 0,
        };
    }
}
