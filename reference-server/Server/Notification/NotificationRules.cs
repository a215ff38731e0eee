using System.Net;
using Conformance.Engine;
using Conformance.Engine.Notifying;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Conformance.Server.Notification;

/// <summary>The rules of the notification face, one member each; the default of each is the documented rule.</summary>
public sealed record NotificationRules
{
    /// <summary>The lines of Subscription-ID to distinct ids in their order; null for what is no list of ids.</summary>
    public Func<StringValues, Limits, ulong[]?> ReadIds { get; init; } =
        (lines, limits) => IdList.TryParse(lines, limits, out var ids) ? ids : null;

    /// <summary>What a POLL without a list of ids asks for; null to refuse it.</summary>
    public Func<WorldCall, ulong[]?> IdsOfNone { get; init; } = _ => null;

    /// <summary>Notification-Type, null when absent, to a type; null for none.</summary>
    public Func<string?, NotificationType?> ReadType { get; init; } =
        word => word is null ? null : NotificationTypes.Find(word);

    /// <summary>Text of a Depth header to a depth; null for what SUBSCRIBE does not take.</summary>
    public Func<string, int?> ReadDepth { get; init; } = text => text switch { "0" => 0, "1" => 1, _ => null };

    /// <summary>A Call-Back value; null to refuse it.</summary>
    public Func<string, Limits, CallBackUri?> ReadCallBack { get; init; } =
        (value, limits) => CallBackUri.TryParse(value, limits, out var uri) ? uri : null;

    /// <summary>Whether a client at an address may have this address and port called.</summary>
    public Func<CallBackPolicy, IPAddress?, IPAddress, int, bool> AdmitsCallBack { get; init; } =
        (policy, client, address, port) => policy.Admits(client, address, port);

    /// <summary>The datagrams of a notice, from the group of the store and the bytes that one may have.</summary>
    public Func<Notice, string, int, IEnumerable<string>> WriteNotice { get; init; } = NotifyDatagram.Write;

    /// <summary>The seconds that a 200 states, from the subscription and what was asked.</summary>
    public Func<Subscription, long?, long> StatedLifetime { get; init; } = (subscription, _) => subscription.Lease.Seconds;

    /// <summary>Whether a renewal carries headers that belong to a new subscription only.</summary>
    public Func<IHeaderDictionary, bool> HasHeadersOfNew { get; init; } = headers =>
        headers.ContainsKey(NotificationHeaders.NotificationType)
        || headers.ContainsKey(NotificationHeaders.CallBack)
        || headers.ContainsKey(NotificationHeaders.Depth);
}
