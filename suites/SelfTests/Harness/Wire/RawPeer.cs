using System.Net;
using System.Net.Sockets;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

/// <summary>The other end of a connection: a plain socket that sees each byte and sends what it is told.</summary>
sealed class RawPeer : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public RawPeer()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public Endpoint Endpoint => new("127.0.0.1", Port);

    public async Task<Socket> AcceptAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var socket = await listener.AcceptAsync(patience.Token);
        socket.NoDelay = true;
        return socket;
    }

    /// <summary>A connection of ours and the peer's end of it.</summary>
    public async Task<(Connection Ours, Socket Theirs)> ConnectAsync(WireLimits? limits = null, WireClock? clock = null)
    {
        var accept = AcceptAsync();
        var opening = await Connection.OpenAsync(Endpoint, limits, clock);
        Assert.That(opening.IsOpen, Is.True, opening.Failure?.Detail);
        return (opening.Connection!, await accept);
    }

    /// <summary>Reads exactly so many bytes, or as many as come before the end.</summary>
    public static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var bytes = new byte[count];
        var used = 0;
        while (used < count)
        {
            var more = await socket.ReceiveAsync(bytes.AsMemory(used), patience.Token);
            if (more == 0)
                break;
            used += more;
        }

        return bytes[..used];
    }

    /// <summary>Reads one request up to its empty line and throws it away.</summary>
    public static async Task SkipHeadAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        var one = new byte[1];
        var seen = 0;
        while (seen < 4 && await socket.ReceiveAsync(one.AsMemory(), patience.Token) > 0)
            seen = one[0] == "\r\n\r\n"[seen] ? seen + 1 : one[0] == '\r' ? 1 : 0;
    }

    /// <summary>True when somebody has connected who was not accepted yet.</summary>
    public bool HasCaller => listener.Poll(0, SelectMode.SelectRead);

    public void Dispose() => listener.Dispose();
}
