using System.Buffers;
using System.Text;

namespace Conformance.Protocol.Wbxml;

/// <summary>The bytes of a document, one value at a time, with the place of each.</summary>
/// <remarks>Holds 4 KiB and the value that is being read; what a length promises is allocated only as it arrives.</remarks>
sealed class WbxmlSource(Stream stream, WbxmlLimits limits)
{
    static readonly UTF8Encoding utf8 = new(false, throwOnInvalidBytes: true);

    readonly byte[] buffer = new byte[4096];
    readonly ArrayBufferWriter<byte> value = new();
    int start;
    int end;

    /// <summary>How many bytes were taken, which is the place of the next one.</summary>
    public int Position { get; private set; }

    public bool IsAtEnd => start == end && !Fill();

    /// <exception cref="WbxmlException">The bytes end, or the document is too long.</exception>
    public byte Byte(string wanted)
    {
        if (IsAtEnd)
            throw new WbxmlException(Position, $"the bytes end where {wanted} is due");
        Position++;
        return buffer[start++];
    }

    /// <summary>What stands before the next NUL, and takes the NUL too.</summary>
    public string String()
    {
        var from = Position;
        value.ResetWrittenCount();
        while (true)
        {
            if (IsAtEnd)
                throw new WbxmlException(from, "an inline string has no end");
            var there = buffer.AsSpan(start, end - start);
            var length = there.IndexOf((byte)0);
            Keep(length < 0 ? there : there[..length], from, "a string");
            if (length < 0)
                continue;
            Byte("NUL");
            return Text(from);
        }
    }

    /// <summary>An mb_u_int32 and as many bytes; valid until the next value is read.</summary>
    public ReadOnlyMemory<byte> Opaque()
    {
        var from = Position;
        var length = Length(from);
        value.ResetWrittenCount();
        if (length > (uint)limits.ValueBytes)
            throw TooLong(from, "opaque data", $", it says {length}");
        while (value.WrittenCount < length)
        {
            if (IsAtEnd)
                throw new WbxmlException(from, $"opaque data of {length} bytes, but {value.WrittenCount} are left");
            Keep(buffer.AsSpan(start, (int)Math.Min(end - start, length - value.WrittenCount)), from, "opaque data");
        }
        return value.WrittenMemory;
    }

    // Seven bits a byte, most significant group first, 0x80 on all but the last.
    uint Length(int from)
    {
        ulong length = 0;
        for (var group = 1; ; group++)
        {
            var next = Byte("the length of opaque data");
            length = (length << 7) | (uint)(next & 0x7F);
            if (length > uint.MaxValue || (group == 5 && next >= 0x80))
                throw new WbxmlException(from, "the length of opaque data is over 32 bits");
            if (next < 0x80)
                return (uint)length;
        }
    }

    void Keep(ReadOnlySpan<byte> bytes, int from, string what)
    {
        if (bytes.Length > limits.ValueBytes - value.WrittenCount)
            throw TooLong(from, what);
        value.Write(bytes);
        start += bytes.Length;
        Position += bytes.Length;
    }

    string Text(int from)
    {
        try
        {
            return utf8.GetString(value.WrittenSpan);
        }
        catch (DecoderFallbackException bad)
        {
            throw new WbxmlException(from + bad.Index, "an inline string is no UTF-8");
        }
    }

    WbxmlException TooLong(int from, string what, string says = "") => new(from, $"{what} of more than {limits.ValueBytes} bytes{says}");

    bool Fill()
    {
        var room = limits.Bytes - Position;
        start = 0;
        end = stream.Read(buffer, 0, Math.Clamp(room, 1, buffer.Length));
        // One byte more than allowed is enough to know.
        return end > 0 && room == 0
            ? throw new WbxmlException(Position, $"the document is longer than {limits.Bytes} bytes")
            : end > 0;
    }
}
