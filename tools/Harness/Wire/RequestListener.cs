using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Conformance.Harness.Wire;

/// <summary>A plain HTTP node of ours: takes requests byte for byte and holds each until the scenario answers.</summary>
/// <remarks>Requests to another path than ours are strays: answered 404, reported, not judged.</remarks>
public sealed class RequestListener : IAsyncDisposable
{
    static readonly byte[] NotFound = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    readonly Lock gate = new();
    readonly List<ArrivedRequest> strays = [];
    readonly Dictionary<Socket, (ListenerConnection Connection, Task Serving)> serving = [];
    readonly Dictionary<int, TaskCompletionSource> knocks = [];
    readonly Channel<ArrivedRequest> waiting;
    readonly CancellationTokenSource stop = new();
    readonly ListenerOptions options;
    readonly Socket socket;
    readonly Task accept;
    int dropped;

    RequestListener(ListenerOptions options)
    {
        this.options = options;
        waiting = Channel.CreateBounded<ArrivedRequest>(new BoundedChannelOptions(options.MostWaiting));
        socket = new(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(options.Address, options.Port));
        socket.Listen();
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        Path = options.PathToListenOn();
        Address = $"http://{options.Authority(Port)}{Path}";
        accept = AcceptAsync();
    }

    /// <summary>What a peer is told to call: <c>http://host:port/path</c>.</summary>
    public string Address { get; }

    public int Port { get; }

    public string Path { get; }

    /// <summary>Requests and connections refused because too many were there.</summary>
    public int Dropped => Volatile.Read(ref dropped);

    public ImmutableArray<ArrivedRequest> Strays
    {
        get
        {
            lock (gate)
                return [.. strays];
        }
    }

    /// <exception cref="SocketException">The port is taken or the address is not ours.</exception>
    public static RequestListener Start(ListenerOptions? options = null) => new(options ?? new());

    /// <summary>The oldest request not yet taken, without waiting; null when there is none.</summary>
    public ArrivedRequest? TryTake() => waiting.Reader.TryRead(out var oldest) ? oldest : null;

    /// <summary>The oldest request not yet taken; waits for one, and is null when patience runs out.</summary>
    public async Task<ArrivedRequest?> TakeAsync(TimeSpan patience, CancellationToken cancel = default)
    {
        using var deadline = options.Clock.NewDeadline();
        using var link = cancel.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), deadline);
        deadline.CancelAfter(WireClock.Clip(patience));
        try
        {
            return await waiting.Reader.ReadAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return TryTake();
        }
    }

    /// <summary>Returns when whatever was sent to us before can be taken, or after a while all the same.</summary>
    /// <remarks>
    /// Connections are taken in the order in which they were made, so once a connection of our own has been taken, all earlier
    /// ones have; then each is asked whether it has read what came.
    /// </remarks>
    public async Task SettleAsync(TimeSpan patience, CancellationToken cancel = default)
    {
        using var deadline = options.Clock.NewDeadline();
        using var link = cancel.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), deadline);
        deadline.CancelAfter(WireClock.Clip(patience));
        try
        {
            await KnockAsync(deadline.Token).ConfigureAwait(false);
            while (!IsQuiet())
                await Task.Delay(TimeSpan.FromMilliseconds(1), options.Clock.Elapsed, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Somebody goes on sending; what is here is here.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await accept.ConfigureAwait(false);
        socket.Dispose();
        Task[] rest;
        lock (gate)
            rest = [.. serving.Values.Select(s => s.Serving)];
        await Task.WhenAll(rest).ConfigureAwait(false);
        while (waiting.Reader.TryRead(out var left))
            left.Finish(isSent: false);
        stop.Dispose();
    }

    async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            Socket peer;
            try
            {
                peer = await socket.AcceptAsync(stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // A caller gave up before it was taken; the next one may not.
                continue;
            }

            if (!TryServe(peer))
                peer.Dispose();
        }
    }

    /// <returns>False for a connection of our own, and for one too many.</returns>
    bool TryServe(Socket peer)
    {
        IPEndPoint from;
        try
        {
            peer.NoDelay = true;
            from = (IPEndPoint)peer.RemoteEndPoint!;
        }
        catch (SocketException)
        {
            // Whoever called has gone.
            return false;
        }
        lock (gate)
        {
            if (knocks.Remove(from.Port, out var knock))
            {
                knock.SetResult();
                return false;
            }
            if (serving.Count >= options.MostConnections)
            {
                dropped++;
                return false;
            }
            var transport = new PlainTransport(peer);
            var connection = new ListenerConnection(transport, options, from);
            serving.Add(peer, (connection, ServeAsync(peer, transport, connection)));
            return true;
        }
    }

    async Task KnockAsync(CancellationToken cancel)
    {
        using var own = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        own.Bind(new IPEndPoint(options.Address, 0));
        var knock = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            knocks.Add(((IPEndPoint)own.LocalEndPoint!).Port, knock);
        await own.ConnectAsync(options.Address, Port, cancel).ConfigureAwait(false);
        await knock.Task.WaitAsync(cancel).ConfigureAwait(false);
    }

    bool IsQuiet()
    {
        lock (gate)
            return serving.Values.All(s => s.Connection.IsQuiet);
    }

    async Task ServeAsync(Socket peer, PlainTransport transport, ListenerConnection connection)
    {
        await Task.Yield();
        try
        {
            await using var closing = transport;
            while (await connection.NextAsync(stop.Token).ConfigureAwait(false) is { } request
                && await connection.AnswerAsync(request, Admit(request), stop.Token).ConfigureAwait(false))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The listener is being closed.
        }
        catch (Exception cause) when (Wreckage.Explains(cause))
        {
            // The peer is gone; what it sent was queued before.
        }
        finally
        {
            lock (gate)
                serving.Remove(peer);
        }
    }

    /// <returns>An answer to give at once, or null when the scenario decides.</returns>
    byte[]? Admit(ArrivedRequest request)
    {
        var isOurs = request.Message is null || ListenerOptions.Names(request.Message.Target, Path);
        if (isOurs && waiting.Writer.TryWrite(request))
            return null;
        lock (gate)
            if (!isOurs && strays.Count < options.MostWaiting)
                strays.Add(request);
            else
                dropped++;
        return NotFound;
    }
}
