using System.Net.Security;
using System.Net.Sockets;

namespace Conformance.Harness.Wire;

/// <summary>Bytes over TLS.</summary>
/// <remarks>Only bytes that were read and decrypted count as arrived: what waits in the system may be TLS's own.</remarks>
internal sealed class TlsTransport(Socket socket, SslStream stream) : Transport(socket)
{
    long taken;

    public override long Arrived => Interlocked.Read(ref taken);

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        var count = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false);
        Interlocked.Add(ref taken, count);
        return count;
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await stream.WriteAsync(bytes, cancel).ConfigureAwait(false);
        await stream.FlushAsync(cancel).ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        Close();
        await stream.DisposeAsync().ConfigureAwait(false);
    }
}
