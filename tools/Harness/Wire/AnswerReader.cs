using System.Collections.Immutable;

namespace Conformance.Harness.Wire;

/// <summary>Reads the answer to one request out of a growing run of bytes: 1xx answers first, then the final one.</summary>
/// <remarks>
/// Apart from I/O. Both methods take all bytes that no earlier answer used. Whatever can be understood is read, with
/// its flaws noted; the rest is broken with a cause and a sentence. 101 counts as final: what follows is not HTTP.
/// Source: RFC 9112; RFC 9110, section 15.2.
/// </remarks>
public sealed class AnswerReader(string requestMethod, WireLimits limits)
{
    readonly ImmutableArray<HttpMessage>.Builder interim = ImmutableArray.CreateBuilder<HttpMessage>(0);
    AnswerParser parser = new(requestMethod, limits);
    int start;
    NoAnswerCause? cause;
    string detail = "";

    /// <summary>The final answer, once the step is <see cref="ReadStep.Whole"/>.</summary>
    public HttpMessage? Message { get; private set; }

    public ImmutableArray<HttpMessage> Interim => interim.ToImmutable();

    /// <summary>Bytes used by the interim answers and the final one.</summary>
    public int Consumed => start + parser.Length;

    public NoAnswerCause Cause => cause ?? parser.Cause;

    /// <summary>Why there is no answer, a sentence.</summary>
    public string Detail => cause is null ? parser.Detail : detail;

    /// <summary>True when another request may follow on the connection. Source: RFC 9112, section 9.3.</summary>
    public bool KeepsConnection { get; private set; }

    public ReadStep Read(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var step = parser.Read(bytes[start..]);
            if (step != ReadStep.Whole)
                return step;
            var message = parser.Build(bytes[start..]);
            if (message.Status is < 100 or > 199 or 101)
                return Take(message);
            interim.Add(message);
            if (interim.Count > limits.InterimAnswers)
            {
                cause = NoAnswerCause.TooLarge;
                detail = $"More than {limits.InterimAnswers} interim answers came before the final one.";
                return ReadStep.Broken;
            }

            start += parser.Length;
            parser = new(requestMethod, limits);
        }
    }

    /// <summary>The connection ended after these bytes.</summary>
    public ReadStep End(ReadOnlySpan<byte> bytes)
    {
        var step = Read(bytes);
        if (step == ReadStep.More)
            step = parser.End(bytes[start..]);
        return step == ReadStep.Whole && Message is null ? Take(parser.Build(bytes[start..])) : step;
    }

    /// <summary>Where the answer stands after so many bytes, to complete a sentence.</summary>
    public string Where(int received) => parser.Where(received - start);

    ReadStep Take(HttpMessage message)
    {
        Message = message;
        string[] options = message["Connection"] is { } text ? text.Split(',', StringSplitOptions.TrimEntries) : [];
        KeepsConnection = parser.Form != BodyForm.UntilEnd
            && message.Status != 101
            && !(message["Transfer-Encoding"] is not null && message["Content-Length"] is not null)
            && !options.Contains("close", StringComparer.OrdinalIgnoreCase)
            && (message.Version == "HTTP/1.1" || options.Contains("keep-alive", StringComparer.OrdinalIgnoreCase));
        return ReadStep.Whole;
    }
}
