using System.Globalization;
using System.Text;
using Conformance.Engine.Presence;
using Conformance.Engine.Subscriptions;
using Conformance.Protocol;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;

namespace Conformance.Server.Rvp;

/// <summary>A NOTIFY on its way.</summary>
/// <param name="From">RVP-From-Principal.</param>
/// <param name="Ack">RVP-Ack-Type as it was written; null when it was not.</param>
/// <param name="Hop">Hops that it has made when it is here.</param>
/// <param name="Tries">How often it is sent to one that does not answer.</param>
sealed record Mail(string From, string? Ack, int Hop, byte[] Body, int Tries);

/// <summary>Where a NOTIFY goes next.</summary>
/// <param name="Url">An address that has been looked up, and the path.</param>
/// <param name="Subscription">Id of the subscription whose Call-Back it is; null on the way to another service.</param>
sealed record Stop(Uri Url, string Host, int Hop, int? Subscription);

/// <summary>Finds the way of a NOTIFY and sends it. Source: RVP draft 5.1.4 and 5.6.</summary>
/// <remarks>
/// A change goes to the Call-Back of each property subscription. Where that is a node of this server, it goes on from there to
/// the Call-Back of every login subscription, and so do messages; a watcher who has not subscribed to his own node hears nothing.
/// A way comes by a node of this server once at most, so there is no loop here; one that leads over other services is ended by the
/// hop count.
/// </remarks>
sealed class Delivery(WorldRun run)
{
    /// <summary>Tells a change.</summary>
    public void Send(PresenceNotice notice)
    {
        var inbox = notice.To.Inbox!;
        var stops = new List<Stop>();
        // The watched node is the first on the way; a call-back that is no node of ours is reached directly.
        Follow(notice.To, hop: 0, [], stops);
        if (stops.Count == 0)
            return;
        var host = new Uri(inbox.NodeUrl).Authority;
        Send(new Mail(host, null, 0, PropertyNotification.Write(inbox, notice.Changes), run.World.Limits.OutgoingTriesMax), stops, _ => { });
    }

    /// <summary>Where something goes that is sent to a node of this server.</summary>
    public IReadOnlyList<Stop> Stops(Principal node, int hop)
    {
        var stops = new List<Stop>();
        lock (run.World.Gate)
            Enter(node, hop, [], stops);
        return stops;
    }

    /// <param name="done">Told of each stop, what was answered there; null for nothing.</param>
    /// <returns>False when it was taken for no stop, as too much waits to be sent.</returns>
    public bool Send(Mail mail, IEnumerable<Stop> stops, Action<int?> done)
    {
        var isTaken = false;
        foreach (var stop in stops)
        {
            var errand = new Errand(
                "NOTIFY", stop.Url, stop.Host, HeadersOf(mail, stop), mail.Body, mail.Tries, stop.Url.AbsoluteUri, done);
            if (run.Rules.Rvp.Outgoing(errand) is { } outgoing && run.Courier.Send(outgoing))
                isTaken = true;
            else
                done(null);
        }
        return isTaken;
    }

    void Enter(Principal name, int hop, HashSet<Principal> seen, List<Stop> stops)
    {
        if (!run.Rules.Rvp.Enters(hop, run.World.Limits.HopCountMax, seen, name)
            || run.World.Presence.Find(name) is not { } node)
            return;
        foreach (var login in run.World.Rules.Presence.Hearers(run.World.Presence.Of(node, NotificationType.Login)))
            Follow(login, hop, seen, stops);
    }

    void Follow(Subscription subscription, int hop, HashSet<Principal> seen, List<Stop> stops)
    {
        var inbox = subscription.Inbox!;
        var next = run.Rules.Rvp.NextHop(hop);
        if (inbox.Node is not { } node)
            stops.Add(new Stop(
                new UriBuilder(inbox.Url) { Host = inbox.Address }.Uri, inbox.Url.Authority, next, subscription.Id));
        else if (node.IsOwn)
            Enter(node, next, seen, stops);
        else if (run.Settings.ImRoutes.GetValueOrDefault(node.Host) is { } route)
            stops.Add(new Stop(
                new UriBuilder(inbox.Url) { Host = route.Address, Port = route.Port }.Uri, inbox.Url.Authority, next, subscription.Id));
    }

    static List<KeyValuePair<string, string>> HeadersOf(Mail mail, Stop stop)
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            new(HeaderNames.RvpVersion, RvpHeaders.Version),
            new(HeaderNames.RvpHopCount, stop.Hop.ToString(CultureInfo.InvariantCulture)),
            new(HeaderNames.RvpFromPrincipal, mail.From),
        };
        if (mail.Ack is not null)
            headers.Add(new(HeaderNames.RvpAckType, mail.Ack));
        if (stop.Subscription is { } id)
            headers.Add(new(RvpHeaders.SubscriptionId, id.ToString(CultureInfo.InvariantCulture)));
        return headers;
    }
}

/// <summary>The body that tells a change of properties. Source: RVP draft 5.6.1 and 9.1.19.</summary>
static class PropertyNotification
{
    public static byte[] Write(Inbox inbox, IEnumerable<KeyValuePair<Engine.Storage.PropertyName, string>> changes)
    {
        var document = RvpXml.Open("r:notification").Append("<r:propnotification>")
            .Append(Contact("notification-from", inbox.NodeUrl)).Append(Contact("notification-to", inbox.SubscriberUrl))
            .Append("<d:propertyupdate><d:set><d:prop>");
        foreach (var (name, value) in changes)
            document.Append(RvpXml.Property(name, value));
        document.Append("</d:prop></d:set></d:propertyupdate></r:propnotification></r:notification>");
        return Encoding.UTF8.GetBytes(document.ToString());
    }

    static string Contact(string element, string url) =>
        $"<r:{element}><r:contact><d:href>{XmlText.Escape(url)}</d:href><r:description/></r:contact></r:{element}>";
}
