using Conformance.Engine.Subscriptions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Notification;

/// <summary>POLL: tells which subscriptions fired since they were last told. Source: Exchange SDK, "POLL Method".</summary>
/// <remarks>
/// 207 sorts the ids; 400 without a list of ids; 406 when XML is not accepted; 412 with the ids that did not match when
/// none does. The resource need not exist: its absence is told inside, for ids that the server still holds.
/// </remarks>
static class PollMethod
{
    public static Task Answer(WorldCall call)
    {
        var headers = call.Request.Headers;
        var rules = call.Rules.Notification;
        if ((rules.ReadIds(headers[NotificationHeaders.SubscriptionId], call.World.Limits) ?? rules.IdsOfNone(call)) is not { } ids)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (headers.Accept.Count > 0 && !AcceptHeader.TakesXml(headers.Accept))
            return call.AnswerAsync(StatusCodes.Status406NotAcceptable);
        Span<IdStatus> statuses = ids.Length <= 64 ? stackalloc IdStatus[ids.Length] : new IdStatus[ids.Length];
        if (!call.World.Subscriptions.Poll(ids, call.Path, call.Caller.Name, statuses))
            return Unmatched.Answer(call, ids, statuses);
        if (call.World.Readings.PollNamesFired && statuses.Contains(IdStatus.Fired))
            call.Response.Headers[NotificationHeaders.SubscriptionId] = Unmatched.Join(ids, statuses, IdStatus.Fired);
        IdMultiStatus.Write(call, ids, statuses);
        return Task.CompletedTask;
    }
}
