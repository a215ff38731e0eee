using System.Buffers;
using System.Collections.Immutable;
using Conformance.Protocol.Wbxml;

namespace Conformance.Server.ActiveSync.Documents;

/// <summary>An element of a request or of an answer.</summary>
/// <param name="Tag">As <c>Ping:Folder</c>, code page and name.</param>
/// <param name="Text">Its strings and its opaque data as text, joined.</param>
sealed record Element(string Tag, string Text, ImmutableArray<Element> Children)
{
    public Element(string tag, params IEnumerable<Element?> children) : this(tag, "", [.. children.OfType<Element>()])
    {
    }

    public static Element Of(string tag, string text) => new(tag, text, []);

    public static Element Of(string tag, long number) => Of(tag, number.ToString());

    /// <summary>The only child of a tag; null when there is none, or more than one.</summary>
    public Element? One(string tag) => All(tag).Take(2).ToArray() is [var one] ? one : null;

    public IEnumerable<Element> All(string tag) => Children.Where(child => child.Tag == tag);

    public bool Has(string tag) => All(tag).Any();

    public byte[] Write()
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(new WbxmlWriter(bytes));
        return bytes.WrittenSpan.ToArray();
    }

    // A tag that holds nothing has no END.
    void Write(WbxmlWriter writer)
    {
        var names = Tag.Split(':');
        var tag = CodePages.Tag(names[0], names[1]);
        if (Text.Length == 0 && Children.IsEmpty)
        {
            writer.Empty(tag);
            return;
        }
        writer.Start(tag);
        if (Text.Length > 0)
            writer.Text(Text);
        foreach (var child in Children)
            child.Write(writer);
        writer.End();
    }
}
