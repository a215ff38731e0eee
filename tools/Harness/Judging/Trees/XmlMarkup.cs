using System.Collections.Immutable;
using System.Text;
using System.Xml;

namespace Conformance.Harness.Judging.Trees;

/// <summary>Reads an XML body with every bound that a hostile answer calls for.</summary>
/// <remarks>No DTD, no resolver, 64 MiB, a million nodes, depth 32. Whatever passes a bound is a problem, never an exception.</remarks>
static class XmlMarkup
{
    public const int BytesMax = 64 * 1024 * 1024;
    public const int NodesMax = 1_000_000;
    public const int DepthMax = 32;

    public static MarkupDocument Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return MarkupDocument.Unreadable("the body is empty");
        if (body.Length > BytesMax)
            return MarkupDocument.Unreadable($"the body is longer than {BytesMax} bytes");
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), Settings());
            return Read(reader);
        }
        catch (XmlException refused)
        {
            return MarkupDocument.Unreadable($"the body is no XML that may be read: {refused.Message}");
        }
        // A declared encoding that does not exist is reported this way by the reader.
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException or DecoderFallbackException)
        {
            return MarkupDocument.Unreadable($"the body is in no encoding that can be read: {unknown.Message}");
        }
    }

    static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = BytesMax,
        MaxCharactersFromEntities = 1024,
        CloseInput = true,
    };

    static MarkupDocument Read(XmlReader reader)
    {
        Markup? root = null;
        Markup? open = null;
        var texts = new Stack<StringBuilder>();
        var nodes = 0;
        var elements = 0;
        while (reader.Read())
        {
            nodes += 1 + reader.AttributeCount;
            if (nodes > NodesMax)
                return MarkupDocument.Unreadable($"the body has more than {NodesMax} nodes");
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth >= DepthMax)
                        return MarkupDocument.Unreadable($"the body is nested deeper than {DepthMax} elements");
                    elements++;
                    var (name, https) = Markup.Canonical(reader.NamespaceURI, reader.LocalName);
                    var element = new Markup(name, https, open) { Attributes = Attributes(reader) };
                    root ??= element;
                    open?.Add(element);
                    if (reader.IsEmptyElement)
                        break;
                    open = element;
                    texts.Push(new StringBuilder());
                    break;
                case XmlNodeType.EndElement:
                    open!.Text = texts.Pop().ToString();
                    open = open.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace
                    when texts.Count > 0:
                    texts.Peek().Append(reader.Value);
                    break;
            }
        }
        return new MarkupDocument(root, "", elements);
    }

    static ImmutableArray<MarkupAttribute> Attributes(XmlReader reader)
    {
        if (!reader.HasAttributes)
            return [];
        var attributes = ImmutableArray.CreateBuilder<MarkupAttribute>();
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI == "http://www.w3.org/2000/xmlns/")
                continue;
            var (name, https) = Markup.Canonical(reader.NamespaceURI, reader.LocalName);
            attributes.Add(new MarkupAttribute(name, reader.Value, https));
        }
        reader.MoveToElement();
        return attributes.ToImmutable();
    }
}
