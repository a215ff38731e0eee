using System.Buffers.Text;
using System.Text;

namespace Conformance.Server.Dav;

/// <summary>Appends text and numbers to a buffer that its owner made large enough.</summary>
public ref struct Utf8Appender(Span<byte> buffer)
{
    readonly Span<byte> buffer = buffer;

    public int Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer[Length..]);
        Length += bytes.Length;
    }

    public void Append(string text) => Length += Encoding.UTF8.GetBytes(text, buffer[Length..]);

    public void Append(ulong number)
    {
        if (!Utf8Formatter.TryFormat(number, buffer[Length..], out var count))
            throw new InvalidOperationException("The buffer is too small for what is written to it.");
        Length += count;
    }
}
