using System.Text;
using System.Xml.Linq;

namespace Conformance.Harness.Judging.Trees;

/// <summary>Reads a WBXML body; the namespace of an element is the name of its code page.</summary>
static class WbxmlMarkup
{
    public static MarkupDocument Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return MarkupDocument.Unreadable("the body is empty");
        var (root, problem) = WbxmlTree.Decode(new MemoryStream(body.ToArray(), writable: false));
        if (problem is not null)
            return MarkupDocument.Unreadable($"the body is no WBXML: {problem.Message}");
        var elements = 0;
        return new MarkupDocument(Of(root!, null, ref elements), "", elements);
    }

    // The reader bounds depth and number, so recursion is safe.
    static Markup Of(XElement element, Markup? parent, ref int elements)
    {
        elements++;
        var markup = new Markup(element.Name, false, parent) { Text = Text(element) };
        foreach (var child in element.Elements().Where(child => !OpaqueData.Is(child)))
            markup.Add(Of(child, markup, ref elements));
        return markup;
    }

    // Opaque data is compared as text where it is text, else byte by byte.
    static string Text(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement opaque when OpaqueData.Is(opaque) => opaque.HasAttributes ? Encoding.Latin1.GetString(OpaqueData.Bytes(opaque)) : opaque.Value,
        _ => "",
    }));
}
