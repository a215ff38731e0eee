using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Conformance.Harness.Wire;
using Conformance.Protocol;

namespace Conformance.Harness.Proof;

/// <summary>Changes a recorded message and keeps it consistent: start line, lengths and raw bytes follow what was changed.</summary>
static class Rebuilt
{
    public static HttpMessage WithStatus(this HttpMessage message, int status) => Raw(message with
    {
        Status = status,
        Reason = "Mutated",
        StartLine = $"{(message.Version.Length > 0 ? message.Version : "HTTP/1.1")} {status.ToString("000", CultureInfo.InvariantCulture)} Mutated",
    });

    public static HttpMessage WithRequest(this HttpMessage message, string method, string target) => Raw(message with
    {
        Method = method,
        Target = target,
        StartLine = $"{method} {target} {message.Version}".TrimEnd(),
    });

    public static HttpMessage WithHeaders(this HttpMessage message, IEnumerable<Header> headers) =>
        Raw(message with { Headers = [.. headers] });

    public static HttpMessage Without(this HttpMessage message, string name) =>
        message.WithHeaders(message.Headers.Where(h => !Is(h, name)));

    /// <summary>One line of the name, whatever there was.</summary>
    public static HttpMessage With(this HttpMessage message, string name, string value) =>
        message.WithHeaders(message.Headers.Where(h => !Is(h, name)).Append(new Header(name, value)));

    /// <summary>A body has been decoded, so what is rebuilt is sent by length.</summary>
    public static HttpMessage WithBody(this HttpMessage message, ReadOnlyMemory<byte> body)
    {
        var framed = message.Headers.Any(h => Is(h, HeaderNames.ContentLength) || Is(h, TransferEncoding));
        var headers = message.Headers.Where(h => !Is(h, HeaderNames.ContentLength) && !Is(h, TransferEncoding)).ToImmutableArray();
        if (framed)
            headers = headers.Add(new Header(HeaderNames.ContentLength, body.Length.ToString(CultureInfo.InvariantCulture)));
        return Raw(message with { Headers = headers, Body = body, Trailers = [] });
    }

    const string TransferEncoding = "Transfer-Encoding";

    static bool Is(Header header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    static HttpMessage Raw(HttpMessage message)
    {
        var head = new StringBuilder(message.StartLine).Append("\r\n");
        foreach (var header in message.Headers)
            head.Append(header.Name).Append(": ").Append(header.Value).Append("\r\n");
        return message with { Raw = (byte[])[.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. message.Body.Span] };
    }
}
