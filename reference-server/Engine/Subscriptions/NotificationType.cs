namespace Conformance.Engine.Subscriptions;

/// <summary>What a subscription wants to hear of. Source: Exchange SDK, "Notification-Type Header"; the last two RVP draft 5.1.</summary>
public enum NotificationType
{
    Update,
    NewMember,
    Delete,
    Move,
    NewMail,

    /// <summary>Changes of the properties of a node of presence.</summary>
    PropertyChange,

    /// <summary>Whatever is sent to a node of presence.</summary>
    Login,
}
