using System.Net.Sockets;

namespace Conformance.Harness.Wire;

/// <summary>The byte stream under a <see cref="Connection"/>: plain TCP or TLS.</summary>
internal abstract class Transport(Socket socket) : IAsyncDisposable
{
    bool isReset;

    protected Socket Socket => socket;

    /// <summary>Bytes of the peer so far, those that still wait in the system included where they can be counted.</summary>
    public abstract long Arrived { get; }

    /// <summary>True when nothing waits to be read and the peer has not hung up, asked without waiting.</summary>
    public bool IsQuiet => !socket.Poll(0, SelectMode.SelectRead);

    /// <summary>True when the peer has hung up and nothing waits to be read, asked without waiting.</summary>
    public bool HasEnded => socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;

    /// <returns>How many bytes came; 0 at the end of the stream.</returns>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel);

    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel);

    /// <summary>Closes with a reset: the peer sees an error, not an end.</summary>
    public ValueTask ResetAsync()
    {
        isReset = true;
        socket.LingerState = new(true, 0);
        return DisposeAsync();
    }

    public abstract ValueTask DisposeAsync();

    protected void Close()
    {
        try
        {
            // Without it a close under a pending read would be a reset.
            if (!isReset)
                socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The peer was faster, or whoever of us closed first; there is nothing left to shut down.
        }

        socket.Dispose();
    }
}
