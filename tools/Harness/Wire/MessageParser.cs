namespace Conformance.Harness.Wire;

/// <summary>How far a parser came.</summary>
public enum ReadStep
{
    /// <summary>More bytes are needed.</summary>
    More,

    /// <summary>The message is complete.</summary>
    Whole,

    /// <summary>The bytes are no such message, or pass a bound.</summary>
    Broken,
}

/// <summary>Reads one message out of a growing run of bytes, apart from any socket.</summary>
/// <remarks>
/// It is always given all bytes from the first of the message on, and goes on where it stopped, so one byte per
/// packet costs no more than one packet. The subclasses know the start line and the framing.
/// </remarks>
internal abstract class MessageParser(WireLimits limits)
{
    readonly Flaws flaws = new();
    HttpMessage? head;
    Framing framing;
    ChunkReader? chunks;
    int start;
    int lineStart;
    int scanned;
    int headEnd;

    protected WireLimits Limits => limits;

    protected Flaws Flaws => flaws;

    /// <summary>Bytes that belong to the message, once it is whole.</summary>
    public int Length { get; private set; }

    public NoAnswerCause Cause { get; private set; }

    /// <summary>Why the message is broken, a sentence.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>The parsed head, as soon as it is complete.</summary>
    public HttpMessage? Head => head;

    public BodyForm Form => framing.Form;

    protected abstract string Kind { get; }

    /// <summary>Takes the start line apart; null after <see cref="Break"/>.</summary>
    protected abstract HttpMessage? ReadStartLine(HttpMessage message);

    protected abstract Framing Frame(HttpMessage message);

    /// <summary>False once the first bytes rule out a start line, so that garbage is refused before it ends.</summary>
    protected abstract bool MayBegin(ReadOnlySpan<byte> bytes);

    public ReadStep Read(ReadOnlySpan<byte> bytes)
    {
        if (Detail.Length > 0)
            return ReadStep.Broken;
        if (head is null && !ReadHead(bytes))
            return Detail.Length > 0 ? ReadStep.Broken : ReadStep.More;
        return framing.Form switch
        {
            BodyForm.None => Complete(headEnd),
            BodyForm.Length => ReadLength(bytes),
            BodyForm.Chunked => ReadChunks(bytes),
            _ => bytes.Length - headEnd > limits.BodyBytes ? TooLargeBody() : ReadStep.More,
        };
    }

    /// <summary>The connection ended after these bytes.</summary>
    public ReadStep End(ReadOnlySpan<byte> bytes)
    {
        var step = Read(bytes);
        if (step != ReadStep.More)
            return step;
        if (head is not null && framing.Form == BodyForm.UntilEnd)
            return Complete(bytes.Length);
        return Break(NoAnswerCause.Closed, $"The connection ended {Where(bytes.Length)}.");
    }

    /// <summary>Where the message stands after so many bytes, to complete a sentence.</summary>
    public string Where(int received) => (received, head, framing.Form) switch
    {
        (0, _, _) => $"before a byte of {Kind} came",
        (_, null, _) => $"after {received} bytes, in the head of {Kind}",
        (_, _, BodyForm.Length) => $"in the body of {Kind}: {received - headEnd} of {framing.Length} announced bytes came",
        (_, _, BodyForm.Chunked) => $"in the body of {Kind}, {chunks!.Where}",
        _ => $"in the body of {Kind} after {received - headEnd} bytes",
    };

    /// <summary>The message with a copy of its bytes.</summary>
    public HttpMessage Build(ReadOnlySpan<byte> bytes)
    {
        ReadOnlyMemory<byte> raw = bytes[..Length].ToArray();
        return head! with
        {
            Raw = raw,
            Body = chunks?.Body ?? raw[headEnd..],
            Trailers = chunks?.Trailers ?? [],
            Flaws = flaws.ToImmutable(),
        };
    }

    protected ReadStep Break(NoAnswerCause cause, string detail)
    {
        (Cause, Detail) = (cause, detail);
        return ReadStep.Broken;
    }

    ReadStep Complete(int length)
    {
        Length = length;
        return ReadStep.Whole;
    }

    bool ReadHead(ReadOnlySpan<byte> bytes)
    {
        if (!FindHeadEnd(bytes))
        {
            if (Detail.Length == 0 && scanned - start > limits.HeadBytes)
                Break(NoAnswerCause.TooLarge, $"The head of {Kind} has more than {limits.HeadBytes} bytes.");
            return false;
        }

        if (headEnd > limits.HeadBytes)
        {
            Break(NoAnswerCause.TooLarge, $"The head of {Kind} has more than {limits.HeadBytes} bytes.");
            return false;
        }

        return TakeHead(bytes[start..lineStart]);
    }

    /// <summary>Reads the head from its bytes, without the empty line.</summary>
    protected bool TakeHead(ReadOnlySpan<byte> bytes)
    {
        var parts = MessageHead.Read(bytes, flaws);
        var message = ReadStartLine(new(parts.StartLine, parts.Headers, default, default));
        if (message is null)
            return false;
        framing = Frame(message);
        if (framing.Cause is { } cause)
        {
            Break(cause, framing.Fault);
            return false;
        }

        head = message;
        if (framing.Form == BodyForm.Chunked)
            chunks = new(headEnd, limits, flaws);
        return true;
    }

    bool FindHeadEnd(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            if (lineStart == start && !MayBegin(bytes[start..]))
            {
                Break(NoAnswerCause.Malformed,
                    $"{char.ToUpperInvariant(Kind[0])}{Kind[1..]} cannot begin with '{ShowBeginning(bytes[start..])}'.");
                return false;
            }

            var end = bytes[scanned..].IndexOf((byte)'\n');
            if (end < 0)
            {
                scanned = bytes.Length;
                return false;
            }

            var next = scanned + end + 1;
            var isEmpty = bytes[lineStart..(next - 1)] is [] or [(byte)'\r'];
            if (isEmpty && lineStart > start)
            {
                if (next - 1 == lineStart)
                    flaws.Add("Lines end with LF alone instead of CRLF.");
                headEnd = next;
                return true;
            }

            scanned = lineStart = next;
            if (!isEmpty)
                continue;
            flaws.Add($"Empty lines stand before {Kind}.");
            start = next;
            if (start > limits.HeadBytes)
            {
                Break(NoAnswerCause.TooLarge, $"More than {limits.HeadBytes} bytes of empty lines came before {Kind}.");
                return false;
            }
        }
    }

    /// <summary>The bytes up to the first impossible one: the same however they were cut into packets.</summary>
    string ShowBeginning(ReadOnlySpan<byte> bytes)
    {
        var count = 1;
        while (count < bytes.Length && MayBegin(bytes[..count]))
            count++;
        return MessageHead.Show(bytes[..count]);
    }

    ReadStep ReadLength(ReadOnlySpan<byte> bytes)
    {
        if (framing.Length > limits.BodyBytes)
            return Break(NoAnswerCause.TooLarge,
                $"Content-Length announces {framing.Length} bytes, more than the bound of {limits.BodyBytes}.");
        return bytes.Length - headEnd >= framing.Length ? Complete(headEnd + (int)framing.Length) : ReadStep.More;
    }

    ReadStep ReadChunks(ReadOnlySpan<byte> bytes)
    {
        chunks!.Read(bytes);
        if (chunks.Fault is var (cause, detail))
            return Break(cause, detail);
        return chunks.IsDone ? Complete(chunks.Position) : ReadStep.More;
    }

    ReadStep TooLargeBody() =>
        Break(NoAnswerCause.TooLarge, $"The body of {Kind} has more than {limits.BodyBytes} bytes.");
}
