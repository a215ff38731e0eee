namespace Conformance.Engine.Time;

/// <summary>A while in which something that counts as busy waits for somebody else, and does not count.</summary>
/// <remarks>Whoever ends it first makes it count again before the waiter goes on, so that time cannot slip through between.</remarks>
public sealed class Rest
{
    readonly Activity activity;
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int isOver;

    public Rest(Activity activity) => this.activity = activity;

    /// <summary>Completes when it is over.</summary>
    public Task Ended => ended.Task;

    /// <summary>Lets time pass until it is over, which it may be already.</summary>
    public void Begin() => activity.End();

    /// <summary>Ends it; later calls do nothing.</summary>
    public void Over()
    {
        if (Interlocked.Exchange(ref isOver, 1) != 0)
            return;
        activity.Begin();
        ended.SetResult();
    }
}
