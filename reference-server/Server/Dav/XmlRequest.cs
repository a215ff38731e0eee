using System.Xml;
using System.Xml.Linq;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>Reads the XML body of a request: no DTD, no entities, nothing from outside, bounded in size and depth.</summary>
static class XmlRequest
{
    /// <returns>Root null for an empty body; status 400 for what is no XML, 413 for what is too long.</returns>
    /// <param name="mayBeginWithBlanks">Passes over white space before the declaration, which the letter of XML forbids.</param>
    public static async Task<(XElement? Root, int? Refusal)> ReadAsync(WorldCall call, bool mayBeginWithBlanks = false)
    {
        var body = await Bodies.ReadAsync(call, call.World.Limits.XmlBytesMax);
        if (body is null)
            return (null, 413);
        if (mayBeginWithBlanks)
            body = body.AsSpan().TrimStart(" \t\r\n"u8).ToArray();
        return body.Length == 0 ? (null, null)
            : Parse(call, body) is { } root ? (root, null)
            : (null, 400);
    }

    /// <summary>A document that is there already; null for what is no XML, or deeper than allowed.</summary>
    public static XElement? Parse(WorldCall call, byte[] body)
    {
        var limits = call.World.Limits;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.XmlBytesMax,
        };
        XmlReader open() => call.Rules.Dav.OpenXml(new MemoryStream(body), settings);
        try
        {
            if (!IsShallow(open, limits.XmlDepthMax))
                return null;
            using var reader = open();
            return XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Whether a media type is one of XML; its parameters do not count.</summary>
    public static bool IsXml(string? contentType) =>
        contentType?.Split(';')[0].Trim().ToLowerInvariant() is { } type
        && (type is "text/xml" or "application/xml" || type.EndsWith("+xml", StringComparison.Ordinal));

    /// <summary>A tree is built recursively, so its depth is looked at before.</summary>
    static bool IsShallow(Func<XmlReader> open, int depthMax)
    {
        using var reader = open();
        while (reader.Read())
            if (reader.Depth > depthMax)
                return false;
        return true;
    }
}
