using System.Text;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>A resource that kept a method from doing all of its work, and why.</summary>
readonly record struct Obstacle(Resource Resource, int Status);

/// <summary>The 207 that names resources a method could not act on, each with a status. Source: RFC 4918, 13.</summary>
static class HrefMultiStatus
{
    public static Task AnswerAsync(WorldCall call, IEnumerable<Obstacle> obstacles)
    {
        var body = new StringBuilder(XmlAnswer.Declaration).Append("<a:multistatus xmlns:a=\"DAV:\">");
        foreach (var (resource, status) in obstacles)
            body.Append("<a:response><a:href>").Append(XmlText.Escape(call.Origin + DavPaths.Of(resource)))
                .Append("</a:href><a:status>").Append(StatusLines.Of(status)).Append("</a:status></a:response>");
        return XmlAnswer.WriteAsync(call, StatusCodes.Status207MultiStatus, body.Append("</a:multistatus>"));
    }
}
