using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Faults;

/// <summary>Events that go unheard, and events on the very thing that is watched which are taken for others.</summary>
static class SilentFaults
{
    public static readonly Fault[] All =
    [
        Unheard("events.creation-is-silent", NotificationType.Update, (place, change) => IsMember(place, change, ChangeKind.Created)),
        Unheard("events.new-member-is-silent", NotificationType.NewMember, (place, change) => IsMember(place, change, ChangeKind.Created)),
        Unheard("events.delivery-is-no-new-member", NotificationType.NewMember, (_, change) => change.Kind == ChangeKind.Delivered),
        Unheard("events.deletion-is-silent", NotificationType.Delete, (place, change) => change.ParentBefore == place),
        Unheard("events.leaving-is-silent", NotificationType.Move, (place, change) => change.ParentBefore == place),
        Unheard("events.arrival-is-silent", NotificationType.NewMember, (_, change) => change.Kind == ChangeKind.Moved),
        Unheard("events.read-flag-is-silent", NotificationType.Update, (_, change) => change.Kind == ChangeKind.ReadFlag),
        Unheard("events.folder-properties-are-silent", NotificationType.Update, (place, change) =>
            change.Resource == place && change.Kind == ChangeKind.Properties),
        Unheard("events.deleted-target-is-silent", NotificationType.Delete, (place, change) => change.Resource == place),
        Unheard("events.moved-target-is-silent", NotificationType.Move, (place, change) => change.Resource == place),
        Heard("events.deleted-target-fires-move", NotificationType.Move, ChangeKind.Deleted),
        Heard("events.moved-target-fires-delete", NotificationType.Delete, ChangeKind.Moved),
        Fault.OfRule("events.folder-fires-its-items", rules => rules with
        {
            Hearers = (world, change) => rules.Hearers(world, change).Concat(
                from member in world.Store.Find(change.Resource)?.Members ?? []
                where change.Kind == ChangeKind.Properties
                from subscription in world.Subscriptions.Table.Watching(member.Id)
                where subscription.Type == NotificationType.Update
                select subscription),
        }),
        Fault.OfRule("events.reaches-grandchildren", rules => rules with
        {
            Hearers = (world, change) => rules.Hearers(world, change).Concat(
                from place in new[] { change.ParentBefore, change.ParentAfter }.Distinct()
                let above = world.Store.Find(place)?.Parent
                where above is not null
                from subscription in world.Subscriptions.Table.Watching(above.Id)
                where rules.Matches(subscription, EventFaults.SeenFrom(above.Id, change), world.Store)
                select subscription),
        }),
    ];

    static bool IsMember(long place, Change change, ChangeKind kind) => change.Kind == kind && change.ParentAfter == place;

    /// <summary>A type that does not hear one thing.</summary>
    static Fault Unheard(string id, NotificationType type, Func<long, Change, bool> what) => Fault.OfRule(id, rules => rules with
    {
        Matches = (subscription, change, store) =>
            rules.Matches(subscription, change, store) && !(subscription.Type == type && what(subscription.Target, change)),
    });

    /// <summary>A type that hears one thing more of its own target.</summary>
    static Fault Heard(string id, NotificationType type, ChangeKind kind) => Fault.OfRule(id, rules => rules with
    {
        Matches = (subscription, change, store) => rules.Matches(subscription, change, store)
            || (subscription.Type == type && change.Resource == subscription.Target && change.Kind == kind),
    });
}
