using System.Collections.Immutable;
using System.Text;
using Conformance.Protocol.Wbxml;

namespace Conformance.Server.ActiveSync.Documents;

/// <summary>Reads the document of a request.</summary>
static class ElementReader
{
    /// <summary>Null when the bytes are no WBXML.</summary>
    public static Element? Read(byte[] body, int bytesMax)
    {
        try
        {
            var reader = new WbxmlReader(body, new WbxmlLimits { Bytes = bytesMax, ValueBytes = bytesMax });
            var open = new Stack<Unfinished>();
            Element? root = null;
            while (reader.Read())
                root = Take(reader, open) ?? root;
            return root;
        }
        catch (WbxmlException)
        {
            return null;
        }
    }

    /// <summary>Takes one value in; gives the root element when it is whole.</summary>
    static Element? Take(WbxmlReader reader, Stack<Unfinished> open)
    {
        switch (reader.Kind)
        {
            case WbxmlKind.Start:
                open.Push(new Unfinished(reader.Tag.ToString()));
                return null;
            case WbxmlKind.Text:
                open.Peek().Text.Append(reader.Text);
                return null;
            case WbxmlKind.Opaque:
                open.Peek().Text.Append(Encoding.UTF8.GetString(reader.Opaque.Span));
                return null;
        }
        var whole = reader.Kind == WbxmlKind.End ? open.Pop().Whole() : new Element(reader.Tag.ToString());
        if (!open.TryPeek(out var around))
            return whole;
        around.Children.Add(whole);
        return null;
    }

    sealed class Unfinished(string tag)
    {
        public StringBuilder Text { get; } = new();

        public ImmutableArray<Element>.Builder Children { get; } = ImmutableArray.CreateBuilder<Element>();

        public Element Whole() => new(tag, Text.ToString(), Children.ToImmutable());
    }
}
