namespace Conformance.Engine.Time;

/// <summary>Time that moves only when told to, from one due timer to the next.</summary>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>Bounds one advance; more due timers than this is a timer that re-arms itself at once.</summary>
    public const int StepsMax = 1_000_000;

    /// <summary>Where every simulated world begins: the date of the documented POLL exchange.</summary>
    public static readonly DateTimeOffset DocumentedStart = new(2001, 7, 6, 19, 23, 12, TimeSpan.Zero);

    readonly Lock gate = new();
    readonly PriorityQueue<(Timer Timer, int Armed), (DateTimeOffset Due, long Order)> queue = new();

    // Read by everybody for every decision, so reading takes no lock; moved under the lock only.
    long nowTicks = start.UtcTicks;
    long order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref nowTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time on, stops at each due timer in order, runs it, and lets the world settle before the next step.</summary>
    /// <param name="settle">Called after each stop; completes when whatever the timers started has come to rest.</param>
    /// <exception cref="InvalidOperationException">More than <see cref="StepsMax"/> timers came due.</exception>
    public async Task AdvanceAsync(TimeSpan span, Func<Task> settle)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        var end = GetUtcNow() + span;
        await settle();
        for (var step = 0; TakeDue(end) is { } due; step++)
        {
            if (step == StepsMax)
                throw new InvalidOperationException($"More than {StepsMax} timers came due within {span}.");
            due.Fire();
            await settle();
        }
    }

    /// <summary>The next timer due up to an instant, with time moved to it; else null, with time moved to the instant.</summary>
    Timer? TakeDue(DateTimeOffset end)
    {
        lock (gate)
        {
            while (queue.TryPeek(out var entry, out var key) && key.Due <= end)
            {
                queue.Dequeue();
                if (!entry.Timer.IsArmed(entry.Armed))
                    continue;
                MoveTo(key.Due);
                entry.Timer.Rearm();
                return entry.Timer;
            }
            MoveTo(end);
            return null;
        }
    }

    /// <summary>Called with the lock held. Time never goes back.</summary>
    void MoveTo(DateTimeOffset time) => Volatile.Write(ref nowTicks, Math.Max(nowTicks, time.UtcTicks));

    sealed class Timer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan period = Timeout.InfiniteTimeSpan;
        int armed;
        bool active;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                armed++;
                this.period = period;
                active = dueTime != Timeout.InfiniteTimeSpan;
                if (active)
                    Enqueue(dueTime);
                return true;
            }
        }

        public void Fire() => callback(state);

        internal bool IsArmed(int number) => active && armed == number;

        /// <summary>Called with the clock's lock held, when the timer came due.</summary>
        internal void Rearm()
        {
            active = period > TimeSpan.Zero;
            if (active)
                Enqueue(period);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        void Enqueue(TimeSpan wait) => clock.queue.Enqueue((this, armed), (clock.GetUtcNow() + wait, clock.order++));
    }
}
