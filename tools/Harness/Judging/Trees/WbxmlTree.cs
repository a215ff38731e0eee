using System.Buffers;
using System.Xml.Linq;
using Conformance.Protocol.Wbxml;

namespace Conformance.Harness.Judging.Trees;

/// <summary>A WBXML document as a tree: the namespace of an element is the name of its code page.</summary>
/// <remarks>
/// Texts are text nodes; a tag without content is an empty element, one with content that holds nothing is not
/// (<see cref="XElement.IsEmpty"/>); opaque data is an element <see cref="OpaqueData"/>. Written again, a document is the same byte for
/// byte, but for page switches that change nothing, texts in pieces, and texts of no length.
/// </remarks>
public static class WbxmlTree
{
    /// <exception cref="WbxmlException">The bytes are no WBXML; it says where and why.</exception>
    public static XElement Read(byte[] bytes) =>
        Decode(new MemoryStream(bytes, writable: false)) is var (root, problem) && problem is null ? root! : throw problem;

    /// <summary>The tree, or as much of it as stands before the problem.</summary>
    public static (XElement? Root, WbxmlException? Problem) Decode(Stream stream)
    {
        XElement? root = null;
        try
        {
            var reader = new WbxmlReader(stream);
            XElement? open = null;
            while (reader.Read())
                (root, open) = Add(reader, root, open);
            return (root, null);
        }
        catch (WbxmlException problem)
        {
            return (root, problem);
        }
    }

    /// <exception cref="ArgumentException">A name is on no code page, a text holds NUL, or there are attributes.</exception>
    public static byte[] Write(XElement root)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(root, new WbxmlWriter(bytes));
        return bytes.WrittenSpan.ToArray();
    }

    static (XElement Root, XElement? Open) Add(WbxmlReader reader, XElement? root, XElement? open)
    {
        switch (reader.Kind)
        {
            case WbxmlKind.Start or WbxmlKind.Empty:
                var element = new XElement(XName.Get(reader.Tag.Name, reader.Tag.Page.Name));
                open?.Add(element);
                if (reader.Kind == WbxmlKind.Empty)
                    return (root ?? element, open);
                element.Add("");
                return (root ?? element, element);
            case WbxmlKind.Text:
                open!.Add(reader.Text);
                break;
            case WbxmlKind.Opaque:
                open!.Add(OpaqueData.Of(reader.Opaque.Span));
                break;
            case WbxmlKind.End:
                return (root!, open!.Parent);
        }
        return (root!, open);
    }

    // The writer bounds the depth, so recursion is safe.
    static void Write(XElement element, WbxmlWriter writer)
    {
        if (element.Attributes().FirstOrDefault(a => !a.IsNamespaceDeclaration) is { } attribute)
            throw new ArgumentException($"{element.Name.LocalName} has an attribute, '{attribute.Name.LocalName}'; ActiveSync has none.");
        var tag = CodePages.Tag(element.Name.NamespaceName, element.Name.LocalName);
        if (element.IsEmpty)
        {
            writer.Empty(tag);
            return;
        }
        writer.Start(tag);
        foreach (var node in element.Nodes())
            Write(node, writer);
        writer.End();
    }

    static void Write(XNode node, WbxmlWriter writer)
    {
        if (node is XText { Value.Length: > 0 } text)
            writer.Text(text.Value);
        else if (node is XElement opaque && OpaqueData.Is(opaque))
            writer.Opaque(OpaqueData.Bytes(opaque));
        else if (node is XElement element)
            Write(element, writer);
    }
}
