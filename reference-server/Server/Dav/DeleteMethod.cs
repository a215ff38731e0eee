using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>DELETE: removes an item, or a folder with all below it. Source: RFC 4918, 9.6.</summary>
/// <remarks>
/// 204; 207 naming the members that could not go, with 403 or 423 (the folders around them stay too); 400 for a Depth that
/// is not infinity on a folder; 403; 404; 412; 423.
/// </remarks>
static class DeleteMethod
{
    public static Task Answer(WorldCall call)
    {
        lock (call.World.Gate)
        {
            if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } resource)
                return call.AnswerAsync(StatusCodes.Status404NotFound);
            if (resource.IsFolder && !call.Request.Headers["Depth"].ToString().ToLowerInvariant().Equals("infinity", StringComparison.Ordinal)
                && call.Request.Headers["Depth"].Count > 0)
                return call.AnswerAsync(StatusCodes.Status400BadRequest);
            if (Places.IsFixed(resource) || !call.May(resource, Rights.Write) || !call.May(resource.Parent!, Rights.Write))
                return call.AnswerAsync(StatusCodes.Status403Forbidden);
            if ((Preconditions.Refuse(call, resource)
                ?? LockGuard.Refuse(call, resource)
                ?? LockGuard.RefuseMembership(call, resource.Parent!)) is { } refusal)
                return refusal;
            var obstacles = Remove(call, resource, LockGuard.BarsFor(call));
            if (obstacles.Count > 0)
                return HrefMultiStatus.AnswerAsync(call, obstacles);
            // The tag of its last change, for a client that wants to know its own deletion again.
            call.Response.Headers["ResourceTag"] = $"<{ReplTokens.TagOf(resource)}>";
            return call.AnswerAsync(StatusCodes.Status204NoContent);
        }
    }

    /// <summary>Deletes what may be deleted, members first.</summary>
    /// <returns>What was refused; the folders around it stay and are not named.</returns>
    static List<Obstacle> Remove(WorldCall call, Resource resource, Func<Resource, bool> isBarred)
    {
        var obstacles = new List<Obstacle>();
        foreach (var member in resource.Members.ToArray())
            if (!call.May(member, Rights.Write))
                obstacles.Add(new(member, StatusCodes.Status403Forbidden));
            else if (isBarred(member))
                obstacles.Add(new(member, StatusCodes.Status423Locked));
            else
                obstacles.AddRange(Remove(call, member, isBarred));
        // A lock on the folder itself guards its members, and was shown or is not there.
        if (obstacles.Count == 0)
            call.World.Store.Delete(resource);
        return obstacles;
    }
}
