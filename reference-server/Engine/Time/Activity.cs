namespace Conformance.Engine.Time;

/// <summary>Counts what a world is busy with, so that time moves only while nothing runs.</summary>
/// <remarks>A request counts from arrival until its answer was handed on, except while it waits.</remarks>
public sealed class Activity
{
    readonly Lock gate = new();
    int running;
    volatile TaskCompletionSource? quiet;

    public int Running => Volatile.Read(ref running);

    public void Begin() => Interlocked.Increment(ref running);

    public void End()
    {
        if (Interlocked.Decrement(ref running) == 0 && quiet is not null)
            Release();
    }

    /// <summary>Completes as soon as nothing runs.</summary>
    public Task WhenQuiet()
    {
        if (Running == 0)
            return Task.CompletedTask;
        Task waiting;
        lock (gate)
            waiting = (quiet ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        // The last End may have come before it could see the source: look once more.
        Interlocked.MemoryBarrier();
        if (Running == 0)
            Release();
        return waiting;
    }

    void Release()
    {
        lock (gate)
        {
            quiet?.TrySetResult();
            quiet = null;
        }
    }
}
