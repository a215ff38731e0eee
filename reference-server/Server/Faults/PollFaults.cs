using System.Runtime.CompilerServices;
using Conformance.Engine;
using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>A POLL that reports or acknowledges wrongly.</summary>
static class PollFaults
{
    public static readonly Fault[] All =
    [
        Fault.OfRule("poll.all-fired", rules => Reporting(rules, IdStatus.Quiet, IdStatus.Fired)),
        Fault.OfRule("poll.all-quiet", rules => Reporting(rules, IdStatus.Fired, IdStatus.Quiet)),
        Fault.OfRule("poll.deleted-folder-204", rules => Reporting(rules, IdStatus.Gone, IdStatus.Quiet)),
        Fault.OfRule("poll.never-acknowledges", rules => rules with { TakeEvent = (_, subscription) => subscription.HasEvent }),
        Fault.OfRule("poll.clears-neighbours", rules => rules with { TakeEvent = TakeAllOfPlace }),
        Fault.OfRule("poll.is-an-event", rules => rules with
        {
            TakeEvent = (world, subscription) =>
            {
                var fired = rules.TakeEvent(world, subscription);
                foreach (var watcher in world.Subscriptions.Table.Watching(subscription.Target))
                    watcher.SetEvent();
                return fired;
            },
        }),
        Fault.OfRule("poll.deletion-is-forgotten", rules => rules with
        {
            Report = (subscription, presence, take) =>
                presence == TargetPresence.Gone ? IdStatus.Quiet : rules.Report(subscription, presence, take),
        }),
        Fault.OfWire("poll.answers-200", answer => answer.Answers("POLL", 207) ? answer.WithStatus(200, "OK") : answer),
        Fault.OfWire("poll.malformed-is-500", answer =>
            answer.Answers("POLL", 400) ? answer.WithStatus(500, "Internal Server Error") : answer),
        Fault.OfWire("poll.fired-list-names-others", answer => answer.Answers("POLL", 207)
            ? answer.MapIds(ids => ids.Append("2000000000"))
            : answer),
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
