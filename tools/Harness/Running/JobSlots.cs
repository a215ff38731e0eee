namespace Conformance.Harness.Running;

/// <summary>The places at which scenarios play, so many at once.</summary>
/// <remarks>
/// Who waits on a real clock lends its place and goes on the moment its time is over: a lease would not wait for it either. Then no
/// new scenario starts until there is room again, so a little more than allowed is at work only for as long as that takes.
/// </remarks>
public sealed class JobSlots : IDisposable
{
    /// <summary>The number of a place beyond the count.</summary>
    const int overdrawnSlot = -1;

    readonly Lock gate = new();
    readonly SemaphoreSlim room;
    readonly Stack<int> free;
    int overdrawn;

    /// <param name="count">At least 1.</param>
    public JobSlots(int count)
    {
        room = new SemaphoreSlim(count);
        free = new Stack<int>(Enumerable.Range(0, count).Reverse());
    }

    /// <summary>Waits for a place and gives its number, from 0.</summary>
    public async ValueTask<int> TakeAsync(CancellationToken cancel)
    {
        await room.WaitAsync(cancel);
        lock (gate)
            return free.Pop();
    }

    public void Return(int slot)
    {
        lock (gate)
        {
            if (slot != overdrawnSlot)
                free.Push(slot);
            if (overdrawn > 0)
            {
                overdrawn--;
                return;
            }
        }
        room.Release();
    }

    /// <summary>Takes a place at once, after it was returned for the time of a wait.</summary>
    public int Rejoin()
    {
        var isIn = room.Wait(0);
        lock (gate)
        {
            if (!isIn)
                overdrawn++;
            return isIn ? free.Pop() : overdrawnSlot;
        }
    }

    public void Dispose() => room.Dispose();
}
