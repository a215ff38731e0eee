using System.Text;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Evidence;

/// <summary>The bytes of a message, and whether its parts alone would give the same bytes again.</summary>
static class MessageBytes
{
    /// <summary>What stood on the wire; built from the parts where the raw bytes were not kept.</summary>
    public static ReadOnlyMemory<byte> Of(HttpMessage message) => message.Raw.IsEmpty ? FromParts(message) : message.Raw;

    /// <summary>Start line, <c>Name: value</c> lines, an empty line, the body; all ends CRLF.</summary>
    public static byte[] FromParts(HttpMessage message)
    {
        var head = new StringBuilder(message.StartLine).Append("\r\n");
        foreach (var header in message.Headers)
            head.Append(header.Name).Append(": ").Append(header.Value).Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. message.Body.Span];
    }

    public static bool AreTheParts(HttpMessage message) =>
        message.Raw.IsEmpty || message.Raw.Span.SequenceEqual(FromParts(message));

    /// <summary>True when the language can write the request by its parts; else only <c>raw</c> shows it faithfully.</summary>
    public static bool CanBeWritten(HttpMessage message) =>
        (message.Status > 0 || message.Method.Length > 0)
        && message.Headers.All(h => Language.Words.IsToken(h.Name))
        && (message.Status > 0 || IsRequestLine(message))
        && (message.Status > 0 || AreTheParts(message)
            || message["Transfer-Encoding"]?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>The version at the end of a request line; null when the language has no word for it.</summary>
    public static string? Version(HttpMessage message) =>
        message.StartLine is [.., ' ', _, _, _, _, _, _, _, _] && message.StartLine[^8..] is "HTTP/1.0" or "HTTP/1.1" ? message.StartLine[^8..] : null;

    /// <summary>What follows <c>&gt;&gt;&gt;</c> reads as a method, a target and a version and as nothing else.</summary>
    static bool IsRequestLine(HttpMessage message) =>
        Language.Words.IsToken(message.Method) && !char.IsAsciiDigit(message.Method[0]) && message.Method is not ("raw" or "datagram" or "close")
        && message.Target.Length > 0 && Version(message) is not null;
}
