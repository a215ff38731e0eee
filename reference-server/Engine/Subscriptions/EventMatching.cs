using Conformance.Engine.Storage;

namespace Conformance.Engine.Subscriptions;

/// <summary>Which change is an event of which subscription.</summary>
/// <remarks>
/// Source: "Notification-Type Header" of the Exchange SDK and the notes of the Ximian connector. Every type is a subset
/// of <see cref="NotificationType.Update"/>. The documents are silent on a folder at depth 0 when its membership
/// changes; we keep silent too, because counts and times of a folder are no properties that somebody set.
/// </remarks>
public static class EventMatching
{
    public static bool Matches(Subscription subscription, Change change, Store store)
    {
        var itself = change.Resource == subscription.Target;
        var wasMember = change.ParentBefore == subscription.Target;
        var isMember = change.ParentAfter == subscription.Target;
        var reachesMembers = subscription.Depth == 1 && (wasMember || isMember);
        return subscription.Type switch
        {
            NotificationType.Update => itself || reachesMembers,
            NotificationType.NewMember => reachesMembers && isMember && Appears(change),
            NotificationType.Delete => change.Kind == ChangeKind.Deleted && (itself || reachesMembers),
            NotificationType.Move => change.Kind == ChangeKind.Moved && (itself || reachesMembers),
            NotificationType.NewMail => change.Kind == ChangeKind.Delivered && (isMember || IsMailboxOf(subscription, change, store)),
            // Presence tells of its nodes itself; nothing in the store is one.
            NotificationType.PropertyChange or NotificationType.Login => false,
            _ => throw new InvalidOperationException($"No rule for {subscription.Type}."),
        };
    }

    static bool Appears(Change change) => change.Kind switch
    {
        ChangeKind.Created or ChangeKind.Delivered or ChangeKind.CopiedIn => true,
        ChangeKind.Moved => change.ParentBefore != change.ParentAfter,
        _ => false,
    };

    /// <summary>A newmail subscription on the root of a mailbox hears of every delivery in it (notes of the Ximian connector).</summary>
    static bool IsMailboxOf(Subscription subscription, Change change, Store store) =>
        store.Find(subscription.Target) is { ContentClass: ContentClasses.Mailbox } mailbox
        && store.Find(change.ParentAfter) is { } folder && mailbox.Holds(folder);
}
