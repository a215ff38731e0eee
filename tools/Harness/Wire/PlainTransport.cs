using System.Net.Sockets;

namespace Conformance.Harness.Wire;

/// <summary>Bytes over TCP as they are.</summary>
/// <remarks>
/// A read waits for readiness with an empty buffer and then takes the bytes under a lock, so at each moment a byte of
/// the peer is either waiting in the system or counted: <see cref="Arrived"/> never misses one in between.
/// </remarks>
internal sealed class PlainTransport : Transport
{
    readonly Lock gate = new();
    long taken;
    bool isClosed;

    public PlainTransport(Socket socket)
        : base(socket) => socket.Blocking = false;

    public override long Arrived
    {
        get
        {
            lock (gate)
                return taken + (isClosed ? 0 : Socket.Available);
        }
    }

    /// <summary>Bytes given out.</summary>
    public long Taken
    {
        get
        {
            lock (gate)
                return taken;
        }
    }

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        while (true)
        {
            await Socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, cancel).ConfigureAwait(false);
            lock (gate)
            {
                var count = Socket.Receive(buffer.Span, SocketFlags.None, out var error);
                if (error == SocketError.Success)
                {
                    taken += count;
                    return count;
                }

                if (error != SocketError.WouldBlock)
                    throw new SocketException((int)error);
            }
        }
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await Socket.SendAsync(bytes, SocketFlags.None, cancel).ConfigureAwait(false)..];
    }

    public override ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isClosed = true;
            Close();
        }

        return ValueTask.CompletedTask;
    }
}
