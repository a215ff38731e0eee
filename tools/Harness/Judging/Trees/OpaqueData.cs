using System.Text;
using System.Xml.Linq;

namespace Conformance.Harness.Judging.Trees;

/// <summary>Opaque data in a tree: the element <c>opaque</c> of no code page, with text where the bytes are text, else hexadecimal.</summary>
/// <remarks><c>&lt;opaque&gt;From: a@example.test&lt;/opaque&gt;</c>, <c>&lt;opaque coding="hex"&gt;00FF&lt;/opaque&gt;</c></remarks>
static class OpaqueData
{
    public static readonly XName Name = "opaque";

    static readonly UTF8Encoding utf8 = new(false, throwOnInvalidBytes: true);

    public static bool Is(XElement element) => element.Name == Name;

    public static XElement Of(ReadOnlySpan<byte> bytes) => Text(bytes) is { } text
        ? new XElement(Name, text)
        : new XElement(Name, new XAttribute("coding", "hex"), Convert.ToHexString(bytes));

    /// <exception cref="ArgumentException">The coding is unknown, or the text is not in it.</exception>
    public static byte[] Bytes(XElement element)
    {
        if (element.HasElements)
            throw new ArgumentException("Opaque data holds no elements.");
        var coding = element.Attribute("coding")?.Value;
        try
        {
            return coding switch
            {
                null => utf8.GetBytes(element.Value),
                "hex" => Convert.FromHexString(string.Concat(element.Value.Where(c => !char.IsWhiteSpace(c)))),
                _ => throw new ArgumentException($"Opaque data has no coding '{coding}', only 'hex'."),
            };
        }
        catch (FormatException)
        {
            throw new ArgumentException("Opaque data is not hexadecimal although it says so.");
        }
    }

    static string? Text(ReadOnlySpan<byte> bytes)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            return null;
        var text = utf8.GetString(bytes);
        return text.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')) ? null : text;
    }
}
