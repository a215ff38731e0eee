using System.Buffers;
using System.Text;

namespace Conformance.Protocol.Wbxml;

/// <summary>Writes a WBXML document forward, one value at a time: inline strings, and a page switch only where the page changes.</summary>
/// <remarks>
/// Says whatever it is told as long as it can be read back: one root element, texts and opaque data inside it, known tags. Anything
/// else is a fault of the caller: an <see cref="ArgumentException"/> for a value, an <see cref="InvalidOperationException"/> for the
/// order. Source: MS-ASWBXML 2.1.
/// </remarks>
public sealed class WbxmlWriter
{
    static readonly UTF8Encoding utf8 = new(false, throwOnInvalidBytes: true);

    readonly IBufferWriter<byte> output;
    byte page = CodePages.First.Number;
    bool hasRoot;

    /// <summary>Writes the header.</summary>
    public WbxmlWriter(IBufferWriter<byte> output)
    {
        this.output = output;
        output.Write(WbxmlTokens.Header);
    }

    /// <summary>Elements that are open; a document is whole when it comes back to 0.</summary>
    public int Depth { get; private set; }

    /// <summary>A tag with content; <see cref="End"/> must follow.</summary>
    public void Start(CodePageTag tag)
    {
        if (Depth >= WbxmlLimits.Default.Depth)
            throw new ArgumentException($"{tag} stands deeper than {WbxmlLimits.Default.Depth} elements.", nameof(tag));
        Tag(tag, WbxmlTokens.HasContent);
        Depth++;
    }

    /// <summary>A tag without content, which has no end.</summary>
    public void Empty(CodePageTag tag) => Tag(tag, 0);

    public void End()
    {
        InsideElement("END");
        Byte(WbxmlTokens.End);
        Depth--;
    }

    /// <exception cref="ArgumentException">The text holds NUL, which ends a string, or half a surrogate pair.</exception>
    public void Text(string text)
    {
        InsideElement("A text");
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A text holds a NUL, which ends a string.", nameof(text));
        var bytes = utf8.GetBytes(text);
        Byte(WbxmlTokens.InlineString);
        output.Write(bytes);
        Byte(0);
    }

    public void Opaque(ReadOnlySpan<byte> bytes)
    {
        InsideElement("Opaque data");
        Byte(WbxmlTokens.Opaque);
        Length((uint)bytes.Length);
        output.Write(bytes);
    }

    void Tag(CodePageTag tag, byte bits)
    {
        if (Depth == 0 && hasRoot)
            throw new InvalidOperationException($"{tag} would be a second root element.");
        hasRoot = true;
        if (tag.Page.Number != page)
        {
            Byte(WbxmlTokens.SwitchPage);
            Byte(page = tag.Page.Number);
        }
        Byte((byte)(tag.Token | bits));
    }

    // Seven bits a byte, most significant group first, 0x80 on all but the last.
    void Length(uint value)
    {
        for (var shift = 28; shift > 0; shift -= 7)
            if (value >> shift != 0)
                Byte((byte)(0x80 | ((value >> shift) & 0x7F)));
        Byte((byte)(value & 0x7F));
    }

    void InsideElement(string what)
    {
        if (Depth == 0)
            throw new InvalidOperationException($"{what} stands outside the root element.");
    }

    void Byte(byte value) => output.Write([value]);
}
