namespace Conformance.Harness.Running;

/// <summary>Lets scenarios with devices work together on one mailbox as far as none of them disturbs another.</summary>
/// <param name="heldMax">Requests that the target can hold open at once.</param>
/// <param name="isOneByOne">When they also share device ids: then each has the mailbox for itself.</param>
public sealed class MailboxTurns(int heldMax, bool isOneByOne)
{
    readonly Lock gate = new();
    readonly List<DeviceUse> atWork = [];
    readonly List<(DeviceUse Use, TaskCompletionSource Turn)> waiting = [];

    /// <summary>Waits until nobody at work, and nobody who came before and waits, would disturb or be disturbed.</summary>
    /// <returns>Dispose it at the end of the scenario.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was asked to.</exception>
    public async ValueTask<IDisposable> TakeAsync(DeviceUse use, CancellationToken cancel)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add((use, turn));
            Admit();
        }
        using var stopped = cancel.Register(() =>
        {
            lock (gate)
                if (waiting.Remove((use, turn)))
                    turn.SetCanceled(cancel);
        });
        await turn.Task;
        return new Place(this, use);
    }

    /// <summary>Called with the lock held. Who waits longest goes first, so that nobody is overtaken for ever.</summary>
    void Admit()
    {
        for (var i = 0; i < waiting.Count;)
        {
            var (use, turn) = waiting[i];
            if (Goes(use, i))
            {
                waiting.RemoveAt(i);
                atWork.Add(use);
                turn.SetResult();
            }
            else
                i++;
        }
    }

    bool Goes(DeviceUse use, int place) =>
        (atWork.Count == 0 || atWork.Sum(other => other.Held) + use.Held <= heldMax)
        && !atWork.Any(other => Disturb(use, other))
        && !waiting.Take(place).Any(other => Disturb(use, other.Use));

    bool Disturb(DeviceUse one, DeviceUse other) =>
        isOneByOne || one.MakesFolders || other.MakesFolders || one.Touches.Intersect(other.Touches).Any();

    sealed class Place(MailboxTurns turns, DeviceUse use) : IDisposable
    {
        public void Dispose()
        {
            lock (turns.gate)
            {
                turns.atWork.Remove(use);
                turns.Admit();
            }
        }
    }
}
