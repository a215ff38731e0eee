using System.Net.Sockets;

namespace Conformance.Harness.Wire;

/// <summary>The byte stream under a <see cref="Connection"/>: plain TCP or TLS.</summary>
internal abstract class Transport(Socket socket) : IAsyncDisposable
{
    protected Socket Socket => socket;

    /// <summary>Bytes of the peer so far, those that still wait in the system included where they can be counted.</summary>
    public abstract long Arrived { get; }

    /// <summary>True when nothing waits to be read and the peer has not hung up, asked without waiting.</summary>
    public bool IsQuiet => !socket.Poll(0, SelectMode.SelectRead);

    /// <returns>How many bytes came; 0 at the end of the stream.</returns>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel);

    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel);

    /// <summary>Closes with a reset: the peer sees an error, not an end.</summary>
    public ValueTask ResetAsync()
    {
        socket.LingerState = new(true, 0);
        return DisposeAsync();
    }

    public abstract ValueTask DisposeAsync();

    /// <remarks>Closing alone sends the end of the stream, or the reset that linger 0 asks for.</remarks>
    protected void Close() => socket.Dispose();
}
