using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>A free name in a folder, where a request is about to make something.</summary>
readonly record struct NewPlace(Resource Folder, string Name)
{
    /// <summary>Finds the place that a request names; else answers why nothing can be made there.</summary>
    /// <remarks>409 no folder; 403 no right; 412; 423 the folder is locked; 507 the world is full.</remarks>
    public static Task? Refuse(WorldCall call, out NewPlace place)
    {
        place = default;
        if (!Places.TrySplit(call.Path, out var path, out var name) || call.World.Store.Find(path) is not { IsFolder: true } folder)
            return call.AnswerAsync(StatusCodes.Status409Conflict);
        place = new NewPlace(folder, name);
        return !call.May(folder, Rights.Write) ? call.AnswerAsync(StatusCodes.Status403Forbidden)
            : Preconditions.Refuse(call, null)
            ?? LockGuard.RefuseMembership(call, folder)
            ?? RefuseWhenFull(call, 1);
    }

    /// <summary>Answers 507 when the world cannot take so many more resources.</summary>
    public static Task? RefuseWhenFull(WorldCall call, int more) =>
        HasRoom(call, more) ? null : call.AnswerAsync(StatusCodes.Status507InsufficientStorage);

    public static bool HasRoom(WorldCall call, int more) =>
        call.World.Store.Count + more <= call.World.Limits.ResourcesMax;

    /// <summary>Tells where the new thing is and who it is.</summary>
    public static void Tell(WorldCall call, Resource made)
    {
        call.Response.Headers.Location = call.Origin + DavPaths.Of(made);
        call.Response.Headers["MS-Exchange-Permanent-URL"] = call.Origin + PermanentUrl.Of(made);
        ReplTokens.Tell(call, made);
    }
}
