using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>MKCOL: makes a folder. Source: RFC 4918, 9.3.</summary>
/// <remarks>201; 403 no right to write; 405 something is there; 409 no folder to make it in; 415 a body.</remarks>
static class MkcolMethod
{
    public static Task Answer(WorldCall call)
    {
        if (call.Request.ContentLength > 0 || call.Request.Headers.TransferEncoding.Count > 0)
            return call.AnswerAsync(StatusCodes.Status415UnsupportedMediaType);
        lock (call.World.Gate)
            return call.AnswerAsync(Make(call));
    }

    static int Make(WorldCall call)
    {
        var store = call.World.Store;
        if (PermanentUrl.Resolve(store, call.Path) is { } there)
        {
            call.Response.Headers.Allow = call.Allowed;
            return call.May(there, Rights.Read) ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status403Forbidden;
        }
        if (!Places.TrySplit(call.Path, out var folder, out var name) || store.Find(folder) is not { IsFolder: true } parent)
            return StatusCodes.Status409Conflict;
        if (!call.May(parent, Rights.Write) || store.Count >= call.World.Limits.ResourcesMax)
            return StatusCodes.Status403Forbidden;
        if (Entity.Judge(call, null) is { } refusal)
            return refusal;
        store.Create(parent, name, true,
            parent.ContentClass == ContentClasses.Mailbox ? ContentClasses.MailFolder : parent.ContentClass);
        call.Response.Headers.Location = call.Origin + DavPaths.Encode(call.Path, true);
        return StatusCodes.Status201Created;
    }
}
