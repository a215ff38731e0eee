using Microsoft.Extensions.Primitives;

namespace Conformance.Server.Hosting;

/// <summary>The requests of a world that carry a hold name, and how far each has come.</summary>
/// <remarks>Whoever is about to move time asks here whether what he left open has been registered.</remarks>
public sealed class HeldNames(int max)
{
    readonly Lock gate = new();
    readonly Dictionary<string, string> states = [];
    TaskCompletionSource changed = NewSource();

    public const string Arrived = "arrived";
    public const string Waiting = "waiting";
    public const string Answered = "answered";

    public KeyValuePair<string, string>[] States
    {
        get
        {
            lock (gate)
                return [.. states];
        }
    }

    /// <summary>The name in <c>id; hold=name</c>; null when there is none.</summary>
    public static string? NameIn(StringValues header)
    {
        if (header.Count != 1 || header[0] is not { } text)
            return null;
        const string mark = "hold=";
        foreach (var range in text.AsSpan().Split(';'))
            if (text.AsSpan(range).Trim() is var part && part.StartsWith(mark, StringComparison.Ordinal))
                return part[mark.Length..].ToString();
        return null;
    }

    public void Arrives(string? name) => Set(name, Arrived);

    public void Waits(string? name) => Set(name, Waiting);

    public void Answers(string? name) => Set(name, Answered);

    /// <summary>Completes when each named request waits or is over.</summary>
    /// <param name="mayWait">False when each has to be over: answered, or noticed to have been hung up.</param>
    /// <returns>False when patience, on the machine's clock, ran out before.</returns>
    public async Task<bool> WhenSettledAsync(IReadOnlyCollection<string> names, bool mayWait, TimeSpan patience, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (names.All(n => states.GetValueOrDefault(n) is var state && (state == Answered || (mayWait && state == Waiting))))
                    return true;
                next = changed.Task;
            }
            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    void Set(string? name, string state)
    {
        if (name is null)
            return;
        TaskCompletionSource told;
        lock (gate)
        {
            if (states.Count >= max && !states.ContainsKey(name))
                return;
            states[name] = state;
            (told, changed) = (changed, NewSource());
        }
        told.SetResult();
    }
}
