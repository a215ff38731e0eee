using Conformance.Server.Dav.Conditions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav.Locking;

/// <summary>A LOCK without a body: gives one lock its time again. Source: RFC 4918, 9.10.2.</summary>
/// <remarks>
/// 200; 400 without an If header, or with the tokens of several locks; 403 somebody else's lock; 404; 412, with the
/// precondition lock-token-matches-request-uri when the token is that of no lock here. Depth does not count.
/// </remarks>
static class LockRefresh
{
    public static Task Answer(WorldCall call)
    {
        if (IfHeader.TryParse(call.Request.Headers["If"], call.World.Limits) is not { } header)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } resource)
            return call.AnswerAsync(StatusCodes.Status404NotFound);
        var ids = new HashSet<long>();
        foreach (var token in call.Rules.Dav.ShownTokens(header))
            if (LockTokens.TryRead(token, out var id))
                ids.Add(id);
        if (ids.Count > 1)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (ids.Count == 0 || call.World.Locks.Find(ids.Single(), resource) is not { } held)
            return XmlAnswer.ErrorAsync(call, StatusCodes.Status412PreconditionFailed, "lock-token-matches-request-uri");
        if (Preconditions.Refuse(call, resource) is { } refusal)
            return refusal;
        if (!call.World.Rules.Locks.IsCreator(held, call.Caller.Name))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        call.World.Locks.Refresh(held, LockMethod.AskedSeconds(call));
        return LockMethod.TellAsync(call, resource, StatusCodes.Status200OK);
    }
}
