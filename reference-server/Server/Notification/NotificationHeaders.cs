namespace Conformance.Server.Notification;

/// <summary>The header names of the notification protocol, as the POLL page of the Exchange SDK spells them.</summary>
public static class NotificationHeaders
{
    public const string SubscriptionId = "Subscription-ID";

    /// <summary>As NOTIFY spells it; a known listener compares it with case.</summary>
    public const string SubscriptionIdOfNotify = "Subscription-id";
    public const string SubscriptionLifetime = "Subscription-Lifetime";
    public const string NotificationType = "Notification-Type";
    public const string NotificationDelay = "Notification-Delay";
    public const string CallBack = "Call-Back";
    public const string SubscribeGroup = "Subscribe-group";
    public const string ContentLocation = "Content-Location";
    public const string Depth = "Depth";
}
