using System.Globalization;
using System.Net;
using Conformance.Engine.Presence;
using Conformance.Engine.Subscriptions;
using Conformance.Protocol;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Rvp;

/// <summary>SUBSCRIBE: makes a login or a property subscription, or renews one. Source: RVP draft 5.1.</summary>
/// <remarks>
/// A lifetime must be asked for: subscriptions without end are not offered. A Call-Back of the subscriber's own needs no right: his
/// logical URL for properties, the address that he calls from for a log-in. Any other needs subscribe-others, and one that is an
/// address is called only where <see cref="Hosting.CallBackPolicy"/> lets a client have it called, whatever rights he has.
/// </remarks>
static class SubscribeMethod
{
    public static async Task AnswerAsync(RvpCall call)
    {
        if (!RvpHeaders.TrySingle(call.Headers, HeaderNames.SubscriptionLifetime, out var asked)
            || RvpHeaders.Number(asked) is not { } lifetime
            || !RvpHeaders.TrySingle(call.Headers, HeaderNames.NotificationType, out var word)
            || !RvpHeaders.TrySingle(call.Headers, HeaderNames.CallBack, out var called)
            || !RvpHeaders.TrySingle(call.Headers, RvpHeaders.SubscriptionId, out var id))
            await call.AnswerAsync(StatusCodes.Status400BadRequest);
        else if (id is not null)
            await Renew(call, id, lifetime, isPlain: word is null && called is null);
        else if (RvpNotificationTypes.Find(word) is not { } type || ReadCallBack(call, called) is not { } url)
            await call.AnswerAsync(StatusCodes.Status400BadRequest);
        else if (call.Caller.Shown == Credentials.None)
            await call.RefuseAsync();
        else
            await CreateAsync(call, type, url, lifetime);
    }

    static Uri? ReadCallBack(RvpCall call, string? text) =>
        text is null || text.Length > call.World.Limits.CallBackCharsMax || text.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? null
            : NodeNames.ReadUrl(text);

    static Task Renew(RvpCall call, string id, long lifetime, bool isPlain)
    {
        if (!isPlain || RvpHeaders.Number(id) is not { } number)
            return call.AnswerAsync(StatusCodes.Status400BadRequest);
        if (call.World.Presence.Find(call.Node, (ulong)number) is not { } subscription)
            return call.AnswerAsync(StatusCodes.Status412PreconditionFailed);
        if (!call.World.Rules.Presence.MayEnd(subscription, call.Caller.Who, call.Node))
            return call.RefuseAsync();
        Describe(call, call.World.Presence.Renew(subscription, lifetime));
        return call.AnswerAsync(StatusCodes.Status200OK);
    }

    static async Task CreateAsync(RvpCall call, NotificationType type, Uri url, long lifetime)
    {
        var called = NodeNames.ReadPrincipal(call.Own, url.OriginalString);
        var isOwn = call.Rules.IsRecognised(type, call.Caller.Who, call.Node, called);
        var isLoop = type == NotificationType.Login && called == call.Node.Name;
        if (isLoop || (!isOwn && !call.May(PresenceRights.SubscribeOthers)))
        {
            await (isLoop ? call.AnswerAsync(StatusCodes.Status403Forbidden) : call.RefuseAsync());
            return;
        }
        var address = called is null ? await FindAsync(call, url) : null;
        if (called is null && address is null)
        {
            await call.AnswerAsync(StatusCodes.Status403Forbidden);
            return;
        }
        var inbox = new Inbox(
            call.Caller.Who, call.Caller.Url, call.Caller.Shown, call.NodeUrl, url, called, address?.ToString() ?? "");
        if (call.World.Presence.Subscribe(call.Node, type, inbox, lifetime) is not { } subscription)
        {
            await call.AnswerAsync(StatusCodes.Status503ServiceUnavailable);
            return;
        }
        Describe(call, subscription);
        var status = call.Rules.StatusOfNew(type);
        await (status == StatusCodes.Status207MultiStatus
            ? call.AnswerAsync(status, NodeMultiStatus.Of(call, PresenceProperties.All))
            : call.AnswerAsync(status));
    }

    /// <summary>The address behind a client's listener, when this client may have it called.</summary>
    static async Task<IPAddress?> FindAsync(RvpCall call, Uri url)
    {
        var client = call.Http.Http.Connection.RemoteIpAddress;
        var policy = call.Http.CallBacks;
        var address = await policy.FindAsync(url.IdnHost.Trim('[', ']'), url.Port, client, call.Http.Http.RequestAborted);
        return address is not null && call.Rules.AdmitsCallBack(policy, client, address, url.Port) ? address : null;
    }

    static void Describe(RvpCall call, Subscription subscription)
    {
        var headers = call.Http.Response.Headers;
        headers[RvpHeaders.SubscriptionId] = subscription.Id.ToString(CultureInfo.InvariantCulture);
        headers[HeaderNames.SubscriptionLifetime] = subscription.Lease.Seconds.ToString(CultureInfo.InvariantCulture);
    }
}
