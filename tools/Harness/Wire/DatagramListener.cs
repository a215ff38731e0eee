using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Conformance.Harness.Wire;

/// <summary>Waits for notification datagrams under a call-back address of its own.</summary>
/// <remarks>
/// A datagram that a server on this machine has sent is seen by the next <see cref="TryTake"/>, without a wait: it is
/// either queued here or still in the system, and both are looked at under one lock. Source of the form: HTTPU.
/// </remarks>
public sealed class DatagramListener : IAsyncDisposable
{
    /// <summary>The largest UDP payload.</summary>
    const int DatagramBytes = 65535;

    readonly Lock gate = new();
    readonly Queue<ArrivedDatagram> waiting = new();
    readonly List<ArrivedDatagram> strays = [];
    readonly CancellationTokenSource stop = new();
    readonly byte[] buffer = new byte[DatagramBytes];
    readonly ListenerOptions options;
    readonly Socket socket;
    readonly Task watch;
    TaskCompletionSource arrival = NewSignal();
    int dropped;

    DatagramListener(ListenerOptions options)
    {
        this.options = options;
        socket = new(options.Address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.Bind(new IPEndPoint(options.Address, options.Port));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        Path = options.PathToListenOn();
        Address = $"httpu://{options.Authority(port)}{Path}";
        watch = WatchAsync();
    }

    /// <summary>What goes into Call-Back: <c>httpu://host:port/path</c>.</summary>
    public string Address { get; }

    public string Path { get; }

    /// <summary>Datagrams thrown away because too many were waiting.</summary>
    public int Dropped
    {
        get
        {
            lock (gate)
                return dropped;
        }
    }

    /// <summary>Datagrams that do not name our path, to be reported and not judged.</summary>
    public ImmutableArray<ArrivedDatagram> Strays
    {
        get
        {
            lock (gate)
            {
                Drain();
                return [.. strays];
            }
        }
    }

    /// <exception cref="SocketException">The port is taken or the address is not ours.</exception>
    public static DatagramListener Start(ListenerOptions? options = null) => new(options ?? new());

    /// <summary>The oldest datagram not yet taken, without waiting; null when there is none.</summary>
    public ArrivedDatagram? TryTake()
    {
        lock (gate)
        {
            Drain();
            return waiting.TryDequeue(out var oldest) ? oldest : null;
        }
    }

    /// <summary>The oldest datagram not yet taken; waits for one, and is null when patience runs out.</summary>
    public async Task<ArrivedDatagram?> TakeAsync(TimeSpan patience, CancellationToken cancel = default)
    {
        var deadline = Task.Delay(WireClock.Clip(patience), options.Clock.Patience, cancel);
        while (true)
        {
            Task next;
            lock (gate)
            {
                Drain();
                if (waiting.TryDequeue(out var oldest))
                    return oldest;
                next = arrival.Task;
            }

            if (await Task.WhenAny(next, deadline).ConfigureAwait(false) == next)
                continue;
            await deadline.ConfigureAwait(false);
            return TryTake();
        }
    }

    /// <summary>Sends a datagram from our port, such as an answer to a sender.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, IPEndPoint to, CancellationToken cancel = default) =>
        await socket.SendToAsync(bytes, SocketFlags.None, to, cancel).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(false);
        lock (gate)
            socket.Dispose();
        stop.Dispose();
    }

    /// <summary>Stamps datagrams as they come, also while nobody asks.</summary>
    async Task WatchAsync()
    {
        var peek = new byte[1];
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await socket.ReceiveAsync(peek, SocketFlags.Peek, stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // Some systems report a datagram longer than the peek, or that nobody took an answer of ours, as an error here.
            }

            lock (gate)
                Drain();
        }
    }

    void Drain()
    {
        var any = false;
        EndPoint from = new IPEndPoint(options.Address, 0);
        for (var count = 0; count < options.MostWaiting && socket.Poll(0, SelectMode.SelectRead); count++)
        {
            int length;
            try
            {
                length = socket.ReceiveFrom(buffer, ref from);
            }
            catch (SocketException)
            {
                // An earlier answer of ours met a closed port; the queue behind it is unharmed.
                continue;
            }

            any = true;
            Keep(buffer.AsSpan(0, length).ToArray(), (IPEndPoint)from);
        }

        if (!any)
            return;
        var signal = arrival;
        arrival = NewSignal();
        signal.SetResult();
    }

    void Keep(byte[] raw, IPEndPoint from)
    {
        var (message, fault) = DatagramReader.Read(raw);
        var datagram = new ArrivedDatagram(message, fault, raw, from, options.Clock.Elapsed.GetTimestamp());
        var isOurs = message is not null && ListenerOptions.Names(message.Target, Path);
        if ((isOurs ? waiting.Count : strays.Count) >= options.MostWaiting)
            dropped++;
        else if (isOurs)
            waiting.Enqueue(datagram);
        else
            strays.Add(datagram);
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
