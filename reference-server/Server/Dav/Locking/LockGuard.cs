using System.Collections.Frozen;
using Conformance.Engine.Locks;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav.Locking;

/// <summary>Keeps a request from writing what others have locked. Source: RFC 4918, 7.</summary>
/// <remarks>
/// A lock lets a request pass when the request shows its token in If and comes from the account that took it. The refusal
/// is 423 with the precondition lock-token-submitted, which names the root of each lock.
/// </remarks>
static class LockGuard
{
    /// <summary>Null when a resource may be written.</summary>
    public static Task? Refuse(WorldCall call, Resource resource) => Judge(call, resource)?.AnswerAsync(call);

    /// <summary>Null when a folder may be given a member, or one taken away.</summary>
    public static Task? RefuseMembership(WorldCall call, Resource folder) => JudgeMembership(call, folder)?.AnswerAsync(call);

    /// <summary>As <see cref="Refuse"/>.</summary>
    public static Outcome? Judge(WorldCall call, Resource resource) =>
        Outcome.Locked(call.World.Locks.Barring(resource, call.Caller.Name, Shown(call)));

    /// <summary>As <see cref="RefuseMembership"/>.</summary>
    public static Outcome? JudgeMembership(WorldCall call, Resource folder) =>
        Outcome.Locked(call.World.Locks.BarringMembership(folder, call.Caller.Name, Shown(call)));

    /// <summary>Null when a resource and all below it may be written; locked members are named.</summary>
    public static Outcome? JudgeTree(WorldCall call, Resource root) => Judge(call, root) ?? Outcome.Partial(
    [
        .. call.World.Locks.Below(root).Select(held => held.Root).Distinct().Where(BarsFor(call))
            .Select(member => new Obstacle(member, StatusCodes.Status423Locked)),
    ]);

    /// <summary>Tells of many resources whether locks keep the caller from writing them; what the request shows is read once.</summary>
    public static Func<Resource, bool> BarsFor(WorldCall call)
    {
        var shown = Shown(call);
        return resource => call.World.Locks.Barring(resource, call.Caller.Name, shown).Count > 0;
    }

    /// <summary>The lock in force with this id at a path, whether or not something is there yet.</summary>
    public static WriteLock? Find(WorldCall call, string path, Resource? resource, long id)
    {
        if (resource is not null)
            return call.World.Locks.Find(id, resource);
        // What is not there lies in the reach of a lock when the folder that would get it does, all the way down.
        return Places.TrySplit(path, out var folder, out _) && call.World.Store.Find(folder) is { } parent
            ? call.World.Locks.CoveringNewMemberOf(parent).FirstOrDefault(held => held.Id == id)
            : null;
    }

    /// <summary>Hrefs of the places where locks were taken.</summary>
    public static IEnumerable<string> RootsOf(WorldCall call, IEnumerable<WriteLock> locks) =>
        locks.Select(held => call.Origin + DavPaths.Of(held.Root)).Distinct();

    static IReadOnlySet<long> Shown(WorldCall call)
    {
        if (call.World.Locks.Table.Count == 0 || IfHeader.TryParse(call.Request.Headers["If"], call.World.Limits) is not { } header)
            return FrozenSet<long>.Empty;
        var ids = new HashSet<long>();
        foreach (var token in call.Rules.Dav.ShownTokens(header))
            if (LockTokens.TryRead(token, out var id))
                ids.Add(id);
        return ids;
    }
}
