using System.Net;
using System.Xml.Linq;
using Conformance.Engine;
using Conformance.Engine.Accounts;
using Conformance.Engine.Presence;
using Conformance.Engine.Profiles;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Hosting;

namespace Conformance.Server.Rvp;

/// <summary>The rules of presence on the wire, one member each; the default of each is the documented rule.</summary>
public sealed record RvpRules
{
    /// <summary>Whether an account may speak for a principal: its own, and no other.</summary>
    public Func<Account, Principal, bool> IsBound { get; init; } = (account, who) =>
        who == new Principal("", NodeNames.PathOf(account.Name));

    /// <summary>Whether whoever claims to be a presence service is believed: from where that service is reached itself.</summary>
    public Func<WorldCall, Principal, bool> IsPeer { get; init; } = Identity.IsPeer;

    /// <summary>Whether a log-on by Digest is taken, from whether its nonce and count are new.</summary>
    public Func<Readings, bool, bool> TakesCount { get; init; } = (readings, isNew) => isNew || !readings.DigestMustCount;

    /// <summary>Status of a new subscription. Source: RVP draft 5.1.6.</summary>
    public Func<NotificationType, int> StatusOfNew { get; init; } = type => type == NotificationType.Login ? 200 : 207;

    /// <summary>Whether a new subscription needs no special right: it calls back its subscriber. Source: RVP draft 5.1.4.</summary>
    public Func<NotificationType, Principal, PresenceNode, Principal?, bool> IsRecognised { get; init; } =
        (type, who, node, called) => type == NotificationType.Login ? who == node.Name && called is null : called == who;

    /// <summary>Whether a client at an address may have this address and port called.</summary>
    public Func<CallBackPolicy, IPAddress?, IPAddress, int, bool> AdmitsCallBack { get; init; } =
        (policy, client, address, port) => policy.Admits(client, address, port);

    /// <summary>Whether SUBSCRIPTIONS lists a subscription, from its type and the one asked for.</summary>
    public Func<NotificationType, NotificationType, bool> IsListed { get; init; } = (type, asked) => type == asked;

    /// <summary>Seconds that a subscription has left, rounded up.</summary>
    public Func<Subscription, DateTimeOffset, long> SecondsLeft { get; init; } = (subscription, now) =>
        (long)Math.Ceiling((subscription.Lease.ExpiresAt - now).TotalSeconds);

    /// <summary>Whether the Call-Back of a subscription is shown to somebody: a client's own address only to the owner of the node.</summary>
    public Func<Inbox, Principal, PresenceNode, bool> ShowsCallBack { get; init; } = (inbox, who, node) =>
        inbox.Node is not null || who == node.Name;

    /// <summary>The state that a client sets; null for what is none.</summary>
    public Func<XElement, Limits, StateRequest?> ReadState { get; init; } = StateMarkup.Read;

    /// <summary>Whether who a body says it is from may be the sender of the request.</summary>
    /// <remarks>The draft is silent. A presence service speaks for its users, anybody else for himself.</remarks>
    public Func<Principal, Principal, bool> MaySpeakAs { get; init; } = (who, from) =>
        who == from || (who.IsService && from.Host == who.Host);

    /// <summary>The hop count of what is passed on. Source: RVP draft 5.6.</summary>
    public Func<int, int> NextHop { get; init; } = hop => hop + 1;

    /// <summary>Whether a NOTIFY that has made so many hops is still passed on.</summary>
    public Func<long, int, bool> MayPassOn { get; init; } = (hop, max) => hop < max;

    /// <summary>Whether a NOTIFY that has made so many hops enters a node of this server, given those that it came by.</summary>
    public Func<int, int, HashSet<Principal>, Principal, bool> Enters { get; init; } = (hop, max, seen, name) =>
        hop < max && seen.Add(name);

    /// <summary>A NOTIFY as it is sent; null for one that gets lost.</summary>
    public Func<Errand, Errand?> Outgoing { get; init; } = errand => errand;

    /// <summary>When a sender is answered, from what it asked for. Source: RVP draft 5.6.</summary>
    public Func<AckType, AckType> AnswersAs { get; init; } = asked => asked;
}

/// <summary>When the sender of a NOTIFY is answered.</summary>
public enum AckType
{
    /// <summary>Once the first receiver has it.</summary>
    SingleHop,

    /// <summary>Once one final destination has taken it.</summary>
    DeepOr,

    /// <summary>Once all have.</summary>
    DeepAnd,
}
