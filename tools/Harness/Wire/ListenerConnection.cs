using System.Net;

namespace Conformance.Harness.Wire;

/// <summary>One connection that a peer made to a listener of ours: requests in, answers out, in turn.</summary>
internal sealed class ListenerConnection(PlainTransport transport, ListenerOptions options, IPEndPoint from)
{
    byte[] buffer = new byte[8 * 1024];
    int used;
    long seen;
    bool isBroken;

    /// <summary>True when every byte that came so far has been read and understood as far as it can be.</summary>
    public bool IsQuiet => transport.Arrived == Volatile.Read(ref seen);

    /// <summary>The next request, or what came instead of one; null at the end of the connection.</summary>
    public async ValueTask<ArrivedRequest?> NextAsync(CancellationToken cancel)
    {
        if (isBroken)
            return null;
        var reader = new RequestReader(options.Limits);
        var step = used > 0 ? reader.Read(buffer.AsSpan(0, used)) : ReadStep.More;
        while (step == ReadStep.More)
        {
            if (used == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            See();
            var count = await transport.ReceiveAsync(buffer.AsMemory(used), cancel).ConfigureAwait(false);
            used += count;
            if (count == 0 && used == 0)
                return null;
            step = count > 0 ? reader.Read(buffer.AsSpan(0, used)) : reader.End(buffer.AsSpan(0, used));
        }

        var now = options.Clock.Elapsed.GetTimestamp();
        if (step == ReadStep.Broken)
        {
            isBroken = true;
            return new(null, reader.Detail, buffer.AsSpan(0, used).ToArray(), from, now);
        }

        used -= reader.Consumed;
        Buffer.BlockCopy(buffer, reader.Consumed, buffer, 0, used);
        return new(reader.Message, "", reader.Message!.Raw, from, now);
    }

    /// <summary>Sends the answer at hand, or waits for the scenario's.</summary>
    /// <returns>False when the connection is to be closed.</returns>
    public async ValueTask<bool> AnswerAsync(ArrivedRequest request, byte[]? atOnce, CancellationToken cancel)
    {
        var isSent = false;
        // The request has been put where the scenario takes it.
        See();
        try
        {
            var response = atOnce is null
                ? await request.Response.WaitAsync(cancel).ConfigureAwait(false)
                : new(atOnce, ThenClose: false);
            await transport.SendAsync(response.Bytes, cancel).ConfigureAwait(false);
            if (response.ThenClose)
                await transport.DisposeAsync().ConfigureAwait(false);
            isSent = true;
            return !response.ThenClose;
        }
        finally
        {
            request.Finish(isSent);
        }
    }

    void See() => Volatile.Write(ref seen, transport.Taken);
}
