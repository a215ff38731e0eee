using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>PUT: makes an item or replaces its body. Source: RFC 9110, 9.3.4; RFC 4918, 9.7; Exchange SDK, "PUT Method".</summary>
/// <remarks>
/// 201; 200 replaced, as clients saw Exchange answer; 210 either, and not kept as it was sent; 400 with Content-Range; 403; 405 on a folder; 409 no folder to put
/// it in; 412; 413; 423; 507.
/// </remarks>
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
        Task answer;
        lock (call.World.Gate)
            answer = PermanentUrl.Resolve(call.World.Store, call.Path) is { } there ? Replace(call, there, body) : Create(call, body);
        await answer;
    }

    static Task Replace(WorldCall call, Resource there, byte[] body)
    {
        if (!call.May(there, Rights.Write))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (there.IsFolder)
            return Refusals.MethodAsync(call);
        if ((Preconditions.Refuse(call, there) ?? LockGuard.Refuse(call, there)) is { } refusal)
            return refusal;
        var type = TypeOf(call);
        var kept = call.Rules.Dav.Keep(body, type);
        call.World.Store.Write(there, kept.Bytes, type);
        call.Response.Headers.ETag = Entity.TagOf(there);
        ReplTokens.Tell(call, there);
        return kept.AnswerAsync(call, StatusCodes.Status200OK);
    }

    static Task Create(WorldCall call, byte[] body)
    {
        // A final slash names a folder, which PUT does not make.
        if (call.Path.EndsWith('/'))
            return call.AnswerAsync(StatusCodes.Status409Conflict);
        return NewPlace.Refuse(call, out var place) ?? CreateAt(call, place, body);
    }

    /// <summary>Makes an item and answers 201, or 210 when it is not what was sent.</summary>
    public static Task CreateAt(WorldCall call, NewPlace place, byte[] body)
    {
        var type = TypeOf(call);
        var kept = call.Rules.Dav.Keep(body, type);
        var made = call.World.Store.Create(place.Folder, place.Name, false,
            IsMessage(type) ? ContentClasses.Message : ContentClasses.Item, kept.Bytes, type);
        call.Response.Headers.ETag = Entity.TagOf(made);
        NewPlace.Tell(call, made);
        return kept.AnswerAsync(call, StatusCodes.Status201Created);
    }

    /// <summary>The media type of the body; one that the head of an answer could not carry counts as none.</summary>
    static string? TypeOf(WorldCall call) =>
        call.Request.ContentType is { } type && !type.AsSpan().ContainsAnyExceptInRange(' ', '~') ? type : null;

    public static bool IsMessage(string? contentType) =>
        contentType?.StartsWith("message/rfc822", StringComparison.OrdinalIgnoreCase) is true;
}
