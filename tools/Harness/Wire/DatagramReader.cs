namespace Conformance.Harness.Wire;

/// <summary>Reads a notification datagram: the head of a request in one packet.</summary>
/// <remarks>
/// Shape: <c>NOTIFY path HTTP/1.1 CRLF Subscription-id: 7 CRLF CRLF</c>. Real servers leave out the empty line at the
/// end; that is a flaw, not an error. Bytes after the empty line are kept as the body.
/// </remarks>
public static class DatagramReader
{
    /// <returns>The message, or null with the sentence why the bytes are no head of a request.</returns>
    public static (HttpMessage? Message, string Fault) Read(ReadOnlyMemory<byte> datagram)
    {
        if (datagram.IsEmpty)
            return (null, "The datagram is empty.");
        var flaws = new Flaws();
        var bytes = datagram.Span;
        var bodyAt = EndOfHead(bytes);
        if (bodyAt < 0)
            flaws.Add("The datagram does not end with an empty line.");
        else if (bodyAt < bytes.Length)
            flaws.Add($"{bytes.Length - bodyAt} bytes follow the empty line.");
        var head = bodyAt < 0 ? bytes : bytes[..bodyAt];
        if (bodyAt >= 0)
            head = head[..^(head is [.., (byte)'\r', (byte)'\n'] ? 2 : 1)];
        var parts = MessageHead.Read(head, flaws);
        var body = bodyAt < 0 ? default : datagram[bodyAt..];
        var message = RequestLineText.Read(new(parts.StartLine, parts.Headers, body, datagram), flaws);
        return message is null
            ? (null, $"The datagram begins with '{MessageHead.Show(bytes)}', which is no request line.")
            : (message with { Flaws = flaws.ToImmutable() }, "");
    }

    static int EndOfHead(ReadOnlySpan<byte> bytes)
    {
        var lineStart = 0;
        while (bytes[lineStart..].IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (bytes.Slice(lineStart, end) is [] or [(byte)'\r'])
                return lineStart + end + 1;
            lineStart += end + 1;
        }

        return -1;
    }
}
