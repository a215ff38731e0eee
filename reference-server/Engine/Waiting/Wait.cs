namespace Conformance.Engine.Waiting;

/// <summary>Why a held request stopped waiting.</summary>
public enum WaitEnd
{
    Change,
    Time,
    HangUp,
    Closed,
}

/// <param name="Who">The account.</param>
/// <param name="Request">Method and target as they were sent.</param>
/// <param name="Until">When time ends the wait.</param>
public sealed record WaitFacts(string Who, string Request, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>One held request. It ends once: by a change, by time, by hang-up, or because the world closes.</summary>
public sealed class Wait
{
    readonly TaskCompletionSource<WaitEnd> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Action<Wait> ended;
    int isOver;

    internal Wait(IReadOnlyCollection<Ground> grounds, WaitFacts facts, Action<Wait> ended) =>
        (Grounds, Facts, this.ended) = (grounds, facts, ended);

    /// <summary>Who waits for how long, for people to look at.</summary>
    public WaitFacts Facts { get; }

    /// <summary>What ends the wait.</summary>
    public IReadOnlyCollection<Ground> Grounds { get; }

    internal Task<WaitEnd> End => end.Task;

    internal void Over(WaitEnd reason)
    {
        if (Interlocked.Exchange(ref isOver, 1) != 0)
            return;
        ended(this);
        end.SetResult(reason);
    }
}
