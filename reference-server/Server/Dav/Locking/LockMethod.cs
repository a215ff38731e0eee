using System.Text;
using System.Xml.Linq;
using Conformance.Engine.Accounts;
using Conformance.Engine.Locks;
using Conformance.Engine.Storage;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav.Locking;

/// <summary>LOCK: locks what is there, makes and locks an empty item where nothing is, or refreshes a lock. Source: RFC 4918, 9.10.</summary>
/// <remarks>
/// 200; 201 made; 207 naming members that keep a folder from being locked with all below it; 400; 403; 409 no folder to
/// make it in; 412; 413; 422 an unknown kind of lock; 423 with the precondition no-conflicting-lock; 507 too many locks.
/// Without a body it refreshes the one lock whose token stands in If.
/// </remarks>
static class LockMethod
{
    public static async Task Answer(WorldCall call)
    {
        var (root, refusal) = await XmlRequest.ReadAsync(call);
        if (refusal is not null)
        {
            await call.AnswerAsync(refusal.Value);
            return;
        }
        Task answer;
        lock (call.World.Gate)
            answer = root is null ? LockRefresh.Answer(call) : Lock(call, root);
        await answer;
    }

    static Task Lock(WorldCall call, XElement root)
    {
        var depth = call.Request.Headers["Depth"].ToString().ToLowerInvariant();
        if (depth is not ("" or "0" or "infinity"))
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        var (request, refusal) = LockInfo.Read(root, depth != "0", AskedSeconds(call));
        if (request is null)
            return call.AnswerAsync(refusal!.Value);
        return PermanentUrl.Resolve(call.World.Store, call.Path) is { } resource
            ? LockExisting(call, resource, request)
            : LockNew(call, request);
    }

    public static long? AskedSeconds(WorldCall call) => call.Rules.Dav.ReadTimeout(call.Request.Headers["Timeout"].ToString());

    static Task LockExisting(WorldCall call, Resource resource, LockRequest request)
    {
        if (!call.May(resource, Rights.Write))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        if (Preconditions.Refuse(call, resource) is { } refusal)
            return refusal;
        return Answer(call, resource, call.World.Locks.Lock(resource, call.Caller.Name, request), StatusCodes.Status200OK);
    }

    static Task LockNew(WorldCall call, LockRequest request)
    {
        if (NewPlace.Refuse(call, out var place) is { } refusal)
            return refusal;
        var locks = call.World.Locks;
        // Judged before the item is made: a refused LOCK leaves nothing behind.
        if (locks.CoveringNewMemberOf(place.Folder).Where(held => call.World.Rules.Locks.Excludes(held, request.Scope)).ToArray()
            is { Length: > 0 } rivals)
            return RefuseFor(call, rivals);
        if (!locks.HasRoom())
            return call.AnswerAsync(StatusCodes.Status507InsufficientStorage);
        var made = call.World.Store.Create(place.Folder, place.Name, false, ContentClasses.Item);
        NewPlace.Tell(call, made);
        return Answer(call, made, locks.Lock(made, call.Caller.Name, request), StatusCodes.Status201Created);
    }

    static Task Answer(WorldCall call, Resource resource, LockOutcome outcome, int status)
    {
        switch (outcome)
        {
            case LockOutcome.Granted(var held):
                call.Response.Headers["Lock-Token"] = $"<{LockTokens.Of(held)}>";
                return TellAsync(call, resource, status);
            case LockOutcome.Excluded(var rivals):
                return RefuseFor(call, rivals);
            case LockOutcome.ExcludedBelow(var members):
                return HrefMultiStatus.AnswerAsync(call,
                [
                    .. members.Select(member => new Obstacle(member, StatusCodes.Status423Locked)),
                    new(resource, StatusCodes.Status424FailedDependency),
                ]);
            default:
                return call.AnswerAsync(StatusCodes.Status507InsufficientStorage);
        }
    }

    static Task RefuseFor(WorldCall call, IReadOnlyList<WriteLock> rivals) =>
        XmlAnswer.ErrorAsync(call, StatusCodes.Status423Locked, "no-conflicting-lock", LockGuard.RootsOf(call, rivals));

    /// <summary>Answers with the locks that cover a resource.</summary>
    public static Task TellAsync(WorldCall call, Resource resource, int status) =>
        XmlAnswer.WriteAsync(call, status, new StringBuilder(XmlAnswer.Declaration)
            .Append("<a:prop xmlns:a=\"DAV:\"><a:lockdiscovery>")
            .Append(LockMarkup.Discovery(call, resource))
            .Append("</a:lockdiscovery></a:prop>"));
}
