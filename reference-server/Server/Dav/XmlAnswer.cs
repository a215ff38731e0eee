using System.Text;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>Answers XML documents, with exactly the media type that known clients take: <c>text/xml</c>.</summary>
static class XmlAnswer
{
    public const string Declaration = "<?xml version=\"1.0\"?>";

    public static Task WriteAsync(WorldCall call, int status, StringBuilder document)
    {
        var bytes = Encoding.UTF8.GetBytes(document.ToString());
        call.Response.StatusCode = status;
        call.Response.ContentType = "text/xml";
        call.Response.ContentLength = bytes.Length;
        return call.Response.Body.WriteAsync(bytes, 0, bytes.Length);
    }

    /// <summary>Names the condition that did not hold. Source: RFC 4918, 16.</summary>
    /// <param name="condition">A name in DAV:, as <c>lock-token-submitted</c>.</param>
    /// <param name="hrefs">The resources it is about; none for an empty element.</param>
    public static Task ErrorAsync(WorldCall call, int status, string condition, IEnumerable<string>? hrefs = null)
    {
        var document = new StringBuilder(Declaration).Append("<a:error xmlns:a=\"DAV:\"><a:").Append(condition).Append('>');
        foreach (var href in hrefs ?? [])
            document.Append("<a:href>").Append(XmlText.Escape(href)).Append("</a:href>");
        return WriteAsync(call, status, document.Append("</a:").Append(condition).Append("></a:error>"));
    }
}
