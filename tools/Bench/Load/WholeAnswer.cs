using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Conformance.Bench.Load;

/// <summary>Reads answers of any length, and keeps of them no more than is asked for.</summary>
sealed class WholeAnswer : IDisposable
{
    static readonly byte[] lastChunk = "\r\n0\r\n\r\n"u8.ToArray();

    readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly byte[] buffer = new byte[256 * 1024];

    public static async Task<WholeAnswer> OpenAsync(Uri url)
    {
        var answer = new WholeAnswer();
        await answer.socket.ConnectAsync(url.Host, url.Port);
        return answer;
    }

    /// <summary>Sends a request, and reads its answer to the last byte.</summary>
    /// <param name="kept">Bytes of its beginning that are wanted as text, one character a byte.</param>
    /// <returns>That text, and the length of the whole.</returns>
    /// <exception cref="InvalidOperationException">The connection was closed before.</exception>
    public async Task<(string Beginning, long Bytes)> AskAsync(string request, int kept)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        var beginning = new StringBuilder();
        var end = Array.Empty<byte>();
        var whole = default(long?);
        for (var bytes = 0L; ;)
        {
            var count = await socket.ReceiveAsync(buffer);
            if (count == 0)
                throw new InvalidOperationException($"The server closed the connection after {bytes} bytes.");
            whole = bytes == 0 ? LengthOf(Encoding.Latin1.GetString(buffer, 0, count)) : whole;
            if (beginning.Length < kept)
                beginning.Append(Encoding.Latin1.GetString(buffer, 0, Math.Min(count, kept - beginning.Length)));
            bytes += count;
            end = [.. end, .. buffer.AsSpan(Math.Max(0, count - lastChunk.Length), Math.Min(count, lastChunk.Length))];
            end = end[^Math.Min(end.Length, lastChunk.Length)..];
            if (whole is { } length ? bytes >= length : end.AsSpan().SequenceEqual(lastChunk))
                return (beginning.ToString(), bytes);
        }
    }

    /// <summary>What head and body together have, from the first bytes of an answer; null when it comes in chunks.</summary>
    static long? LengthOf(string start)
    {
        const string name = "\r\nContent-Length: ";
        var body = start.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        return start.IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && at < body
            ? body + long.Parse(start.AsSpan(at + name.Length, start.IndexOf('\r', at + name.Length) - at - name.Length), CultureInfo.InvariantCulture)
            : null;
    }

    public void Dispose() => socket.Dispose();
}
