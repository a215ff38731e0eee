namespace Conformance.Engine.Waiting;

/// <summary>Why a held request stopped waiting.</summary>
public enum WaitEnd
{
    Change,
    Time,
    HangUp,
    Closed,
}

/// <summary>One held request. It ends once: by a change, by time, by hang-up, or because the world closes.</summary>
public sealed class Wait
{
    readonly TaskCompletionSource<WaitEnd> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Action<Wait> ended;
    int isOver;

    internal Wait(IReadOnlyCollection<long> resources, Action<Wait> ended) => (Resources, this.ended) = (resources, ended);

    /// <summary>Ids of the folders and items whose change ends the wait.</summary>
    public IReadOnlyCollection<long> Resources { get; }

    internal Task<WaitEnd> End => end.Task;

    internal void Over(WaitEnd reason)
    {
        if (Interlocked.Exchange(ref isOver, 1) != 0)
            return;
        ended(this);
        end.SetResult(reason);
    }
}
