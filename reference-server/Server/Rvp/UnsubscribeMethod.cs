using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Rvp;

/// <summary>UNSUBSCRIBE: ends one subscription of the node. Source: RVP draft 5.2.</summary>
/// <remarks>Who may end it is left to the service; here its subscriber and the owner of the node may. An id of another node is unknown.</remarks>
static class UnsubscribeMethod
{
    public static Task Answer(RvpCall call)
    {
        if (!RvpHeaders.TrySingle(call.Headers, RvpHeaders.SubscriptionId, out var id) || RvpHeaders.Number(id) is not { } number)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (call.World.Presence.Find(call.Node, (ulong)number) is not { } subscription)
            return call.AnswerAsync(StatusCodes.Status412PreconditionFailed);
        if (!call.World.Rules.Presence.MayEnd(subscription, call.Caller.Who, call.Node))
            return call.RefuseAsync();
        call.World.Presence.Cancel(subscription);
        return call.AnswerAsync(StatusCodes.Status200OK);
    }
}
