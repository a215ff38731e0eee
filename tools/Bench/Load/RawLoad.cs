using System.Net.Sockets;
using System.Text;

namespace Conformance.Bench.Load;

/// <summary>Sends one request over and over on a number of connections, each waiting for its answer, and checks each answer's length.</summary>
sealed class RawLoad : IDisposable
{
    readonly Socket[] sockets;
    readonly byte[] request;

    RawLoad(Socket[] sockets, byte[] request) => (this.sockets, this.request) = (sockets, request);

    /// <summary>Bytes of each answer; the first one tells.</summary>
    public int AnswerBytes { get; private set; }

    /// <exception cref="InvalidOperationException">The first answer has not the status wanted.</exception>
    public static async Task<RawLoad> OpenAsync(Uri url, string request, int connections, int status)
    {
        var sockets = new Socket[connections];
        for (var i = 0; i < connections; i++)
        {
            sockets[i] = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await sockets[i].ConnectAsync(url.Host, url.Port);
        }
        var load = new RawLoad(sockets, Encoding.ASCII.GetBytes(request));
        var first = await AskAsync(sockets[0], request);
        if (!first.StartsWith($"HTTP/1.1 {status}", StringComparison.Ordinal))
            throw new InvalidOperationException($"{url} answered: {first}");
        load.AnswerBytes = first.Length;
        return load;
    }

    /// <summary>One request; the whole answer as text of one character for each byte.</summary>
    public static async Task<string> AskAsync(Uri url, string request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port);
        return await AskAsync(socket, request);
    }

    /// <summary>Sends as many requests as said over all connections together; returns when the last answer is in.</summary>
    /// <exception cref="InvalidOperationException">An answer has another length than the first one.</exception>
    public Task RunAsync(int requests) =>
        Task.WhenAll(sockets.Select((socket, i) => Task.Run(() => RunAsync(socket, (requests / sockets.Length) + (i < requests % sockets.Length ? 1 : 0)))));

    public void Dispose()
    {
        foreach (var socket in sockets)
            socket.Dispose();
    }

    static async Task<string> AskAsync(Socket socket, string request)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        var answer = new byte[64 * 1024];
        var used = 0;
        while (used < answer.Length)
        {
            var count = await socket.ReceiveAsync(answer.AsMemory(used));
            used += count;
            var text = Encoding.Latin1.GetString(answer, 0, used);
            if (count == 0 || IsWhole(text))
                return text;
        }
        throw new InvalidOperationException($"An answer has more than {answer.Length} bytes.");
    }

    static bool IsWhole(string text)
    {
        const string name = "Content-Length:";
        if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is not (>= 0 and var end)
            || text.IndexOf(name, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var at))
            return false;
        var value = text.AsSpan(at + name.Length);
        return text.Length >= end + 4 + int.Parse(value[..value.IndexOf('\r')], System.Globalization.CultureInfo.InvariantCulture);
    }

    async Task RunAsync(Socket socket, int requests)
    {
        var answer = new byte[AnswerBytes + 1];
        for (var i = 0; i < requests; i++)
        {
            await socket.SendAsync(request);
            var used = 0;
            while (used < AnswerBytes)
            {
                var count = await socket.ReceiveAsync(answer.AsMemory(used));
                if (count == 0)
                    throw new InvalidOperationException($"The server closed a connection after {used} of {AnswerBytes} bytes.");
                used += count;
            }
            if (used != AnswerBytes)
                throw new InvalidOperationException($"An answer is longer than the first one of {AnswerBytes} bytes.");
        }
    }
}
