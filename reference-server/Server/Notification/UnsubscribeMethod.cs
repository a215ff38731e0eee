using Conformance.Engine.Subscriptions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Notification;

/// <summary>UNSUBSCRIBE: cancels the subscriptions it names. Source: Exchange SDK, "UNSUBSCRIBE Method".</summary>
/// <remarks>The table says 200, the example 207 even for one id (C-06); what did not match is 412 inside.</remarks>
static class UnsubscribeMethod
{
    public static Task Answer(WorldCall call)
    {
        if (call.Rules.Notification.ReadIds(
            call.Request.Headers[NotificationHeaders.SubscriptionId], call.World.Limits) is not { } ids)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        var statuses = new IdStatus[ids.Length];
        call.World.Subscriptions.Unsubscribe(ids, call.Path, call.Caller.Name, statuses);
        if (!call.World.Readings.UnsubscribeReportsInside && !statuses.AsSpan().Contains(IdStatus.Unmatched))
            return call.AnswerAsync(StatusCodes.Status200OK);
        IdMultiStatus.Write(call, ids, statuses);
        return Task.CompletedTask;
    }
}
