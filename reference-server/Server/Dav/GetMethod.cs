using System.Text;
using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>GET and HEAD: the body of an item, or the list of a folder's members. Source: RFC 9110, 9.3.1; RFC 4918, 9.4.</summary>
/// <remarks>
/// 200; 206 one range; 304; 403; 404; 412; 416. <c>Translate: f</c> asks for the bytes as they are stored, and they are
/// all that is served here with or without it.
/// </remarks>
static class GetMethod
{
    public static Task Answer(WorldCall call)
    {
        ReadOnlyMemory<byte> body;
        lock (call.World.Gate)
        {
            if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } resource)
                return call.AnswerAsync(StatusCodes.Status404NotFound);
            if (!call.May(resource, Rights.Read))
                return call.AnswerAsync(StatusCodes.Status403Forbidden);
            var headers = call.Response.Headers;
            headers.ETag = Entity.TagOf(resource);
            headers.LastModified = HttpDates.Format(resource.ModifiedAt);
            headers.AcceptRanges = resource.IsFolder ? "none" : "bytes";
            ReplTokens.Tell(call, resource);
            FolderLocation.Tell(call, resource);
            if (Preconditions.Refuse(call, resource) is { } refusal)
                return refusal;
            call.Response.StatusCode = StatusCodes.Status200OK;
            call.Response.ContentType = resource.IsFolder ? "text/html; charset=utf-8" : resource.ContentType;
            body = resource.IsFolder ? Listing(call, resource) : resource.Body;
            if (!resource.IsFolder && RangeOf(call, resource) is { } range)
            {
                if (!range.IsSatisfiable)
                    return RefuseRange(call, body.Length);
                headers.ContentRange = $"bytes {range.First}-{range.Last}/{body.Length}";
                call.Response.StatusCode = StatusCodes.Status206PartialContent;
                body = body.Slice((int)range.First, range.Length);
            }
        }
        call.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(call.Request.Method)
            ? Task.CompletedTask
            : call.Response.Body.WriteAsync(body).AsTask();
    }

    /// <summary>Ranges are for GET alone, and If-Range gives them up when the body is another.</summary>
    static ByteRange? RangeOf(WorldCall call, Resource item)
    {
        var headers = call.Request.Headers;
        if (!HttpMethods.IsGet(call.Request.Method) || headers.Range.Count != 1)
            return null;
        var condition = headers.IfRange.ToString();
        return condition is "" || condition == Entity.TagOf(item) || condition == HttpDates.Format(item.ModifiedAt)
            ? ByteRange.Read(headers.Range, item.Body.Length)
            : null;
    }

    static Task RefuseRange(WorldCall call, int length)
    {
        call.Response.Headers.ContentRange = $"bytes */{length}";
        call.Response.ContentType = null;
        return call.AnswerAsync(StatusCodes.Status416RangeNotSatisfiable);
    }

    static byte[] Listing(WorldCall call, Resource folder)
    {
        var page = new StringBuilder("<!DOCTYPE html><title>")
            .Append(XmlText.Escape(folder.Path)).Append("</title><ul>");
        foreach (var member in call.Rules.Dav.VisibleMembers(call, folder))
            page.Append("<li><a href=\"").Append(XmlText.Escape(DavPaths.Of(member))).Append("\">")
                .Append(XmlText.Escape(member.Name)).Append("</a>");
        return Encoding.UTF8.GetBytes(page.Append("</ul>").ToString());
    }
}
