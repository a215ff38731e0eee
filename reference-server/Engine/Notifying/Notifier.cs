using Conformance.Engine.Subscriptions;

namespace Conformance.Engine.Notifying;

/// <summary>Tells the events of call-back subscriptions when they are due. It decides what and when; a host sends.</summary>
/// <remarks>
/// One entry for each subscription with something to tell, and one timer for all, so that the cost follows what fired.
/// Callers hold the world's lock; the timer takes it. Ids of one owner with the same call-back that are due together are
/// told together.
/// </remarks>
public sealed class Notifier
{
    static readonly TimeSpan rateWindow = TimeSpan.FromSeconds(1);

    readonly World world;
    readonly ITimer timer;
    readonly SortedSet<Subscription> due = new(Comparer<Subscription>.Create((a, b) =>
        a.Notify.DueAt.CompareTo(b.Notify.DueAt) is var order and not 0 ? order : a.Id.CompareTo(b.Id)));

    // Seeded, so that the same conversation is told at the same times in every run.
    readonly Random chance = new(0);
    readonly Dictionary<string, int> toldInWindow = [];
    DateTimeOffset windowStart;
    DateTimeOffset? timerDueAt;

    internal Notifier(World world)
    {
        this.world = world;
        timer = world.Clock.CreateTimer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sends a notice; called with the world's lock held, so it must not wait.</summary>
    public Action<Notice> Send { get; set; } = _ => { };

    /// <summary>Subscriptions with something to tell, now or later.</summary>
    public int Count => due.Count;

    /// <summary>A subscription's event happened.</summary>
    public void Hear(Subscription subscription)
    {
        if (subscription.CallBack is not null)
            Plan(subscription, world.Rules.Notify.OnEvent(subscription, world.Now));
    }

    /// <summary>The client named the subscription: it knows.</summary>
    public void Acknowledge(Subscription subscription)
    {
        if (subscription.CallBack is not null)
            Plan(subscription, world.Rules.Notify.OnAcknowledged(subscription, world.Readings));
    }

    /// <summary>Forgets what was to be told of a subscription.</summary>
    public void Drop(Subscription subscription) => Plan(subscription, NotifyState.Idle);

    /// <summary>Tells what is due and sets the timer for what comes next.</summary>
    public void Flush()
    {
        if (due.Count == 0)
            return;
        TellDue(world.Now);
        // A timer that finds nothing due does no harm, so it is left alone when the entry it was set for goes.
        if (due.Min?.Notify.DueAt is { } next && (timerDueAt is not { } set || next < set))
        {
            timerDueAt = next;
            timer.Change(Later(next - world.Now), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Sends a notice without ids to every call-back, as before a shutdown. Source: "NOTIFY Method".</summary>
    public void TellAll()
    {
        foreach (var callBack in world.Subscriptions.Table.All.Select(s => s.CallBack).OfType<CallBack>().Distinct().ToArray())
            Send(new Notice(callBack, []));
    }

    /// <summary>Ends all telling.</summary>
    public void Clear()
    {
        foreach (var subscription in due)
            subscription.Notify = NotifyState.Idle;
        due.Clear();
    }

    void OnTime()
    {
        lock (world.Gate)
        {
            timerDueAt = null;
            Flush();
        }
    }

    void TellDue(DateTimeOffset now)
    {
        List<Subscription>? batch = null;
        while (due.Min is { } first && first.Notify.DueAt <= now)
        {
            due.Remove(first);
            if (world.Rules.Notify.MayTell(world, first))
                (batch ??= []).Add(first);
            else
                first.Notify = NotifyState.Idle;
        }
        foreach (var together in batch?.GroupBy(s => (s.CallBack!, s.Owner)) ?? [])
            Tell(together.Key.Item1, [.. together.OrderBy(s => s.Id)], now);
    }

    void Tell(CallBack to, Subscription[] subscriptions, DateTimeOffset now)
    {
        if (!IsWithinRate(to.Host, now))
        {
            foreach (var subscription in subscriptions)
                Plan(subscription, subscription.Notify with { DueAt = windowStart + rateWindow });
            return;
        }
        // One gap for all, so that they stay together.
        var (min, max) = (world.Limits.NotifyGapSecondsMin, world.Limits.NotifyGapSecondsMax);
        var gap = TimeSpan.FromSeconds(chance.Next(min, Math.Max(min, max) + 1));
        foreach (var subscription in subscriptions)
        {
            var pace = world.Rules.Notify.PaceOf(subscription, world, gap);
            Plan(subscription, world.Rules.Notify.OnSent(subscription, now, pace));
        }
        Send(new Notice(to, [.. subscriptions.Select(s => s.Id)]));
    }

    /// <summary>Bounds what one host is told within a second, however many subscriptions name it.</summary>
    bool IsWithinRate(string host, DateTimeOffset now)
    {
        if (now - windowStart >= rateWindow)
        {
            toldInWindow.Clear();
            windowStart = now;
        }
        var told = toldInWindow.GetValueOrDefault(host);
        toldInWindow[host] = told + 1;
        return world.Rules.Notify.MayTellHost(world.Limits, told);
    }

    /// <summary>The set is sorted by the state, so an entry leaves it before its state changes.</summary>
    void Plan(Subscription subscription, NotifyState next)
    {
        if (next == subscription.Notify && (next.Phase == NotifyPhase.Idle || due.Contains(subscription)))
            return;
        due.Remove(subscription);
        subscription.Notify = next;
        if (next.Phase != NotifyPhase.Idle)
            due.Add(subscription);
    }

    static TimeSpan Later(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
