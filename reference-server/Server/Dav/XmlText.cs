namespace Conformance.Server.Dav;

/// <summary>Puts text into XML.</summary>
public static class XmlText
{
    /// <summary>Escapes what XML would read as markup.</summary>
    public static string Escape(string text) =>
        text.AsSpan().IndexOfAny("<>&\"") < 0
            ? text
            : text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}
