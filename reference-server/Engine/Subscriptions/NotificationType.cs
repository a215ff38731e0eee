namespace Conformance.Engine.Subscriptions;

/// <summary>What a subscription wants to hear of. Source: Exchange SDK, "Notification-Type Header".</summary>
public enum NotificationType
{
    Update,
    NewMember,
    Delete,
    Move,
    NewMail,
}
