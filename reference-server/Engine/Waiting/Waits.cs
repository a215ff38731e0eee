using Conformance.Engine.Time;

namespace Conformance.Engine.Waiting;

/// <summary>The held requests of a world. One entry each; a wait costs memory, no thread.</summary>
/// <param name="limits">Asked each time: they may change while the world runs.</param>
public sealed class Waits(TimeProvider clock, Activity activity, Func<Limits> limits)
{
    readonly Lock gate = new();
    readonly HashSet<Wait> waiting = [];
    readonly Dictionary<Ground, HashSet<Wait>> byGround = [];

    public int Count
    {
        get
        {
            lock (gate)
                return waiting.Count;
        }
    }

    /// <summary>As they are now, those that end first at the front.</summary>
    public Wait[] All
    {
        get
        {
            lock (gate)
                return [.. waiting.OrderBy(w => w.Facts.Until)];
        }
    }

    /// <summary>Waits until one of the grounds comes up, or the time is over, or the client hangs up.</summary>
    /// <param name="registered">Called once the wait counts: from then on a change or the clock can end it.</param>
    /// <param name="who">The account, and what it asked: what <see cref="All"/> shows.</param>
    /// <returns>Null when the world holds as many requests as it may.</returns>
    public async Task<WaitEnd?> HoldAsync(
        IReadOnlyCollection<Ground> grounds, TimeSpan time, CancellationToken hangUp, Action? registered = null,
        (string Account, string Request) who = default)
    {
        var now = clock.GetUtcNow();
        var wait = new Wait(grounds, new WaitFacts(who.Account ?? "", who.Request ?? "", now, now + time), Forget);
        lock (gate)
        {
            if (waiting.Count >= limits().HeldRequestsMax)
                return null;
            waiting.Add(wait);
            foreach (var ground in grounds)
                (byGround.TryGetValue(ground, out var there) ? there : byGround[ground] = []).Add(wait);
        }
        await using var timer = clock.CreateTimer(
            static state => ((Wait)state!).Over(WaitEnd.Time), wait, time, Timeout.InfiniteTimeSpan);
        await using var listening = hangUp.Register(static state => ((Wait)state!).Over(WaitEnd.HangUp), wait);
        registered?.Invoke();
        // Whoever ends the wait takes the activity up again (Forget), before this method goes on.
        activity.End();
        return await wait.End;
    }

    /// <summary>Ends the waits that have one of the grounds; others cost nothing. Whoever waits looks again.</summary>
    public void Wake(params IEnumerable<Ground> grounds)
    {
        Wait[] concerned;
        lock (gate)
        {
            if (waiting.Count == 0)
                return;
            concerned = [.. grounds.Where(byGround.ContainsKey).SelectMany(ground => byGround[ground]).Distinct()];
        }
        foreach (var wait in concerned)
            wait.Over(WaitEnd.Change);
    }

    /// <summary>Ends all waits: their connections are to be dropped.</summary>
    public void Close()
    {
        Wait[] all;
        lock (gate)
            all = [.. waiting];
        foreach (var wait in all)
            wait.Over(WaitEnd.Closed);
    }

    void Forget(Wait wait)
    {
        activity.Begin();
        lock (gate)
        {
            waiting.Remove(wait);
            foreach (var ground in wait.Grounds)
                if (byGround.TryGetValue(ground, out var there) && there.Remove(wait) && there.Count == 0)
                    byGround.Remove(ground);
        }
    }
}
