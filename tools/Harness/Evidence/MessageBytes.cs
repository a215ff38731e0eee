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
        && message.Headers.All(h => IsToken(h.Name))
        && (message.Status > 0 || AreTheParts(message)
            || message["Transfer-Encoding"]?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true);

    public static bool IsToken(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c));
}
