namespace Conformance.Harness.Wire;

/// <summary>Reads one request out of a growing run of bytes; shares its core with <see cref="AnswerReader"/>.</summary>
/// <remarks>For what reaches our listeners. Source: RFC 9112, sections 3 and 6.</remarks>
public sealed class RequestReader(WireLimits limits)
{
    readonly RequestParser parser = new(limits);

    public HttpMessage? Message { get; private set; }

    /// <summary>Bytes that belong to the request, once it is whole.</summary>
    public int Consumed => parser.Length;

    public NoAnswerCause Cause => parser.Cause;

    public string Detail => parser.Detail;

    public ReadStep Read(ReadOnlySpan<byte> bytes) => Take(parser.Read(bytes), bytes);

    /// <summary>The connection ended after these bytes.</summary>
    public ReadStep End(ReadOnlySpan<byte> bytes) => Take(parser.End(bytes), bytes);

    /// <summary>Where the request stands after so many bytes, to complete a sentence.</summary>
    public string Where(int received) => parser.Where(received);

    ReadStep Take(ReadStep step, ReadOnlySpan<byte> bytes)
    {
        if (step == ReadStep.Whole)
            Message ??= parser.Build(bytes);
        return step;
    }
}

internal sealed class RequestParser(WireLimits limits) : MessageParser(limits)
{
    protected override string Kind => "a request";

    protected override bool MayBegin(ReadOnlySpan<byte> bytes) =>
        bytes is [] or [(byte)'\r'] or [(byte)'\r', (byte)'\n', ..] or [(byte)'\n', ..]
        || MessageHead.IsToken(bytes[..1]);

    protected override HttpMessage? ReadStartLine(HttpMessage message)
    {
        var parsed = RequestLineText.Read(message, Flaws);
        if (parsed is null)
            Break(NoAnswerCause.Malformed,
                $"'{MessageHead.Show(System.Text.Encoding.Latin1.GetBytes(message.StartLine))}' is no request line.");
        return parsed;
    }

    protected override Framing Frame(HttpMessage message) => Framing.OfRequest(message, Flaws);
}
