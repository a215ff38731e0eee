using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Conformance.SelfTests.Harness.Hostile;

/// <summary>A server that says what it is told, byte for byte, to whoever connects.</summary>
sealed class RawServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Func<string, NetworkStream, CancellationToken, Task<bool>> say;
    readonly Task accepting;
    int requests;

    /// <param name="say">Given the head of a request, writes to the connection; false ends it.</param>
    public RawServer(Func<string, NetworkStream, CancellationToken, Task<bool>> say)
    {
        this.say = say;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The same bytes to every request.</summary>
    public static RawServer Saying(string answer) => new(async (_, stream, cancel) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), cancel);
        return true;
    });

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public int Requests => requests;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (!stop.IsCancellationRequested)
                serving.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
        await Task.WhenAll(serving);
    }

    async Task ServeAsync(TcpClient client)
    {
        using (client)
            try
            {
                var stream = client.GetStream();
                while (await ReadAsync(stream) is { } head)
                {
                    Interlocked.Increment(ref requests);
                    if (!await say(head, stream, stop.Token))
                        return;
                }
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
            {
                // The other side hung up, or the test is over.
            }
    }

    /// <summary>Reads a whole request and gives its head.</summary>
    async Task<string?> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stop.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }
        var text = head.ToString();
        var at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        var length = at < 0 ? 0 : int.Parse(text[(at + 16)..].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
        await stream.ReadExactlyAsync(new byte[length], stop.Token);
        return text;
    }
}
