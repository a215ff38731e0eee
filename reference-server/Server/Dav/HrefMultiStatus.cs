using System.Text;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>The 207 that names resources a method could not reach, all with one status. Source: RFC 4918, 13.</summary>
static class HrefMultiStatus
{
    public static Task AnswerAsync(WorldCall call, IEnumerable<Resource> resources, int status)
    {
        var body = new StringBuilder("<?xml version=\"1.0\"?><a:multistatus xmlns:a=\"DAV:\">");
        foreach (var resource in resources)
            body.Append("<a:response><a:href>").Append(XmlText.Escape(call.Origin + DavPaths.Of(resource)))
                .Append("</a:href><a:status>").Append(StatusLines.Of(status)).Append("</a:status></a:response>");
        body.Append("</a:multistatus>");
        return WriteAsync(call, StatusCodes.Status207MultiStatus, body);
    }

    /// <summary>Answers an XML document with exactly the media type that known clients take.</summary>
    public static Task WriteAsync(WorldCall call, int status, StringBuilder document)
    {
        var bytes = Encoding.UTF8.GetBytes(document.ToString());
        call.Response.StatusCode = status;
        call.Response.ContentType = "text/xml";
        call.Response.ContentLength = bytes.Length;
        return call.Response.Body.WriteAsync(bytes, 0, bytes.Length);
    }
}
