namespace Conformance.Protocol.Wbxml;

/// <summary>What a <see cref="WbxmlReader"/> stands on.</summary>
public enum WbxmlKind
{
    /// <summary>Before the first value, or after the last.</summary>
    None,

    /// <summary>A tag with content; its <see cref="End"/> follows.</summary>
    Start,

    /// <summary>A tag without content, which has no end.</summary>
    Empty,
    End,
    Text,
    Opaque,
}

/// <summary>Reads a WBXML document forward, one value at a time.</summary>
/// <remarks>
/// Strict: header <c>03 01 6A 00</c>, tags of known pages, inline strings, opaque data, page switches; no attributes, entities, string
/// tables, and nothing after the root element. Reads no further than it is asked to, and keeps the open tags and one value. What an
/// element may hold is for the one who asks. Source: MS-ASWBXML 2.1.
/// </remarks>
public sealed class WbxmlReader(Stream stream, WbxmlLimits? limits = null)
{
    readonly WbxmlLimits limits = limits ?? WbxmlLimits.Default;
    readonly WbxmlSource source = new(stream, limits ?? WbxmlLimits.Default);
    readonly Stack<CodePageTag> open = new();
    CodePage page = CodePages.First;
    CodePageTag? tag;
    ReadOnlyMemory<byte> opaque;
    string text = "";
    int elements;

    public WbxmlReader(byte[] bytes, WbxmlLimits? limits = null) : this(new MemoryStream(bytes, writable: false), limits)
    {
    }

    public WbxmlKind Kind { get; private set; }

    /// <summary>Where the value starts, from 0; a page switch before it does not count.</summary>
    public int Offset { get; private set; }

    /// <summary>Elements that are open; on <see cref="WbxmlKind.End"/> without the one that ends.</summary>
    public int Depth => open.Count;

    /// <summary>The tag that starts, ends or is empty.</summary>
    public CodePageTag Tag => Kind is WbxmlKind.Start or WbxmlKind.Empty or WbxmlKind.End ? tag! : throw Wrong("a tag");

    public string Text => Kind is WbxmlKind.Text ? text : throw Wrong("text");

    /// <summary>Valid until the next value is read.</summary>
    public ReadOnlyMemory<byte> Opaque => Kind is WbxmlKind.Opaque ? opaque : throw Wrong("opaque data");

    /// <summary>Goes to the next value; false when the document is over.</summary>
    /// <exception cref="WbxmlException">The bytes are no such document, or pass a limit; it says where and why.</exception>
    public bool Read()
    {
        if (Kind == WbxmlKind.None && elements == 0)
            Header();
        else if (open.Count == 0)
            return Over();
        var token = Token();
        Kind = token switch
        {
            WbxmlTokens.End => End(),
            WbxmlTokens.InlineString => String(),
            WbxmlTokens.Opaque => OpaqueData(),
            _ => Element(token),
        };
        return true;
    }

    void Header()
    {
        foreach (var due in WbxmlTokens.Header)
        {
            var at = source.Position;
            if (source.IsAtEnd)
                throw new WbxmlException(at, "the header 03 01 6A 00 ends early");
            if (source.Byte("the header") is var found && found != due)
                throw new WbxmlException(at, $"the header is 03 01 6A 00, not {found:X2}");
        }
    }

    bool Over()
    {
        if (Kind != WbxmlKind.None && !source.IsAtEnd)
            throw new WbxmlException(source.Position, "bytes after the end of the root element");
        Kind = WbxmlKind.None;
        return false;
    }

    /// <summary>The next token that is no page switch.</summary>
    byte Token()
    {
        while (true)
        {
            Offset = source.Position;
            var token = source.Byte("an element");
            if (token != WbxmlTokens.SwitchPage)
                return token;
            var at = source.Position;
            var number = source.Byte("the number of a code page");
            page = CodePages.Find(number) ?? throw new WbxmlException(at, $"code page {number} is unknown");
        }
    }

    WbxmlKind End()
    {
        tag = open.Count > 0 ? open.Pop() : throw new WbxmlException(Offset, "END without an element");
        return WbxmlKind.End;
    }

    WbxmlKind String()
    {
        InsideElement("a string");
        text = source.String();
        return WbxmlKind.Text;
    }

    WbxmlKind OpaqueData()
    {
        InsideElement("opaque data");
        opaque = source.Opaque();
        return WbxmlKind.Opaque;
    }

    void InsideElement(string what)
    {
        if (open.Count == 0)
            throw new WbxmlException(Offset, $"{what} where the root element is due");
    }

    WbxmlKind Element(byte token)
    {
        tag = TagOf(token);
        if (++elements > limits.Elements)
            throw new WbxmlException(Offset, $"more than {limits.Elements} elements");
        if (open.Count >= limits.Depth)
            throw new WbxmlException(Offset, $"nested deeper than {limits.Depth} elements");
        if ((token & WbxmlTokens.HasContent) == 0)
            return WbxmlKind.Empty;
        open.Push(tag);
        return WbxmlKind.Start;
    }

    CodePageTag TagOf(byte token)
    {
        if (WbxmlTokens.GlobalName(token) is { } global)
            throw new WbxmlException(Offset, $"{global} ({token:X2}) is not used in ActiveSync");
        if ((token & WbxmlTokens.HasAttributes) != 0)
            throw new WbxmlException(Offset, $"tag {token:X2} announces attributes, which are not used in ActiveSync");
        var number = (byte)(token & WbxmlTokens.TagMask);
        return page.Find(number) ?? throw new WbxmlException(Offset, $"tag {number:X2} is unknown on page {page.Number} {page.Name}");
    }

    InvalidOperationException Wrong(string wanted) => new($"The reader does not stand on {wanted}, but on {Kind}.");
}
