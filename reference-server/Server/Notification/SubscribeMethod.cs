using System.Globalization;
using Conformance.Engine.Accounts;
using Conformance.Engine.Notifying;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Notification;

/// <summary>SUBSCRIBE: makes a subscription, or renews those it names. Source: Exchange SDK, "SUBSCRIBE Method".</summary>
/// <remarks>
/// Decided in this order: headers (400), a body (415), a permanent URL (403), the target (404), read access (403),
/// ids of a renewal (412, 207), whom the call-back would reach (400 for nobody, 403), the number of subscriptions (403).
/// </remarks>
static class SubscribeMethod
{
    public static Task Answer(WorldCall call)
    {
        var headers = call.Request.Headers;
        var renews = headers.ContainsKey(NotificationHeaders.SubscriptionId);
        ulong[]? ids = null;
        SubscriptionRequest request;
        CallBackUri? callBack = null;
        var isReadable = renews
            ? TryReadRenewal(call, out ids, out request)
            : SubscribeHeaders.TryRead(headers, call.World.Limits, call.Rules.Notification, out request, out callBack);
        if (!isReadable)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (call.Request.ContentLength > 0)
            return call.AnswerAsync(StatusCodes.Status415UnsupportedMediaType);
        if (PermanentUrl.IsOne(call.Path))
            return call.AnswerAsync(StatusCodes.Status403Forbidden);
        Resource? target;
        lock (call.World.Gate)
        {
            target = call.World.Store.Find(call.Path);
            if (target is null)
                return call.AnswerAsync(StatusCodes.Status404NotFound);
            if (!call.May(target, Rights.Read))
                return call.AnswerAsync(StatusCodes.Status403Forbidden);
        }
        return ids is not null ? Renew(call, ids, request, target)
            : callBack is null ? Create(call, request, target)
            : CreateCallingAsync(call, request, target, callBack);
    }

    /// <summary>The page lets a server refuse what belongs to a new subscription (C-16).</summary>
    /// <param name="request">Lifetime and delay; a renewal has nothing else.</param>
    static bool TryReadRenewal(WorldCall call, out ulong[]? ids, out SubscriptionRequest request)
    {
        var headers = call.Request.Headers;
        var rules = call.Rules.Notification;
        (ids, request) = (null, default);
        if (!SubscribeHeaders.TryLifetime(headers, out var lifetime) || !SubscribeHeaders.TryDelay(headers, out var delay))
            return false;
        request = new SubscriptionRequest(default, null, lifetime, null, delay);
        return (ids = rules.ReadIds(headers[NotificationHeaders.SubscriptionId], call.World.Limits)) is not null
            && !(call.World.Readings.RenewalRefusesExtraHeaders && rules.HasHeadersOfNew(headers));
    }

    static async Task CreateCallingAsync(WorldCall call, SubscriptionRequest request, Resource target, CallBackUri callBack)
    {
        var client = call.Http.Connection.RemoteIpAddress;
        var address = await call.CallBacks.FindAsync(callBack.Host, callBack.Port, client, call.Http.RequestAborted);
        if (address is null)
            await call.AnswerAsync(StatusCodes.Status400BadRequest);
        else if (!call.Rules.Notification.AdmitsCallBack(call.CallBacks, client, address, callBack.Port))
            await call.AnswerAsync(StatusCodes.Status403Forbidden);
        else
            await Create(
                call, request with { CallBack = new CallBack(callBack.Text, address.ToString(), callBack.Port) }, target);
    }

    static Task Create(WorldCall call, SubscriptionRequest request, Resource target)
    {
        // The documents tie these two to folders and are silent on items; an item has no members that could appear.
        if (!target.IsFolder && request.Type is NotificationType.NewMember or NotificationType.NewMail)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        return call.World.Subscriptions.Subscribe(target, call.Caller.Name, request) is { } subscription
            ? Describe(call, subscription, target, request.LifetimeSeconds)
            : call.AnswerAsync(StatusCodes.Status403Forbidden);
    }

    static Task Renew(WorldCall call, ulong[] ids, SubscriptionRequest request, Resource target)
    {
        var statuses = new IdStatus[ids.Length];
        if (!call.World.Subscriptions.Renew(
            ids, call.Path, call.Caller.Name, request.LifetimeSeconds, request.DelaySeconds, statuses, out var renewed))
            return Unmatched.Answer(call, ids, statuses);
        if (ids.Length == 1 && renewed is not null)
            return Describe(call, renewed, target, request.LifetimeSeconds);
        IdMultiStatus.Write(call, ids, statuses);
        return Task.CompletedTask;
    }

    static Task Describe(WorldCall call, Subscription subscription, Resource target, long? asked)
    {
        var headers = call.Response.Headers;
        headers[NotificationHeaders.SubscriptionId] = subscription.Id.ToString(CultureInfo.InvariantCulture);
        headers[NotificationHeaders.SubscriptionLifetime] =
            call.Rules.Notification.StatedLifetime(subscription, asked).ToString(CultureInfo.InvariantCulture);
        headers[NotificationHeaders.NotificationType] = NotificationTypes.WordOf(subscription.Type);
        if (subscription.DelaySeconds is { } delay)
            headers[NotificationHeaders.NotificationDelay] = delay.ToString(CultureInfo.InvariantCulture);
        headers[NotificationHeaders.SubscribeGroup] = Convert.ToBase64String(call.World.StoreId.AsSpan());
        headers.ContentLocation = call.Origin + DavPaths.Encode(subscription.Location, target.IsFolder);
        return call.AnswerAsync(StatusCodes.Status200OK);
    }
}
