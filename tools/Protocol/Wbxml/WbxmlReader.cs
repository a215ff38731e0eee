using System.Collections.Immutable;
using System.Text;

namespace Conformance.Protocol.Wbxml;

/// <summary>Reads one WBXML document.</summary>
/// <remarks>
/// Strict: header <c>03 01 6A 00</c>, tags of known pages, inline strings, opaque data, page switches; no attributes, entities, string
/// tables or trailing bytes. Lengths are checked against what is there before anything is allocated; nesting takes no stack.
/// </remarks>
public static class WbxmlReader
{
    static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <exception cref="WbxmlException">The bytes are no such document; it says where and why.</exception>
    public static WbxmlElement Read(ReadOnlySpan<byte> bytes, WbxmlLimits? limits = null)
    {
        limits ??= WbxmlLimits.Default;
        if (bytes.Length > limits.Bytes)
            throw new WbxmlException(limits.Bytes, $"the document is longer than {limits.Bytes} bytes");
        var header = WbxmlTokens.Header;
        for (var i = 0; i < header.Length; i++)
            if (i >= bytes.Length || bytes[i] != header[i])
                throw new WbxmlException(i, i >= bytes.Length
                    ? "the header 03 01 6A 00 ends early"
                    : $"the header is 03 01 6A 00, not {bytes[i]:X2}");
        var at = new Cursor(bytes, header.Length);
        var root = Document(ref at, limits);
        return at.Position == bytes.Length ? root
            : throw new WbxmlException(at.Position, $"{bytes.Length - at.Position} bytes after the end of the root element");
    }

    static WbxmlElement Document(ref Cursor at, WbxmlLimits limits)
    {
        var page = CodePages.Find(0)!;
        var open = new Stack<Builder>();
        var elements = 0;
        while (true)
        {
            var start = at.Position;
            var token = at.Byte("an element");
            WbxmlElement? closed = null;
            switch (token)
            {
                case WbxmlTokens.SwitchPage:
                    var number = at.Byte("the number of a code page");
                    page = CodePages.Find(number) ?? throw new WbxmlException(start + 1, $"code page {number} is unknown");
                    continue;
                case WbxmlTokens.End when open.Count > 0:
                    closed = open.Pop().Build();
                    break;
                case WbxmlTokens.InlineString when open.Count > 0:
                    open.Peek().Add(at.String(), start);
                    continue;
                case WbxmlTokens.Opaque when open.Count > 0:
                    open.Peek().Add(at.Opaque(), start);
                    continue;
                default:
                    var name = TagName(token, page, start, open.Count);
                    if (++elements > limits.Elements)
                        throw new WbxmlException(start, $"more than {limits.Elements} elements");
                    if (open.Count >= limits.Depth)
                        throw new WbxmlException(start, $"nested deeper than {limits.Depth} elements");
                    if ((token & WbxmlTokens.HasContent) == 0)
                        closed = new WbxmlElement(page.Name, name);
                    else
                        open.Push(new Builder(page.Name, name));
                    break;
            }
            if (closed is null)
                continue;
            if (open.Count == 0)
                return closed;
            open.Peek().Add(closed, start);
        }
    }

    static string TagName(byte token, CodePage page, int offset, int depth)
    {
        if ((token & WbxmlTokens.TagMask) < WbxmlTokens.FirstTag)
            throw new WbxmlException(offset, depth == 0 && token == WbxmlTokens.End
                ? "an END without an element"
                : $"token {token:X2} is not used in ActiveSync");
        if ((token & WbxmlTokens.HasAttributes) != 0)
            throw new WbxmlException(offset, $"tag {token:X2} announces attributes, which are not used");
        return page.NameOf((byte)(token & WbxmlTokens.TagMask))
            ?? throw new WbxmlException(offset, $"tag {token & WbxmlTokens.TagMask:X2} is unknown on page {page.Number} {page.Name}");
    }

    ref struct Cursor(ReadOnlySpan<byte> bytes, int position)
    {
        readonly ReadOnlySpan<byte> bytes = bytes;

        public int Position { get; private set; } = position;

        public byte Byte(string wanted) => Position < bytes.Length
            ? bytes[Position++]
            : throw new WbxmlException(Position, $"the bytes end where {wanted} is due");

        public string String()
        {
            var length = bytes[Position..].IndexOf((byte)0);
            if (length < 0)
                throw new WbxmlException(Position, "an inline string has no end");
            try
            {
                var text = Utf8.GetString(bytes.Slice(Position, length));
                Position += length + 1;
                return text;
            }
            catch (DecoderFallbackException)
            {
                throw new WbxmlException(Position, "an inline string is no UTF-8");
            }
        }

        public ImmutableArray<byte> Opaque()
        {
            var start = Position;
            ulong length = 0;
            for (var group = 0; ; group++)
            {
                var next = Byte("the length of opaque data");
                length = (length << 7) | (uint)(next & 0x7F);
                if (group == 4 && (next & 0x80) != 0 || length > uint.MaxValue)
                    throw new WbxmlException(start, "the length of opaque data is over 32 bits");
                if ((next & 0x80) == 0)
                    break;
            }
            if (length > (ulong)(bytes.Length - Position))
                throw new WbxmlException(start, $"opaque data of {length} bytes, but {bytes.Length - Position} are left");
            var data = ImmutableArray.Create(bytes.Slice(Position, (int)length));
            Position += (int)length;
            return data;
        }
    }

    sealed class Builder(string page, string name)
    {
        readonly ImmutableArray<WbxmlElement>.Builder children = ImmutableArray.CreateBuilder<WbxmlElement>();
        string text = "";
        ImmutableArray<byte>? opaque;

        public void Add(string more, int offset)
        {
            if (text.Length > 0)
                throw new WbxmlException(offset, $"a second string in {name}");
            text = more;
        }

        public void Add(ImmutableArray<byte> bytes, int offset) =>
            opaque = opaque is null ? bytes : throw new WbxmlException(offset, $"opaque data twice in {name}");

        public void Add(WbxmlElement child, int offset)
        {
            if (opaque is not null)
                throw new WbxmlException(offset, $"{child.Name} beside opaque data in {name}");
            children.Add(child);
        }

        public WbxmlElement Build() => new(page, name) { Text = text, Opaque = opaque, Children = children.ToImmutable() };
    }
}
