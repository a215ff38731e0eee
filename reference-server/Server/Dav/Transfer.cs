using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>How a request copies or moves, whatever the resources are.</summary>
/// <param name="IsShallow">Without what is below.</param>
/// <param name="MayRename">Where a name is taken another is found.</param>
readonly record struct TransferManner(bool Moves, bool IsShallow, bool Overwrites, bool MayRename)
{
    /// <summary>Null when a header cannot be read.</summary>
    public static TransferManner? Read(WorldCall call, bool moves)
    {
        var headers = call.Request.Headers;
        var depth = headers["Depth"].ToString().ToLowerInvariant();
        if (depth is not ("" or "0" or "infinity") || call.Rules.Dav.ReadOverwrite(headers["Overwrite"].ToString()) is not { } overwrites)
            return null;
        // The documents are silent on both headers together: who says that what is there may be overwritten means that.
        // Known clients send "Overwrite: f" beside Allow-Rename.
        var mayRename = Flag.IsTrue(headers["Allow-Rename"]) && !Flag.IsTrue(headers["Overwrite"]);
        return new TransferManner(moves, depth == "0", overwrites, mayRename);
    }
}

/// <summary>One copy or move that may be done, unless a lock or the size of the world forbids it.</summary>
sealed class Transfer
{
    readonly WorldCall call;
    readonly Resource source;
    readonly Resource? there;
    readonly NewPlace place;
    readonly TransferManner manner;

    Transfer(WorldCall call, Resource source, Resource? there, NewPlace place, TransferManner manner) =>
        (this.call, this.source, this.there, this.place, this.manner) = (call, source, there, place, manner);

    /// <summary>Looks at source and destination; what is null is made up for by the status of the refusal.</summary>
    public static (Transfer? Transfer, int Refusal) Plan(WorldCall call, Resource source, string destination, TransferManner manner)
    {
        // An item has no depth. A folder moves as a whole.
        if (manner is { Moves: true, IsShallow: true } && source.IsFolder)
            return (null, StatusCodes.Status400BadRequest);
        if (!call.May(source, Rights.Read) || (manner.Moves && !TransferRights.MayLeave(call, source)))
            return (null, StatusCodes.Status403Forbidden);
        if (!Places.TrySplit(destination, out var folder, out var name) || call.World.Store.Find(folder) is not { IsFolder: true } parent)
            return (null, StatusCodes.Status409Conflict);
        var there = parent.Member(name);
        if (there is not null && manner.MayRename)
        {
            name = call.Rules.Dav.FreeName(parent, name);
            there = null;
        }
        if (there == source || (source.Holds(parent) && !(manner.IsShallow && !manner.Moves)) || !call.May(parent, Rights.Write))
            return (null, StatusCodes.Status403Forbidden);
        if (there is not null && !manner.Overwrites)
            return (null, StatusCodes.Status412PreconditionFailed);
        if ((there is not null && !TransferRights.MayReplace(call, there, source))
            || !Places.CanBeNamed(call, parent, name, manner.IsShallow ? null : source))
            return (null, StatusCodes.Status403Forbidden);
        return (new Transfer(call, source, there, new NewPlace(parent, name), manner), 0);
    }

    public Outcome CarryOut() =>
        (manner.Moves ? LockGuard.JudgeTree(call, source) ?? LockGuard.JudgeMembership(call, source.Parent!) : null)
        ?? (there is null ? null : LockGuard.JudgeTree(call, there))
        ?? LockGuard.JudgeMembership(call, place.Folder)
        ?? (manner.Moves || NewPlace.HasRoom(call, manner.IsShallow ? 1 : TransferRights.SizeOf(source))
            ? Bring()
            : new Outcome(StatusCodes.Status507InsufficientStorage));

    Outcome Bring()
    {
        var store = call.World.Store;
        var unread = new List<Obstacle>();
        if (there is not null)
            store.Delete(there);
        var made = source;
        if (manner.Moves)
            store.Move(source, place.Folder, place.Name);
        else
            made = call.Rules.Dav.Copy(store, source, place, member => Includes(member, unread));
        var status = unread.Count > 0 ? StatusCodes.Status207MultiStatus
            : there is null ? StatusCodes.Status201Created
            : StatusCodes.Status204NoContent;
        return new Outcome(status) { Obstacles = unread, Made = made };
    }

    bool Includes(Resource member, List<Obstacle> unread)
    {
        if (!call.Rules.Dav.TakesAlong(member, manner.IsShallow))
            return false;
        if (call.May(member, Rights.Read))
            return true;
        unread.Add(new(member, StatusCodes.Status403Forbidden));
        return false;
    }
}
