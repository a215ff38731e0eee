using System.Text;
using System.Xml;

namespace Conformance.Server.Dav;

/// <summary>Puts text into XML.</summary>
public static class XmlText
{
    const char Replacement = '\ufffd';

    /// <summary>Escapes what XML would read as markup, or as another line end.</summary>
    public static string Escape(string text) =>
        text.AsSpan().IndexOfAny("<>&\"\r") < 0
            ? text
            : text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("\r", "&#13;");

    /// <summary>The text with a mark in place of each character that no XML document may hold.</summary>
    /// <remarks>For text that came as bytes; what came as XML has none of these.</remarks>
    public static string Legal(string text)
    {
        var legal = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
                legal.Append(rune.ToString());
            else
                legal.Append(Replacement);
        return legal.ToString();
    }
}
