using System.Globalization;
using System.Text;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Notification;

/// <summary>The outer 412: "the subscriptions that did not match" stand in its Subscription-ID header, as parsed numbers.</summary>
static class Unmatched
{
    public static Task Answer(WorldCall call, ReadOnlySpan<ulong> ids, ReadOnlySpan<IdStatus> statuses)
    {
        call.Response.Headers[NotificationHeaders.SubscriptionId] = Join(ids, statuses, IdStatus.Unmatched);
        return call.AnswerAsync(StatusCodes.Status412PreconditionFailed);
    }

    /// <summary>The ids under a status, without blanks: a known client misreads <c>11, 12</c>.</summary>
    public static string Join(ReadOnlySpan<ulong> ids, ReadOnlySpan<IdStatus> statuses, IdStatus status)
    {
        var text = new StringBuilder();
        for (var i = 0; i < ids.Length; i++)
            if (statuses[i] == status)
                text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{ids[i]}");
        return text.ToString();
    }
}
