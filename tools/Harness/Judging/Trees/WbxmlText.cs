using System.Text;
using System.Xml;
using System.Xml.Linq;
using Conformance.Protocol.Wbxml;

namespace Conformance.Harness.Judging.Trees;

/// <summary>A WBXML document as people read and write it: XML in which a prefix is the code page, said where it changes.</summary>
/// <remarks>
/// <c>&lt;Ping:Ping&gt;&lt;Status&gt;1&lt;/Status&gt;&lt;/Ping:Ping&gt;</c>. What is written is read back to the same tree, but for blanks
/// between elements. Reading also takes what documents and other tools print: a default namespace <c>Ping</c> or <c>Ping:</c>.
/// </remarks>
public static class WbxmlText
{
    const int CharactersMax = 64 * 1024 * 1024;

    /// <summary>On one line.</summary>
    public static string OnOneLine(XElement root)
    {
        var text = new StringBuilder();
        Append(text, root, "", null);
        return text.Replace("\n", "&#xA;").ToString();
    }

    /// <summary>An element to a line, two blanks deeper for each level, and a line end after the last.</summary>
    public static string Indented(XElement root)
    {
        var text = new StringBuilder();
        Append(text, root, "", "");
        return text.Append('\n').ToString();
    }

    /// <exception cref="FormatException">The text is no such document; it says the line, the column and why.</exception>
    public static XElement Read(string text)
    {
        var names = new XmlNamespaceManager(new NameTable());
        foreach (var page in CodePages.All)
            names.AddNamespace(page.Name, page.Name);
        var settings = new XmlReaderSettings
        {
            // A string of WBXML may hold what XML may not, such as U+0001, written as a reference.
            CheckCharacters = false,
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersInDocument = CharactersMax,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            ConformanceLevel = ConformanceLevel.Document,
        };
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(text), settings, new XmlParserContext(names.NameTable, names, null, XmlSpace.Preserve));
            return Resolved(XElement.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo), "");
        }
        catch (XmlException refused)
        {
            throw new FormatException(refused.Message, refused);
        }
    }

    static void Append(StringBuilder text, XElement element, string page, string? indent)
    {
        var own = OpaqueData.Is(element) ? page : element.Name.NamespaceName;
        var name = own == page ? element.Name.LocalName : $"{own}:{element.Name.LocalName}";
        text.Append('<').Append(name);
        foreach (var attribute in element.Attributes())
            text.Append(' ').Append(attribute.Name.LocalName).Append("=\"").Append(attribute.Value).Append('"');
        if (element.IsEmpty)
        {
            text.Append("/>");
            return;
        }
        text.Append('>');
        var deeper = indent is null || IsMixed(element) ? null : indent + "  ";
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
                Append(text, words.Value);
            if (node is not XElement child)
                continue;
            if (deeper is not null)
                text.Append('\n').Append(deeper);
            Append(text, child, own, deeper);
        }
        if (deeper is not null && element.HasElements)
            text.Append('\n').Append(indent);
        text.Append("</").Append(name).Append('>');
    }

    static bool IsMixed(XElement element) => element.HasElements && element.Nodes().OfType<XText>().Any(words => words.Value.Length > 0);

    // A line end would be read back as LF, a control character not at all.
    static void Append(StringBuilder text, string words)
    {
        foreach (var c in words)
            _ = c switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '\n' or '\t' => text.Append(c),
                '\uFFFE' or '\uFFFF' => text.Append($"&#x{(int)c:X};"),
                _ when char.IsControl(c) => text.Append($"&#x{(int)c:X};"),
                _ => text.Append(c),
            };
    }

    /// <summary>With the code page as namespace of every element, and without blanks between elements.</summary>
    static XElement Resolved(XElement element, string page)
    {
        if (OpaqueData.Is(element))
            return new XElement(element);
        // "Ping:" is how schemas and other decoders write the namespace of the page Ping.
        var own = element.Name.Namespace == XNamespace.None ? page : element.Name.NamespaceName.TrimEnd(':');
        if (CodePages.Find(own)?.Find(element.Name.LocalName) is null)
            throw At(element, own.Length == 0 ? $"{element.Name.LocalName} needs a code page as its prefix"
                : CodePages.Find(own) is null ? $"there is no code page '{own}'"
                : $"the code page {own} has no tag '{element.Name.LocalName}'");
        if (element.Attributes().FirstOrDefault(a => !a.IsNamespaceDeclaration) is { } attribute)
            throw At(element, $"{element.Name.LocalName} has an attribute, '{attribute.Name.LocalName}'; ActiveSync has none");
        var resolved = new XElement(XName.Get(element.Name.LocalName, own));
        if (!element.IsEmpty)
            resolved.Add("");
        foreach (var node in element.Nodes())
            if (node is XElement child)
                resolved.Add(Resolved(child, own));
            else if (node is XText words && (!element.HasElements || !string.IsNullOrWhiteSpace(words.Value)))
                resolved.Add(words.Value);
        return resolved;
    }

    static FormatException At(IXmlLineInfo place, string problem) =>
        new($"{problem}. Line {place.LineNumber}, position {place.LinePosition}.");
}
