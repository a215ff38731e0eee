using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Conformance.Server.Hosting;

/// <summary>Rewrites one datagram on its way out; null keeps it back.</summary>
public delegate byte[]? DatagramFault(byte[] datagram);

/// <summary>What becomes of the next datagrams, for tests of listeners.</summary>
public enum DatagramFate
{
    Lost,
    SentTwice,
    Delayed,
}

/// <summary>Sends the datagrams of a world, from one port, without waiting.</summary>
/// <remarks>
/// Nothing is ever read from the socket: a reply means nothing (draft-goland-http-udp-00 has none to a notification), and
/// what the system cannot keep of replies it throws away. A datagram that cannot be sent is lost, as any may be.
/// </remarks>
public sealed class Postman : IDisposable
{
    readonly Lock gate = new();
    readonly Queue<(DatagramFate Fate, TimeSpan Delay)> fates = new();
    readonly Dictionary<AddressFamily, Socket> sockets = [];
    readonly Dictionary<object, ITimer> delayed = [];
    bool isClosed;

    /// <summary>Rewrites datagrams from now on.</summary>
    public ImmutableArray<DatagramFault> Faults { get; set; } = [];

    /// <summary>Datagrams handed to the system.</summary>
    public long Sent { get; private set; }

    /// <summary>Datagrams that the system would not take.</summary>
    public long Unsendable { get; private set; }

    /// <summary>Decides about the next datagrams, after those decided about before.</summary>
    public void Meet(DatagramFate fate, int count, TimeSpan delay)
    {
        lock (gate)
            for (var i = 0; i < count; i++)
                fates.Enqueue((fate, delay));
    }

    /// <summary>Forgets what was decided about datagrams to come.</summary>
    public void Forget()
    {
        lock (gate)
            fates.Clear();
    }

    /// <param name="clock">Of the world: a delayed datagram is delayed in its time.</param>
    public void Send(byte[] datagram, IPEndPoint to, TimeProvider clock)
    {
        foreach (var fault in Faults)
            if (fault(datagram) is { } rewritten)
                datagram = rewritten;
            else
                return;
        lock (gate)
        {
            if (!fates.TryDequeue(out var met))
                Hand(datagram, to);
            else if (met.Fate == DatagramFate.SentTwice)
            {
                Hand(datagram, to);
                Hand(datagram, to);
            }
            else if (met.Fate == DatagramFate.Delayed)
                Delay(datagram, to, clock, met.Delay);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            foreach (var timer in delayed.Values)
                timer.Dispose();
            foreach (var socket in sockets.Values)
                socket.Dispose();
        }
    }

    void Hand(byte[] datagram, IPEndPoint to)
    {
        if (isClosed)
            return;
        try
        {
            if (!sockets.TryGetValue(to.AddressFamily, out var socket))
                sockets.Add(to.AddressFamily, socket = new Socket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false });
            socket.SendTo(datagram, to);
            Sent++;
        }
        catch (SocketException)
        {
            Unsendable++;
        }
    }

    /// <summary>Keeps a datagram back for a while, and its timer until it has run.</summary>
    void Delay(byte[] datagram, IPEndPoint to, TimeProvider clock, TimeSpan delay)
    {
        var key = new object();
        delayed.Add(key, clock.CreateTimer(_ =>
        {
            lock (gate)
            {
                Hand(datagram, to);
                if (delayed.Remove(key, out var timer))
                    timer.Dispose();
            }
        }, null, delay, Timeout.InfiniteTimeSpan));
    }
}
