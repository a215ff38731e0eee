using System.Text;
using System.Xml.Linq;
using Conformance.Protocol.Wbxml;

namespace Conformance.Harness.Judging.Trees;

/// <summary>Reads a WBXML body; the namespace of an element is the name of its code page.</summary>
static class WbxmlMarkup
{
    public static MarkupDocument Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return MarkupDocument.Unreadable("the body is empty");
        try
        {
            var elements = 0;
            return new MarkupDocument(Of(WbxmlReader.Read(body.Span), null, ref elements), "", elements);
        }
        catch (WbxmlException malformed)
        {
            return MarkupDocument.Unreadable($"the body is no WBXML: {malformed.Message}");
        }
    }

    // The reader bounds depth and number, so recursion is safe.
    static Markup Of(WbxmlElement element, Markup? parent, ref int elements)
    {
        elements++;
        var markup = new Markup(XName.Get(element.Name, element.Page), false, parent) { Text = Text(element) };
        foreach (var child in element.Children)
            markup.Add(Of(child, markup, ref elements));
        return markup;
    }

    // Opaque data is compared as text where it is text, else byte by byte.
    static string Text(WbxmlElement element) => element.Opaque is not { } opaque ? element.Text
        : System.Text.Unicode.Utf8.IsValid(opaque.AsSpan()) ? Encoding.UTF8.GetString(opaque.AsSpan()) : Encoding.Latin1.GetString(opaque.AsSpan());
}
