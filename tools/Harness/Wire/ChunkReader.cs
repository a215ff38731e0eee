using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Conformance.Harness.Wire;

/// <summary>Reads a chunked body out of a growing run of bytes. Source: RFC 9112, section 7.1.</summary>
internal sealed class ChunkReader
{
    enum Part
    {
        Size,
        Data,
        DataEnd,
        Trailers,
        Done,
    }

    readonly ArrayBufferWriter<byte> body = new();
    readonly int start;
    readonly WireLimits limits;
    readonly Flaws flaws;
    Part part = Part.Size;
    int scanned;
    int trailersAt;
    long left;
    int chunks;

    /// <param name="start">Where the body begins, right after the head.</param>
    public ChunkReader(int start, WireLimits limits, Flaws flaws)
    {
        (this.start, this.limits, this.flaws) = (start, limits, flaws);
        scanned = Position = start;
    }

    /// <summary>The first byte that is not part of the body yet.</summary>
    public int Position { get; private set; }

    public ReadOnlyMemory<byte> Body => body.WrittenMemory;

    public ImmutableArray<Header> Trailers { get; private set; } = [];

    public bool IsDone => part == Part.Done;

    /// <summary>What is wrong, once the bytes are no chunks or pass a bound.</summary>
    public (NoAnswerCause Cause, string Detail)? Fault { get; private set; }

    /// <summary>Where the body stands, for a sentence about its early end.</summary>
    public string Where => part switch
    {
        Part.Size => $"before the size of chunk {chunks + 1}",
        Part.Data => $"in chunk {chunks}, which lacks {left} bytes",
        Part.DataEnd => $"before the line end of chunk {chunks}",
        _ => "in the trailers after the last chunk",
    };

    /// <summary>Reads on as far as the bytes go.</summary>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (Fault is null && part != Part.Done && Step(bytes))
        {
        }

        if (Fault is null && Math.Max(Position, scanned) - start > limits.BodyBytes)
            TooLarge();
    }

    bool Step(ReadOnlySpan<byte> bytes) => part switch
    {
        Part.Size => ReadSize(bytes),
        Part.Data => ReadData(bytes),
        Part.DataEnd => ReadDataEnd(bytes),
        _ => ReadTrailer(bytes),
    };

    bool ReadSize(ReadOnlySpan<byte> bytes)
    {
        if (!TryLine(bytes, out var line))
            return false;
        var digits = line.IndexOfAnyExcept("0123456789ABCDEFabcdef"u8);
        if (digits < 0)
            digits = line.Length;
        var rest = line[digits..].TrimStart(" \t"u8);
        if (digits == 0 || rest is [not (byte)';', ..])
            return Fail($"Chunk {chunks + 1} begins with '{MessageHead.Show(line)}' instead of its size.");
        if (rest.IsEmpty && digits < line.Length)
            flaws.Add("Blanks follow the size of a chunk.");
        chunks++;
        var size = line[..digits].TrimStart((byte)'0');
        if (size.Length > 8)
            return TooLarge();
        left = size.IsEmpty ? 0 : long.Parse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (left > limits.BodyBytes)
            return TooLarge();
        part = left == 0 ? Part.Trailers : Part.Data;
        trailersAt = Position;
        return true;
    }

    bool ReadData(ReadOnlySpan<byte> bytes)
    {
        var take = (int)Math.Min(left, bytes.Length - Position);
        body.Write(bytes.Slice(Position, take));
        scanned = Position += take;
        left -= take;
        if (left > 0)
            return false;
        part = Part.DataEnd;
        return true;
    }

    bool ReadDataEnd(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes[Position..];
        if (rest is [(byte)'\n', ..])
            flaws.Add("Lines end with LF alone instead of CRLF.");
        else if (rest is [] or [(byte)'\r'])
            return false;
        else if (rest is not [(byte)'\r', (byte)'\n', ..])
            return Fail($"Chunk {chunks} is longer than its size says: '{MessageHead.Show(rest)}' follows.");
        scanned = Position += rest[0] == '\n' ? 1 : 2;
        part = Part.Size;
        return true;
    }

    bool ReadTrailer(ReadOnlySpan<byte> bytes)
    {
        var lineAt = Position;
        if (!TryLine(bytes, out var line))
            return false;
        if (!line.IsEmpty)
            return true;
        Trailers = MessageHead.ReadLines(bytes[trailersAt..lineAt], flaws);
        part = Part.Done;
        return false;
    }

    bool TryLine(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> line)
    {
        var end = bytes[scanned..].IndexOf((byte)'\n');
        line = [];
        if (end < 0 || scanned + end - Position > limits.HeadBytes)
        {
            scanned = bytes.Length;
            if (scanned - Position > limits.HeadBytes)
                Fault = (NoAnswerCause.TooLarge, $"A line of the chunked body has more than {limits.HeadBytes} bytes.");
            return false;
        }

        line = bytes[Position..(scanned + end)];
        scanned = Position = scanned + end + 1;
        if (line is [.., (byte)'\r'])
            line = line[..^1];
        else
            flaws.Add("Lines end with LF alone instead of CRLF.");
        if (line.Contains((byte)'\0'))
            flaws.Add("A line of the chunked body holds a NUL.");
        return true;
    }

    bool Fail(string detail)
    {
        Fault = (NoAnswerCause.Malformed, detail);
        return false;
    }

    bool TooLarge()
    {
        Fault = (NoAnswerCause.TooLarge, $"The chunked body has more than {limits.BodyBytes} bytes.");
        return false;
    }
}
