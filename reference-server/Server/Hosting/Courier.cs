using Conformance.Engine;
using Conformance.Engine.Time;

namespace Conformance.Server.Hosting;

/// <summary>Sends the requests of a world to call-backs: in order to each, and to all at the same time.</summary>
/// <remarks>
/// A call-back that is slow or dead delays only what is for itself. While an answer is waited for the world counts as quiet, so
/// its time can move; how long that may take is told by the world's clock, and only connecting by the machine's. A redirect is
/// not followed and no body is read: whoever answers is judged by the status alone.
/// </remarks>
public sealed class Courier(World world, HttpMessageInvoker sender) : IDisposable
{
    static readonly TimeSpan connectMax = TimeSpan.FromSeconds(5);
    static readonly TimeSpan onItsWayMax = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan idleMax = TimeSpan.FromSeconds(15);

    /// <summary>Of the head of an answer.</summary>
    const int HeadKilobytesMax = 64;

    readonly Lock gate = new();
    readonly Dictionary<string, Queue<Errand>> waiting = [];
    readonly Queue<string> ready = new();
    readonly CancellationTokenSource closed = new();
    int queued;
    int running;

    /// <summary>What requests are sent by; one for each listening port, whatever worlds come and go on it.</summary>
    public static HttpMessageInvoker NewSender() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = connectMax,
        PooledConnectionIdleTimeout = idleMax,
        MaxResponseHeadersLength = HeadKilobytesMax,
        MaxResponseDrainSize = 0,
    });

    /// <summary>Errands that have not been sent.</summary>
    public int Queued
    {
        get
        {
            lock (gate)
                return queued;
        }
    }

    /// <summary>Takes an errand; it is sent once those before it, for the same address, are done.</summary>
    /// <returns>False, and it is forgotten, when too many wait.</returns>
    public bool Send(Errand errand)
    {
        var address = errand.Line;
        lock (gate)
        {
            if (closed.IsCancellationRequested || queued >= world.Limits.OutgoingQueuedMax)
                return false;
            if (!waiting.TryGetValue(address, out var line))
            {
                waiting.Add(address, line = new());
                ready.Enqueue(address);
            }
            else if (line.Count >= world.Limits.OutgoingQueueMax)
                return false;
            line.Enqueue(errand);
            queued++;
            StartMore();
            return true;
        }
    }

    /// <summary>Drops what waits and what is under way.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            waiting.Clear();
            ready.Clear();
            queued = 0;
        }
        closed.Cancel();
    }

    /// <summary>Called with the lock held. Each address that is ready has one errand under way at a time.</summary>
    void StartMore()
    {
        while (running < world.Limits.OutgoingAtOnceMax && ready.TryDequeue(out var address))
        {
            running++;
            queued--;
            var errand = waiting[address].Dequeue();
            world.Activity.Begin();
            _ = Task.Run(() => RunAsync(address, errand));
        }
    }

    async Task RunAsync(string address, Errand errand)
    {
        try
        {
            errand.Done(await TryAllAsync(errand));
        }
        finally
        {
            lock (gate)
            {
                running--;
                if (waiting.TryGetValue(address, out var line) && line.Count > 0)
                    ready.Enqueue(address);
                else
                    waiting.Remove(address);
                StartMore();
            }
            world.Activity.End();
        }
    }

    async Task<int?> TryAllAsync(Errand errand)
    {
        for (var left = errand.Tries; ; left--)
        {
            var status = await TryAsync(errand);
            if (status is not null || left <= 1 || closed.IsCancellationRequested)
                return status;
            await RestAsync(null, TimeSpan.FromSeconds(world.Limits.OutgoingGapSeconds));
        }
    }

    async Task<int?> TryAsync(Errand errand)
    {
        using var content = new TellingContent(errand.Body);
        using var request = new HttpRequestMessage(new HttpMethod(errand.Method), errand.Url) { Content = content };
        request.Headers.Host = errand.Host;
        foreach (var (name, value) in errand.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(closed.Token);
        var answer = sender.SendAsync(request, over.Token);
        await Task.WhenAny(content.Handed, answer);
        if (!answer.IsCompleted)
            await RestAsync(answer, TimeSpan.FromSeconds(world.Limits.OutgoingAnswerSecondsMax));
        if (!answer.IsCompleted)
            await over.CancelAsync();
        try
        {
            using var answered = await answer;
            return (int)answered.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Ends a rest whose time is over; what was sent before time moved, and has not been read yet, still counts.</summary>
    void EndLate(Rest rest, Task? outside)
    {
        if (outside is null)
        {
            rest.Over();
            return;
        }
        world.Activity.Begin();
        _ = Task.Run(async () =>
        {
            await Task.WhenAny(outside, Task.Delay(onItsWayMax, TimeProvider.System));
            rest.Over();
            world.Activity.End();
        });
    }

    /// <summary>Waits for something outside, or until a span of the world's time has passed, or the world ends.</summary>
    async Task RestAsync(Task? outside, TimeSpan span)
    {
        var rest = new Rest(world.Activity);
        await using var timer = world.Clock.CreateTimer(_ => EndLate(rest, outside), null, span, Timeout.InfiniteTimeSpan);
        await using var end = closed.Token.Register(rest.Over);
        _ = outside?.ContinueWith(
            _ => rest.Over(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        rest.Begin();
        await rest.Ended;
    }
}
