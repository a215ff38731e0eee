using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>PUT: makes an item or replaces its body. Source: RFC 9110, 9.3.4; RFC 4918, 9.7.</summary>
/// <remarks>201, 204; 400 with Content-Range; 403; 405 on a folder; 409 no folder to put it in; 412; 413.</remarks>
static class PutMethod
{
    public static async Task Answer(WorldCall call)
    {
        if (call.Request.Headers.ContainsKey("Content-Range"))
        {
            await call.AnswerAsync(StatusCodes.Status400BadRequest);
            return;
        }
        var body = await Bodies.ReadAsync(call, call.World.Limits.BodyBytesMax);
        if (body is null)
        {
            await call.AnswerAsync(StatusCodes.Status413PayloadTooLarge);
            return;
        }
        int status;
        lock (call.World.Gate)
            status = Write(call, body);
        await call.AnswerAsync(status);
    }

    static int Write(WorldCall call, byte[] body)
    {
        var store = call.World.Store;
        var there = PermanentUrl.Resolve(store, call.Path);
        if (there is null)
            return Create(call, body);
        if (!call.May(there, Rights.Write))
            return StatusCodes.Status403Forbidden;
        if (there.IsFolder)
        {
            call.Response.Headers.Allow = call.Allowed;
            return StatusCodes.Status405MethodNotAllowed;
        }
        if (Entity.Judge(call, there) is { } refusal)
            return refusal;
        store.Write(there, body, call.Request.ContentType);
        call.Response.Headers.ETag = Entity.TagOf(there);
        return StatusCodes.Status204NoContent;
    }

    static int Create(WorldCall call, byte[] body)
    {
        var store = call.World.Store;
        if (call.Path.EndsWith('/')
            || !Places.TrySplit(call.Path, out var folder, out var name)
            || store.Find(folder) is not { IsFolder: true } parent)
            return StatusCodes.Status409Conflict;
        if (!call.May(parent, Rights.Write) || store.Count >= call.World.Limits.ResourcesMax)
            return StatusCodes.Status403Forbidden;
        if (Entity.Judge(call, null) is { } refusal)
            return refusal;
        var made = store.Create(parent, name, false, ContentClassOf(call.Request.ContentType), body, call.Request.ContentType);
        call.Response.Headers.ETag = Entity.TagOf(made);
        call.Response.Headers.Location = call.Origin + DavPaths.Of(made);
        return StatusCodes.Status201Created;
    }

    static string ContentClassOf(string? contentType) =>
        contentType?.StartsWith("message/rfc822", StringComparison.OrdinalIgnoreCase) is true
            ? ContentClasses.Message
            : ContentClasses.Item;
}
