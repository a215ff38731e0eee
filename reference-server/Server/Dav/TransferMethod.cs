using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>COPY and MOVE. Source: RFC 4918, 9.8 and 9.9.</summary>
/// <remarks>
/// 201 made, 204 in place of something; 207 naming members that could not be read or removed; 400 a missing or malformed
/// Destination, Depth or Overwrite; 403 no right, the same place, or inside itself; 404; 409 no folder there; 412 something
/// is there and Overwrite is F. RFC 4918 has 502 for another server; a server that copies nowhere else says 403 as well.
/// </remarks>
static class TransferMethod
{
    public static Task Answer(WorldCall call)
    {
        var headers = call.Request.Headers;
        var moves = call.Request.Method == "MOVE";
        var depth = headers["Depth"].ToString().ToLowerInvariant();
        var overwrite = headers["Overwrite"].ToString();
        if (overwrite is not ("" or "T" or "t" or "F" or "f")
            || !(depth is "" or "infinity" || (depth == "0" && !moves))
            || !TryDestination(call, out var destination, out var isElsewhere))
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (isElsewhere)
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        lock (call.World.Gate)
            return Transfer(call, destination, moves, depth == "0", overwrite is not ("F" or "f"));
    }

    static Task Transfer(WorldCall call, string destination, bool moves, bool isShallow, bool overwrites)
    {
        var store = call.World.Store;
        if (PermanentUrl.Resolve(store, call.Path) is not { } source)
            return call.AnswerAsync(StatusCodes.Status404NotFound);
        if (!call.May(source, Rights.Read) || (moves && !MayLeave(call, source)))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (!Places.TrySplit(destination, out var folder, out var name)
            || store.Find(folder) is not { IsFolder: true } parent)
            return call.AnswerAsync(StatusCodes.Status409Conflict);
        var there = parent.Member(name);
        if (there == source || (source.Holds(parent) && (moves || !isShallow)))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (!call.May(parent, Rights.Write) || (there is not null && !MayReplace(call, there, source)))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (store.Count + (moves ? 0 : SizeOf(source)) > call.World.Limits.ResourcesMax)
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if ((there is not null && !overwrites) || Entity.Judge(call, source) is StatusCodes.Status412PreconditionFailed)
            return call.AnswerAsync(StatusCodes.Status412PreconditionFailed);
        if (there is not null)
            store.Delete(there);
        var unread = new List<Resource>();
        if (moves)
            store.Move(source, parent, name);
        else
            store.Copy(source, parent, name, member => !isShallow && MayCopy(call, member, unread));
        if (unread.Count > 0)
            return HrefMultiStatus.AnswerAsync(call, unread, StatusCodes.Status403Forbidden);
        if (there is null)
            call.Response.Headers.Location = call.Origin + DavPaths.Encode(destination.TrimEnd('/'), source.IsFolder);
        return call.AnswerAsync(there is null ? StatusCodes.Status201Created : StatusCodes.Status204NoContent);
    }

    static bool MayCopy(WorldCall call, Resource member, List<Resource> unread)
    {
        if (call.May(member, Rights.Read))
            return true;
        unread.Add(member);
        return false;
    }

    /// <summary>A thing moves as a whole or not at all, so each part of it must be writable.</summary>
    static bool MayLeave(WorldCall call, Resource source) =>
        !Places.IsFixed(source) && call.May(source.Parent!, Rights.Write) && IsWritable(call, source);

    static bool MayReplace(WorldCall call, Resource there, Resource source) =>
        !Places.IsFixed(there) && !there.Holds(source) && IsWritable(call, there);

    static bool IsWritable(WorldCall call, Resource resource) =>
        call.May(resource, Rights.Write) && resource.Members.All(member => IsWritable(call, member));

    static int SizeOf(Resource resource) => 1 + resource.Members.Sum(SizeOf);

    /// <summary>Reads Destination: an absolute URI, or a path as RFC 4918 allows too.</summary>
    static bool TryDestination(WorldCall call, out string path, out bool isElsewhere)
    {
        path = "";
        isElsewhere = false;
        var lines = call.Request.Headers["Destination"];
        if (lines.Count != 1
            || !Uri.TryCreate(new Uri(call.Origin), lines[0], out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return false;
        isElsewhere = !uri.Authority.Equals(new Uri(call.Origin).Authority, StringComparison.OrdinalIgnoreCase);
        path = Uri.UnescapeDataString(uri.AbsolutePath);
        return path.Length <= call.World.Limits.PathCharsMax && !path.AsSpan().ContainsAnyInRange('\0', '\x1f');
    }
}
