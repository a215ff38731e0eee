using Conformance.Engine.Accounts;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav;

/// <summary>Takes one resource away, with all below it that may go.</summary>
static class Deletion
{
    public static bool IsAllowed(WorldCall call, Resource resource) =>
        !Places.IsFixed(resource) && call.May(resource, Rights.Write) && call.May(resource.Parent!, Rights.Write);

    /// <summary>204; 423; or the members that could not go, with 403 or 423: the folders around them stay and are not named.</summary>
    public static Outcome CarryOut(WorldCall call, Resource resource) =>
        LockGuard.Judge(call, resource)
        ?? LockGuard.JudgeMembership(call, resource.Parent!)
        ?? Outcome.Partial(Remove(call, resource, LockGuard.BarsFor(call)))
        ?? new Outcome(StatusCodes.Status204NoContent);

    /// <summary>Deletes what may be deleted, members first.</summary>
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
