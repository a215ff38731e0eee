using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>COPY and MOVE. Source: RFC 4918, 9.8 and 9.9; Exchange SDK, "Allow-Rename Header".</summary>
/// <remarks>
/// 201 made, 204 in place of something; 207 naming members that could not be read, moved or replaced; 400 a missing or
/// malformed Destination, Depth or Overwrite; 403 no right, the same place, inside itself, or paths too long to be asked for;
/// 404; 409 no folder there; 412 a condition, or something is there and Overwrite is F; 423; 502 a destination on another server; 507.
/// </remarks>
static class TransferMethod
{
    public static Task Answer(WorldCall call)
    {
        var headers = call.Request.Headers;
        var moves = call.Request.Method == "MOVE";
        var depth = headers["Depth"].ToString().ToLowerInvariant();
        if (depth is not ("" or "0" or "infinity")
            || call.Rules.Dav.ReadOverwrite(headers["Overwrite"].ToString()) is not { } overwrites
            || headers["Destination"].Count != 1
            || call.Rules.Dav.ReadDestination(call, headers["Destination"].ToString()) is not { } destination)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (destination.Path is not { } path)
            return call.AnswerAsync(StatusCodes.Status502BadGateway);
        lock (call.World.Gate)
            return Transfer(call, path, moves, depth == "0", overwrites);
    }

    static Task Transfer(WorldCall call, string destination, bool moves, bool isShallow, bool overwrites)
    {
        var store = call.World.Store;
        if (PermanentUrl.Resolve(store, call.Path) is not { } source)
            return call.AnswerAsync(StatusCodes.Status404NotFound);
        // An item has no depth. A folder moves as a whole.
        if (moves && isShallow && source.IsFolder)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (!call.May(source, Rights.Read) || (moves && !TransferRights.MayLeave(call, source)))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (!Places.TrySplit(destination, out var folder, out var name)
            || store.Find(folder) is not { IsFolder: true } parent)
            return call.AnswerAsync(StatusCodes.Status409Conflict);
        var there = parent.Member(name);
        if (there is not null && MayRename(call))
        {
            name = call.Rules.Dav.FreeName(parent, name);
            there = null;
        }
        if (there == source || (source.Holds(parent) && (moves || !isShallow)))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (!call.May(parent, Rights.Write))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (Preconditions.Refuse(call, source) is { } refusal)
            return refusal;
        if (there is not null && !overwrites)
            return call.AnswerAsync(StatusCodes.Status412PreconditionFailed);
        if ((there is not null && !TransferRights.MayReplace(call, there, source))
            || !Places.CanBeNamed(call, parent, name, isShallow ? null : source))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        return (moves ? LockGuard.RefuseTree(call, source) ?? LockGuard.RefuseMembership(call, source.Parent!) : null)
            ?? (there is null ? null : LockGuard.RefuseTree(call, there))
            ?? LockGuard.RefuseMembership(call, parent)
            ?? (moves ? null : NewPlace.RefuseWhenFull(call, isShallow ? 1 : TransferRights.SizeOf(source)))
            ?? CarryOut(call, source, there, new NewPlace(parent, name), moves, isShallow);
    }

    static Task CarryOut(WorldCall call, Resource source, Resource? there, NewPlace place, bool moves, bool isShallow)
    {
        var store = call.World.Store;
        var unread = new List<Obstacle>();
        if (there is not null)
            store.Delete(there);
        var made = source;
        if (moves)
            store.Move(source, place.Folder, place.Name);
        else
            made = store.Copy(source, place.Folder, place.Name, member => Includes(call, member, isShallow, unread));
        if (unread.Count > 0)
            return HrefMultiStatus.AnswerAsync(call, unread);
        if (there is null)
            call.Response.Headers.Location = call.Origin + DavPaths.Of(made);
        return call.AnswerAsync(there is null ? StatusCodes.Status201Created : StatusCodes.Status204NoContent);
    }

    static bool Includes(WorldCall call, Resource member, bool isShallow, List<Obstacle> unread)
    {
        if (!call.Rules.Dav.TakesAlong(member, isShallow))
            return false;
        if (call.May(member, Rights.Read))
            return true;
        unread.Add(new(member, StatusCodes.Status403Forbidden));
        return false;
    }

    /// <summary>Whether the server may choose another name. Who says that what is there may be overwritten means that.</summary>
    /// <remarks>The documents are silent on both headers together; known clients send <c>Overwrite: f</c> beside it.</remarks>
    static bool MayRename(WorldCall call) =>
        Flag.IsTrue(call.Request.Headers["Allow-Rename"]) && !Flag.IsTrue(call.Request.Headers["Overwrite"]);
}
