using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;

namespace Conformance.Engine.Presence;

/// <summary>Whom a subscription of presence tells, and where.</summary>
/// <param name="Subscriber">Who subscribed.</param>
/// <param name="SubscriberUrl">How he called himself.</param>
/// <param name="Shown">What he showed of himself; it is what his rights are judged by later.</param>
/// <param name="NodeUrl">The node as he called it.</param>
/// <param name="Url">His Call-Back as he wrote it.</param>
/// <param name="Node">The node that the Call-Back names; null when it is a client's own listener.</param>
/// <param name="Address">Address behind the Call-Back; empty for a node.</param>
public sealed record Inbox(
    Principal Subscriber, string SubscriberUrl, Credentials Shown, string NodeUrl, Uri Url, Principal? Node, string Address);

/// <summary>Where another presence service is reached.</summary>
/// <param name="Address">An IP address.</param>
public sealed record PresenceRoute(string Address, int Port);

/// <summary>A change of a node that is to be told to one subscriber.</summary>
/// <param name="Changes">Names and values; the state by the name of its element.</param>
public sealed record PresenceNotice(Subscription To, IReadOnlyList<KeyValuePair<PropertyName, string>> Changes);
