namespace Conformance.Engine.Presence;

/// <summary>Tells when the leases of views run out. Callers hold the world's lock; the timer takes it.</summary>
sealed class StateLeases
{
    readonly World world;
    readonly Action<View> onOver;
    readonly ITimer timer;
    readonly SortedSet<View> byEnd = new(Comparer<View>.Create((a, b) =>
        a.ExpiresAt.CompareTo(b.ExpiresAt) is var order and not 0 ? order : a.Id.CompareTo(b.Id)));

    internal StateLeases(World world, Action<View> onOver)
    {
        (this.world, this.onOver) = (world, onOver);
        timer = world.Clock.CreateTimer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A lease from now on, in the place of one that the view may have; null ends it.</summary>
    public void Set(View view, int? seconds)
    {
        byEnd.Remove(view);
        view.LeaseSeconds = seconds;
        if (seconds is not { } span)
            return;
        view.ExpiresAt = world.Now.AddSeconds(span);
        byEnd.Add(view);
        SetTimer();
    }

    public void Close()
    {
        byEnd.Clear();
        timer.Dispose();
    }

    void OnTime()
    {
        lock (world.Gate)
        {
            while (byEnd.Min is { } first && first.ExpiresAt <= world.Now)
            {
                byEnd.Remove(first);
                onOver(first);
            }
            SetTimer();
        }
    }

    /// <summary>A timer that finds nothing due does no harm.</summary>
    void SetTimer()
    {
        if (byEnd.Min is not { } next)
            return;
        var wait = next.ExpiresAt - world.Now;
        timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
