using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;

namespace Conformance.Engine.Presence;

/// <summary>The nodes of a world, what clients do with them, and who is told.</summary>
/// <remarks>Each method takes the world's lock, unless it says that its caller holds it.</remarks>
public sealed class PresenceService
{
    readonly World world;
    readonly StateLeases leases;
    readonly Dictionary<Principal, PresenceNode> nodes = [];
    int view;
    long setting;

    internal PresenceService(World world)
    {
        this.world = world;
        leases = new StateLeases(world, OnLeaseOver);
    }

    /// <summary>Takes each notice that is to go out; called under the world's lock, so it must be quick.</summary>
    public Action<PresenceNotice> Send { get; set; } = _ => { };

    public IReadOnlyCollection<PresenceNode> Nodes => nodes.Values;

    PresenceRules Rules => world.Rules.Presence;

    /// <summary>A node that was asked for before; null for any other. The caller holds the world's lock.</summary>
    public PresenceNode? Find(Principal name) => nodes.GetValueOrDefault(name);

    /// <summary>A node, which is made when it is asked for first. The caller holds the world's lock.</summary>
    /// <param name="begin">Gives the properties and the ACL that it begins with.</param>
    public PresenceNode Node(Principal name, Func<(IEnumerable<KeyValuePair<PropertyName, string>> Properties, IEnumerable<AccessEntry> Access)> begin)
    {
        if (nodes.TryGetValue(name, out var node))
            return node;
        nodes.Add(name, node = new PresenceNode(-1 - nodes.Count, name));
        var (properties, access) = begin();
        foreach (var (property, value) in properties)
            node.Set(property, value);
        node.Access.Replace(access);
        return node;
    }

    /// <summary>The state in force. The caller holds the world's lock.</summary>
    public string StateOf(PresenceNode node) => Rules.StateOf(node);

    public PresenceRights RightsOf(PresenceNode node, Principal who, Credentials shown)
    {
        lock (world.Gate)
            return Rules.RightsOf(node.Access, who, shown);
    }

    /// <summary>Sets what a client asks for, each property for itself, and tells the watchers what changed, once.</summary>
    /// <param name="state">Null when the state is not among it.</param>
    /// <returns>What became of the state.</returns>
    public StateOutcome Patch(PresenceNode node, IEnumerable<KeyValuePair<PropertyName, string>> properties, StateRequest? state)
    {
        lock (world.Gate)
        {
            var before = Rules.StateOf(node);
            var outcome = state is { } asked ? Set(node, asked) : new StateOutcome(200, null);
            var changes = properties.Where(p => node.Set(p.Key, p.Value)).ToList();
            var after = Rules.StateOf(node);
            if (outcome.View is not null && Rules.IsTold(before, after))
                changes.Insert(0, new(PresenceProperties.State, after));
            Tell(node, changes);
            return outcome;
        }
    }

    /// <summary>Makes a subscription.</summary>
    /// <returns>Null when its subscriber, or the node, has as many as it may.</returns>
    public Subscription? Subscribe(PresenceNode node, NotificationType type, Inbox inbox, long lifetimeSeconds)
    {
        lock (world.Gate)
        {
            if (!Rules.HasRoom(world, node, inbox))
                world.Subscriptions.Expiry.Sweep();
            return !Rules.HasRoom(world, node, inbox) ? null : world.Rules.Admit(world, new Subscription
            {
                Id = world.Rules.IssueId(world.Counters),
                Owner = inbox.SubscriberUrl,
                Location = node.Name.Path,
                Target = node.Id,
                Type = type,
                Depth = 0,
                Inbox = inbox,
                Lease = Lease.Grant(world.Now, Rules.GrantLease(world.Limits, lifetimeSeconds)),
            });
        }
    }

    /// <summary>The live subscription of an id at a node; null for any other.</summary>
    public Subscription? Find(PresenceNode node, ulong id)
    {
        lock (world.Gate)
            return world.Subscriptions.Table.TryFind(id, out var found)
                && found.Target == node.Id && !world.Rules.HasExpired(found.Lease, world.Now)
                ? found
                : null;
    }

    /// <returns>The subscription that is now in force.</returns>
    public Subscription Renew(Subscription subscription, long lifetimeSeconds)
    {
        lock (world.Gate)
        {
            var renewed = world.Rules.Renew(world, subscription, Rules.GrantLease(world.Limits, lifetimeSeconds));
            world.Subscriptions.Expiry.OnRenewed(renewed);
            return renewed;
        }
    }

    public void Cancel(Subscription subscription)
    {
        lock (world.Gate)
            world.Rules.Cancel(world, subscription, 0);
    }

    /// <summary>The live subscriptions of a type on a node, as they were made. The caller holds the world's lock.</summary>
    public IEnumerable<Subscription> Of(PresenceNode node, NotificationType type) =>
        world.Subscriptions.Table.Watching(node.Id)
            .Where(s => s.Type == type && !world.Rules.HasExpired(s.Lease, world.Now))
            .OrderBy(s => s.Id);

    internal void Close()
    {
        Send = _ => { };
        leases.Close();
    }

    StateOutcome Set(PresenceNode node, StateRequest asked)
    {
        int? granted = null;
        View? own = null;
        if ((asked.ViewId is { } id && (own = node.Find(id)) is null)
            || (asked.LeaseSeconds is { } seconds && (granted = Rules.GrantStateLease(world.Limits, seconds)) is null))
            return new StateOutcome(412, null);
        if (own is null && node.Views.Count >= world.Limits.ViewsPerNodeMax)
            return new StateOutcome(503, null);
        own ??= new View(++view, node);
        node.Add(own);
        (own.Value, own.Default, own.SetAs) = (asked.Value, asked.Default ?? States.Offline, ++setting);
        leases.Set(own, granted);
        if (granted is null && own.Value == States.Offline)
        {
            // Whoever says offline without a lease logs off: his view is over, and the others decide.
            node.Remove(own);
            node.Resting = States.Offline;
        }
        return new StateOutcome(200, own);
    }

    void OnLeaseOver(View over)
    {
        var node = over.Node;
        var before = Rules.StateOf(node);
        Rules.FallBack(node, over);
        var after = Rules.StateOf(node);
        if (Rules.IsFallTold(before, after))
            Tell(node, [new(PresenceProperties.State, after)]);
    }

    void Tell(PresenceNode node, IReadOnlyList<KeyValuePair<PropertyName, string>> changes)
    {
        if (changes.Count == 0)
            return;
        foreach (var subscription in Rules.Hearers(Of(node, NotificationType.PropertyChange)))
        {
            var audible = changes.Where(c => Rules.MayHear(world, node, subscription, RightFor(c.Key))).ToList();
            if (audible.Count > 0)
                Send(new PresenceNotice(subscription, audible));
        }
    }

    /// <summary>The right that it takes to see a property.</summary>
    public static PresenceRights RightFor(PropertyName property) =>
        property == PresenceProperties.State ? PresenceRights.Presence : PresenceRights.Read;
}
