using Conformance.Engine.Accounts;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Dav.Locking;

/// <summary>UNLOCK: ends the lock that Lock-Token names, wherever in its reach it is asked. Source: RFC 4918, 9.11.</summary>
/// <remarks>
/// 204; 400 without a token; 403 somebody else's lock; 404; 409, with the precondition lock-token-matches-request-uri, when
/// no lock with this token covers the resource; 412.
/// </remarks>
static class UnlockMethod
{
    public static Task Answer(WorldCall call)
    {
        var text = call.Request.Headers["Lock-Token"].ToString().Trim();
        if (text is not ['<', _, .., '>'] || text[1..^1].AsSpan().IndexOfAny('<', '>', ' ') >= 0 || !text.Contains(':'))
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        lock (call.World.Gate)
        {
            if (PermanentUrl.Resolve(call.World.Store, call.Path) is not { } resource)
                return call.AnswerAsync(StatusCodes.Status404NotFound);
            if (!call.May(resource, Rights.Read))
                return call.AnswerAsync(StatusCodes.Status403Forbidden);
            if (Preconditions.Refuse(call, resource) is { } refusal)
                return refusal;
            if (!LockTokens.TryRead(text[1..^1], out var id) || call.World.Locks.Find(id, resource) is not { } held)
                return XmlAnswer.ErrorAsync(call, StatusCodes.Status409Conflict, "lock-token-matches-request-uri");
            if (!call.World.Rules.Locks.IsCreator(held, call.Caller.Name))
                return call.AnswerAsync(StatusCodes.Status403Forbidden);
            call.World.Locks.Release(held);
            return call.AnswerAsync(StatusCodes.Status204NoContent);
        }
    }
}
