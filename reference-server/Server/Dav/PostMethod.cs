using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Dav.Properties;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>POST to a folder: makes an item there under a name of the server's choice. Source: Exchange SDK, "POST Method".</summary>
/// <remarks>201 with Location; 400 with Content-Range; 403; 404; 405 on an item; 412; 413; 415 a form; 423; 507.</remarks>
static class PostMethod
{
    const string Extension = ".EML";
    const string Nameless = "No Subject";
    const int NameCharsMax = 100;

    /// <summary>The fields of a form are no item, and a part of one is not the whole.</summary>
    static readonly string[] forms = ["application/x-www-form-urlencoded", "multipart/form-data"];

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
        Task answer;
        lock (call.World.Gate)
            answer = Create(call, body);
        await answer;
    }

    static Task Create(WorldCall call, byte[] body)
    {
        if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } folder)
            return call.AnswerAsync(StatusCodes.Status404NotFound);
        if (!folder.IsFolder)
            return Refusals.MethodAsync(call);
        if (!call.May(folder, Rights.Write))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (forms.Any(form => call.Request.ContentType?.StartsWith(form, StringComparison.OrdinalIgnoreCase) is true))
            return call.AnswerAsync(StatusCodes.Status415UnsupportedMediaType);
        return Preconditions.Refuse(call, folder)
            ?? LockGuard.RefuseMembership(call, folder)
            ?? NewPlace.RefuseWhenFull(call, 1)
            ?? PutMethod.CreateAt(call, new NewPlace(folder, NameFor(call, folder, body)), body);
    }

    /// <summary>The subject of a message, made fit for a URL's last segment.</summary>
    static string NameFor(WorldCall call, Resource folder, byte[] body)
    {
        var subject = PutMethod.IsMessage(call.Request.ContentType) ? MailText.FieldOf(body, "subject") : null;
        var fit = new string([.. (subject ?? "").Where(c => c is not ('/' or '\\') && !char.IsControl(c) && !char.IsSurrogate(c)).Take(NameCharsMax)])
            .Trim(' ', '.');
        return call.Rules.Dav.FreeName(folder, (fit.Length > 0 ? fit : Nameless) + Extension);
    }
}
