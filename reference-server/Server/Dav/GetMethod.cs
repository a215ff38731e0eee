using System.Text;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>GET and HEAD: the body of an item, or the list of a folder's members. Source: RFC 9110, 9.3.1; RFC 4918, 9.4.</summary>
/// <remarks>200; 304; 403; 404; 412. Ranges are not served, and Accept-Ranges says so.</remarks>
static class GetMethod
{
    public static Task Answer(WorldCall call)
    {
        byte[] body;
        lock (call.World.Gate)
        {
            if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } resource)
                return call.AnswerAsync(StatusCodes.Status404NotFound);
            if (!call.May(resource, Rights.Read))
                return call.AnswerAsync(StatusCodes.Status403Forbidden);
            var headers = call.Response.Headers;
            headers.ETag = Entity.TagOf(resource);
            headers.LastModified = HttpDates.Format(resource.ModifiedAt);
            headers.AcceptRanges = "none";
            if (Entity.Judge(call, resource) is { } status)
                return call.AnswerAsync(status);
            body = resource.IsFolder ? Listing(call, resource) : resource.Body;
            call.Response.ContentType = resource.IsFolder ? "text/html; charset=utf-8" : resource.ContentType;
        }
        call.Response.StatusCode = StatusCodes.Status200OK;
        call.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(call.Request.Method)
            ? Task.CompletedTask
            : call.Response.Body.WriteAsync(body, 0, body.Length);
    }

    static byte[] Listing(WorldCall call, Resource folder)
    {
        var page = new StringBuilder("<!DOCTYPE html><title>")
            .Append(XmlText.Escape(folder.Path)).Append("</title><ul>");
        foreach (var member in folder.Members.Where(m => call.May(m, Rights.Read)))
            page.Append("<li><a href=\"").Append(XmlText.Escape(DavPaths.Of(member))).Append("\">")
                .Append(XmlText.Escape(member.Name)).Append("</a>");
        return Encoding.UTF8.GetBytes(page.Append("</ul>").ToString());
    }
}
