using Conformance.Engine.Presence;
using Conformance.Engine.Subscriptions;
using Conformance.Protocol;
using Conformance.Server.Dav;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Rvp;

/// <summary>SUBSCRIPTIONS: lists the live subscriptions of one type on the node. Source: RVP draft 5.3.</summary>
/// <remarks>
/// <code>
/// r:subscriptions (r:subscription (r:subscription-id, d:href, a:principal (a:rvp-principal), d:timeout))*
/// </code>
/// The draft names timeout among its own elements and prints it in DAV:, which is what clients read.
/// </remarks>
static class SubscriptionsMethod
{
    public static Task Answer(RvpCall call)
    {
        if (!RvpHeaders.TrySingle(call.Headers, HeaderNames.NotificationType, out var word)
            || RvpNotificationTypes.Find(word) is not { } type)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (!call.May(PresenceRights.Subscriptions))
            return call.RefuseAsync();
        var document = RvpXml.Open("r:subscriptions");
        lock (call.World.Gate)
            foreach (var each in new[] { NotificationType.Login, NotificationType.PropertyChange })
                if (call.Rules.IsListed(each, type))
                    foreach (var subscription in call.World.Presence.Of(call.Node, each))
                        document.Append(Entry(call, subscription, subscription.Inbox!));
        return call.AnswerAsync(StatusCodes.Status200OK, document.Append("</r:subscriptions>"));
    }

    static string Entry(RvpCall call, Subscription subscription, Inbox inbox)
    {
        var subscriber = XmlText.Escape(inbox.SubscriberUrl);
        var shown = inbox.Node is null && call.Rules.ShowsCallBack(inbox, call.Caller.Who, call.Node)
            ? XmlText.Escape(inbox.Url.OriginalString)
            : subscriber;
        return $"<r:subscription><r:subscription-id>{subscription.Id}</r:subscription-id><d:href>{shown}</d:href>"
            + $"<a:principal><a:rvp-principal>{subscriber}</a:rvp-principal></a:principal>"
            + $"<d:timeout>{call.Rules.SecondsLeft(subscription, call.World.Now)}</d:timeout></r:subscription>";
    }
}
