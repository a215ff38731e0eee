using Conformance.Engine.Subscriptions;

namespace Conformance.Engine.Presence;

/// <summary>The rules of presence that need no wire, one member each; the default of each is the documented rule.</summary>
public sealed record PresenceRules
{
    /// <summary>Asked seconds, 1 upwards, to granted seconds. Source: RVP draft 5.1.2.</summary>
    public Func<Limits, long, int> GrantLease { get; init; } = (limits, asked) =>
        (int)Math.Clamp(asked, limits.PresenceLeaseSecondsMin, limits.PresenceLeaseSecondsMax);

    /// <summary>Asked seconds of a leased value to granted ones; null to decline. Source: RVP draft 5.5.</summary>
    public Func<Limits, long, int?> GrantStateLease { get; init; } = (limits, asked) =>
        asked < 1 ? null : (int)Math.Clamp(asked, limits.StateLeaseSecondsMin, limits.StateLeaseSecondsMax);

    /// <summary>The state in force.</summary>
    /// <remarks>
    /// The draft has one client that goes offline or idle not take the principal offline while another is there, and no more.
    /// Here the value set last counts that is neither; else idle if any client is; else what holds without clients.
    /// </remarks>
    public Func<PresenceNode, string> StateOf { get; init; } = node =>
        node.Views.Where(v => v.Value is not (States.Offline or States.Idle)).MaxBy(v => v.SetAs)?.Value
        ?? (node.Views.Any(v => v.Value == States.Idle) ? States.Idle : node.Resting);

    /// <summary>Takes a view whose lease is over: its default holds from then on where no other client says anything.</summary>
    public Action<PresenceNode, View> FallBack { get; init; } = (node, view) =>
    {
        node.Remove(view);
        node.Resting = view.Default;
    };

    /// <summary>Whether watchers are told, from the state before and after a client spoke: a refresh is no change.</summary>
    public Func<string, string, bool> IsTold { get; init; } = (before, after) => before != after;

    /// <summary>Whether watchers are told that a lease ran out, from the state before and after.</summary>
    public Func<string, string, bool> IsFallTold { get; init; } = (before, after) => before != after;

    public Func<NodeAccess, Principal, Credentials, PresenceRights> RightsOf { get; init; } =
        (access, who, shown) => access.RightsOf(who, shown);

    /// <summary>Whether a watcher is told of what needs a right to be seen.</summary>
    public Func<World, PresenceNode, Subscription, PresenceRights, bool> MayHear { get; init; } = (world, node, subscription, needed) =>
        subscription.Inbox is { } inbox
        && (world.Rules.Presence.RightsOf(node.Access, inbox.Subscriber, inbox.Shown) & needed) == needed
        && !node.Access.Denies(inbox.Subscriber, inbox.Shown, PresenceRights.ReceiveFrom);

    /// <summary>Who is told of a change, or gets what is sent to the node: each subscription of the type.</summary>
    public Func<IEnumerable<Subscription>, IEnumerable<Subscription>> Hearers { get; init; } = all => all;

    /// <summary>Writes an ACL: entries of other principals stay. Source: librvp, which sends the one that it changes.</summary>
    public Func<NodeAccess, IReadOnlyCollection<AccessEntry>, Limits, bool> Write { get; init; } =
        (access, written, limits) => access.Merge(written, limits.AccessEntriesMax);

    /// <summary>Whether a node takes one more subscription of a subscriber.</summary>
    /// <remarks>The draft bounds neither; a server that does not can be filled by anybody.</remarks>
    public Func<World, PresenceNode, Inbox, bool> HasRoom { get; init; } = (world, node, inbox) =>
        world.Subscriptions.Table.CountOf(inbox.SubscriberUrl) < world.Limits.PresenceSubscriptionsPerPrincipalMax
        && world.Subscriptions.Table.Watching(node.Id).Count < world.Limits.PresenceSubscriptionsPerNodeMax;

    /// <summary>Whether somebody may renew or cancel a subscription, by what he is called and to whom the node belongs.</summary>
    public Func<Subscription, Principal, PresenceNode, bool> MayEnd { get; init; } = (subscription, who, node) =>
        subscription.Inbox?.Subscriber == who || node.Name == who;
}
