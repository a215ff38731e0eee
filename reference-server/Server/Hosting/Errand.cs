using System.Net;

namespace Conformance.Server.Hosting;

/// <summary>A request that the server sends of its own accord.</summary>
/// <param name="Url">Where to: an address and a port that have been looked up, and the path as it is to be sent.</param>
/// <param name="Host">What the Host header says.</param>
/// <param name="Tries">How often it is sent before it is given up, 1 upwards.</param>
/// <param name="Line">Errands of one line are sent one after the other; those of others do not wait for them.</param>
/// <param name="Done">Told once of the status answered; null when no answer came.</param>
public sealed record Errand(
    string Method, Uri Url, string Host, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, int Tries,
    string Line, Action<int?> Done);

/// <summary>A body that tells when it has been handed to the system, together with the head before it.</summary>
sealed class TellingContent : HttpContent
{
    readonly byte[] body;
    readonly TaskCompletionSource handed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TellingContent(byte[] body)
    {
        this.body = body;
        if (body.Length > 0)
            Headers.TryAddWithoutValidation("Content-Type", "text/xml");
    }

    public Task Handed => handed.Task;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(body);
        await stream.FlushAsync();
        handed.TrySetResult();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
