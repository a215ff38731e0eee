using System.Text;

namespace Conformance.Protocol.Wbxml;

/// <summary>Writes one WBXML document: inline strings, and a page switch only where the page changes.</summary>
public sealed class WbxmlWriter
{
    readonly MemoryStream bytes = new();
    byte page;

    WbxmlWriter() => bytes.Write(WbxmlTokens.Header);

    /// <exception cref="ArgumentException">A page or tag is unknown, or a text holds NUL.</exception>
    public static byte[] Write(WbxmlElement root)
    {
        var writer = new WbxmlWriter();
        writer.Element(root, 1);
        return writer.bytes.ToArray();
    }

    void Element(WbxmlElement element, int depth)
    {
        if (depth > WbxmlLimits.Default.Depth)
            throw new ArgumentException($"{element.Name} stands deeper than {WbxmlLimits.Default.Depth} elements.");
        var to = CodePages.Find(element.Page) ?? throw new ArgumentException($"There is no code page {element.Page}.");
        var token = to.TokenOf(element.Name) ?? throw new ArgumentException($"The code page {to.Name} has no tag {element.Name}.");
        if (to.Number != page)
        {
            bytes.WriteByte(WbxmlTokens.SwitchPage);
            bytes.WriteByte(page = to.Number);
        }
        if (element.IsEmpty)
        {
            bytes.WriteByte(token);
            return;
        }
        bytes.WriteByte((byte)(token | WbxmlTokens.HasContent));
        if (element.Text.Length > 0)
            Text(element);
        if (element.Opaque is { } opaque)
        {
            bytes.WriteByte(WbxmlTokens.Opaque);
            Length((uint)opaque.Length);
            bytes.Write(opaque.AsSpan());
        }
        foreach (var child in element.Children)
            Element(child, depth + 1);
        bytes.WriteByte(WbxmlTokens.End);
    }

    void Text(WbxmlElement element)
    {
        if (element.Text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"The text of {element.Name} holds a NUL, which ends a string.");
        bytes.WriteByte(WbxmlTokens.InlineString);
        bytes.Write(Encoding.UTF8.GetBytes(element.Text));
        bytes.WriteByte(0);
    }

    // Seven bits a byte, most significant group first, 0x80 on all but the last.
    void Length(uint value)
    {
        for (var shift = 28; shift > 0; shift -= 7)
            if (value >> shift != 0)
                bytes.WriteByte((byte)(0x80 | ((value >> shift) & 0x7F)));
        bytes.WriteByte((byte)(value & 0x7F));
    }
}
