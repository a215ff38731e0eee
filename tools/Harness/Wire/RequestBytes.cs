using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Conformance.Harness.Wire;

/// <summary>Builds the exact bytes of a request. Nothing is repaired, reordered or checked.</summary>
/// <remarks>
/// Texts are Latin-1, one character one byte (<see cref="Text"/> makes such a text from any bytes), so names and values may hold CR,
/// LF, NUL or anything else; a character beyond that is a fault of the caller.
/// </remarks>
public static class RequestBytes
{
    /// <summary>Any bytes as a text of the wire, one character for each.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>Builds <c>method SP target SP version CRLF</c>, the headers in order, an empty line, and the body.</summary>
    /// <param name="version"><c>HTTP/1.1</c> or whatever stands there; empty leaves it out with its blank.</param>
    /// <param name="headers">Written as <c>Name: value</c>; with Transfer-Encoding: chunked the body goes out in chunks.</param>
    /// <param name="chunkBytes">The size of each chunk but the last.</param>
    /// <exception cref="ArgumentException">A text holds a character that is no byte.</exception>
    public static HttpMessage Build(
        string method,
        string target,
        string version,
        IEnumerable<Header> headers,
        ReadOnlyMemory<byte> body = default,
        int chunkBytes = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkBytes, 1);
        ImmutableArray<Header> lines = [.. headers];
        var startLine = version.Length == 0 ? $"{method} {target}" : $"{method} {target} {version}";
        var bytes = new ArrayBufferWriter<byte>(256 + body.Length);
        Write(bytes, startLine);
        Write(bytes, "\r\n");
        foreach (var (name, value) in lines)
        {
            Write(bytes, name);
            Write(bytes, ": ");
            Write(bytes, value);
            Write(bytes, "\r\n");
        }

        Write(bytes, "\r\n");
        if (IsChunked(lines))
            WriteChunks(bytes, body.Span, chunkBytes);
        else
            bytes.Write(body.Span);
        return new(startLine, lines, body, bytes.WrittenMemory) { Method = method, Target = target, Version = version };
    }

    /// <summary>Takes bytes as they are for a whole request; the method is read from them where there is one.</summary>
    public static HttpMessage Raw(ReadOnlyMemory<byte> bytes)
    {
        var reader = new RequestReader(new() { HeadBytes = int.MaxValue, BodyBytes = int.MaxValue });
        if (reader.Read(bytes.Span) == ReadStep.Whole && reader.Consumed == bytes.Length)
            return reader.Message! with { Raw = bytes };
        var end = bytes.Span.IndexOfAny("\r\n"u8);
        var startLine = Text(end < 0 ? bytes.Span : bytes.Span[..end]);
        var word = startLine.Split(' ')[0];
        return new(startLine, [], default, bytes) { Method = MessageHead.IsToken(Encoding.Latin1.GetBytes(word)) ? word : "" };
    }

    static bool IsChunked(ImmutableArray<Header> headers) => headers.Any(h =>
        h.Name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
        && h.Value.Trim().Equals("chunked", StringComparison.OrdinalIgnoreCase));

    static void WriteChunks(ArrayBufferWriter<byte> bytes, ReadOnlySpan<byte> body, int chunkBytes)
    {
        while (!body.IsEmpty)
        {
            var chunk = body[..Math.Min(chunkBytes, body.Length)];
            Write(bytes, chunk.Length.ToString("X", CultureInfo.InvariantCulture));
            Write(bytes, "\r\n");
            bytes.Write(chunk);
            Write(bytes, "\r\n");
            body = body[chunk.Length..];
        }

        Write(bytes, "0\r\n\r\n");
    }

    static void Write(ArrayBufferWriter<byte> bytes, string text)
    {
        var span = bytes.GetSpan(text.Length);
        for (var i = 0; i < text.Length; i++)
            span[i] = text[i] <= 0xFF
                ? (byte)text[i]
                : throw new ArgumentException($"U+{(int)text[i]:X4} in '{text}' is no byte; encode the text first.", nameof(text));
        bytes.Advance(text.Length);
    }
}
