namespace Conformance.Engine.Subscriptions;

/// <summary>Takes subscriptions out when their leases run out, whether or not anybody names them again.</summary>
/// <remarks>
/// Each is looked at once its lease should be over, and one that was refreshed meanwhile again at its new end: a refresh
/// costs nothing here, and a sweep costs what is due. A request judges each lease itself, so nothing hangs on the timer
/// being punctual. Callers hold the world's lock; the timer takes it.
/// </remarks>
public sealed class Expiry
{
    readonly World world;
    readonly ITimer timer;
    readonly SortedSet<Subscription> byLook = new(Comparer<Subscription>.Create((a, b) =>
        a.LookAt.CompareTo(b.LookAt) is var order and not 0 ? order : a.Id.CompareTo(b.Id)));

    DateTimeOffset? timerDueAt;

    internal Expiry(World world)
    {
        this.world = world;
        timer = world.Clock.CreateTimer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Subscriptions that will be looked at.</summary>
    public int Count => byLook.Count;

    public void Add(Subscription subscription) => LookAgain(subscription, subscription.Lease.ExpiresAt);

    public void Remove(Subscription subscription) => byLook.Remove(subscription);

    /// <summary>A renewal may end a lease earlier than it would have ended.</summary>
    public void OnRenewed(Subscription subscription)
    {
        if (subscription.Lease.ExpiresAt < subscription.LookAt && byLook.Remove(subscription))
            Add(subscription);
    }

    /// <summary>Takes out what ran out, <see cref="Limits.LeasesSweptAtOnceMax"/> at most; the timer goes on with the rest.</summary>
    public void Sweep()
    {
        var now = world.Now;
        for (var looks = 0; looks < world.Limits.LeasesSweptAtOnceMax && byLook.Min is { } first && first.LookAt <= now; looks++)
            if (world.Rules.HasExpired(first.Lease, now))
                world.Subscriptions.Table.Remove(first);
            else
            {
                byLook.Remove(first);
                LookAgain(first, Later(first.Lease.ExpiresAt, now));
            }
        SetTimer();
    }

    public void Clear()
    {
        byLook.Clear();
        timerDueAt = null;
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    void OnTime()
    {
        lock (world.Gate)
        {
            timerDueAt = null;
            Sweep();
        }
    }

    /// <summary>The set is sorted by the time of the look, so an entry gets its time before it goes in.</summary>
    void LookAgain(Subscription subscription, DateTimeOffset time)
    {
        subscription.LookAt = time;
        byLook.Add(subscription);
        SetTimer();
    }

    /// <summary>A timer that finds nothing due does no harm, so it is left alone when the entry it was set for goes.</summary>
    void SetTimer()
    {
        if (byLook.Min?.LookAt is not { } next || next >= timerDueAt)
            return;
        timerDueAt = next;
        var wait = next - world.Now;
        timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The end of a lease that is not over yet; a rule may hold one for longer than it says.</summary>
    DateTimeOffset Later(DateTimeOffset end, DateTimeOffset now) =>
        end > now ? end : now.AddSeconds(world.Limits.LeaseSecondsMin);
}
