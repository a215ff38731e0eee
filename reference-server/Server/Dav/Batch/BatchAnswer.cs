using System.Text;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav.Batch;

/// <summary>The 207 that tells of each target what became of it. Source: Exchange SDK, "BMOVE Method", "location Element".</summary>
static class BatchAnswer
{
    public static Task WriteAsync(WorldCall call, IEnumerable<(BatchTarget Target, Outcome Outcome)> results)
    {
        var body = new StringBuilder(XmlAnswer.Declaration).Append("<a:multistatus xmlns:a=\"DAV:\">");
        foreach (var (target, outcome) in results)
        {
            // Members that withstood are named in place of the folder that they kept.
            foreach (var (member, status) in outcome.Obstacles)
                AddResponse(body, call.Origin + DavPaths.Of(member), status, null);
            if (outcome.Obstacles.Count == 0)
                AddResponse(body, target.Href, outcome.Status, outcome.Made is { } made ? call.Origin + DavPaths.Of(made) : null);
        }
        return XmlAnswer.WriteAsync(call, StatusCodes.Status207MultiStatus, body.Append("</a:multistatus>"));
    }

    static void AddResponse(StringBuilder body, string href, int status, string? location)
    {
        body.Append("<a:response><a:href>").Append(XmlText.Escape(href)).Append("</a:href><a:status>").Append(StatusLines.Of(status))
            .Append("</a:status>");
        if (location is not null)
            body.Append("<a:location><a:href>").Append(XmlText.Escape(location)).Append("</a:href></a:location>");
        body.Append("</a:response>");
    }
}
