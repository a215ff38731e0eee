using Conformance.Engine;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Hosting;

namespace Conformance.Server.Faults;

/// <summary>Changes that are taken for events they are not, or not for those they are.</summary>
static class EventFaults
{
    /// <summary>Who is being served, for the one rule that asks who made a change.</summary>
    static readonly AsyncLocal<string?> caller = new();

    public static readonly Fault[] All =
    [
        Fault.OfRule("events.remembers-the-past", rules => rules with
        {
            Admit = (world, subscription) =>
            {
                if (world.Log.Entries.Any(change => rules.Matches(subscription, change, world.Store)))
                    subscription.SetEvent();
                return rules.Admit(world, subscription);
            },
        }),
        Fault.OfFace("events.refused-change-is-told", rules => rules with
        {
            Dav = rules.Dav with
            {
                IsInForce = (call, path, resource, token) =>
                {
                    var isInForce = rules.Dav.IsInForce(call, path, resource, token);
                    // Written first and judged then: the answer is right, and what watches the folder has heard of it.
                    if (!isInForce && resource is { IsFolder: false })
                        call.World.Store.Write(resource, resource.Body, resource.ContentType);
                    return isInForce;
                },
            },
        }),
        Added("events.change-fires-newmember", NotificationType.NewMember, (place, change) =>
            change.Kind is ChangeKind.Content or ChangeKind.Properties && change.ParentAfter == place),
        Added("events.move-fires-delete", NotificationType.Delete, (place, change) =>
            change.Kind == ChangeKind.Moved && change.ParentBefore == place),
        Added("events.copy-fires-move", NotificationType.Move, (place, change) =>
            change.Kind == ChangeKind.CopiedIn && change.ParentAfter == place),
        Added("events.put-fires-newmail", NotificationType.NewMail, (place, change) =>
            change.Kind == ChangeKind.Created && change.ParentAfter == place),
        Matching("events.update-not-superset", (matches, subscription, change, store) =>
            matches(subscription, change, store)
            && !(subscription.Type == NotificationType.Update && HasTypeOfItsOwn(change))),
        Matching("events.property-removal-fires-delete", (matches, subscription, change, store) =>
            matches(subscription, change, store)
            || (subscription.Type == NotificationType.Delete && change.ParentAfter == subscription.Target
                && change.Kind == ChangeKind.Properties && store.Find(change.Resource) is { Properties.Count: 0 })),
        Matching("events.delivery-is-no-newmail", (matches, subscription, change, store) =>
            subscription.Type != NotificationType.NewMail && matches(subscription, change, store)),
        Fault.OfRule("events.any-folder-fires", rules => rules with
        {
            Hearers = (world, change) => world.Subscriptions.Table.All.Where(subscription =>
                rules.Matches(subscription, change, world.Store)
                || rules.Matches(subscription, SeenFrom(subscription.Target, change), world.Store)),
        }),
        Fault.OfRule("events.item-hears-its-neighbours", rules => rules with
        {
            Hearers = (world, change) => rules.Hearers(world, change).Concat(Neighbours(world, change)),
        }),
        new("events.spares-the-owner",
            rules => rules with
            {
                SetEvent = subscription =>
                {
                    if (subscription.Owner != caller.Value)
                        rules.SetEvent(subscription);
                },
            },
            rules => rules with
            {
                Authenticate = (authentication, header) =>
                {
                    var account = rules.Authenticate(authentication, header);
                    caller.Value = account?.Name;
                    return account;
                },
            },
            null),
    ];

    static Fault Matching(string id, Func<Func<Subscription, Change, Store, bool>, Subscription, Change, Store, bool> wrong) =>
        Fault.OfRule(id, rules => rules with
        {
            Matches = (subscription, change, store) => wrong(rules.Matches, subscription, change, store),
        });

    /// <summary>A type that is fired by one thing more, on a subscription that asks for members.</summary>
    static Fault Added(string id, NotificationType type, Func<long, Change, bool> also) =>
        Matching(id, (matches, subscription, change, store) =>
            matches(subscription, change, store)
            || (subscription.Type == type && subscription.Depth == 1 && also(subscription.Target, change)));

    static bool HasTypeOfItsOwn(Change change) => change.Kind
        is ChangeKind.Created or ChangeKind.Delivered or ChangeKind.CopiedIn or ChangeKind.Moved or ChangeKind.Deleted;

    /// <summary>The change as if it had happened in another folder.</summary>
    internal static Change SeenFrom(long folder, Change change) => change with
    {
        ParentBefore = change.ParentBefore == 0 ? 0 : folder,
        ParentAfter = change.ParentAfter == 0 ? 0 : folder,
    };

    static IEnumerable<Subscription> Neighbours(World world, Change change) =>
        from item in world.Store.Find(change.ParentAfter)?.Members ?? []
        where !item.IsFolder
        from subscription in world.Subscriptions.Table.Watching(item.Id)
        where subscription.Type == NotificationType.Update
        select subscription;
}
