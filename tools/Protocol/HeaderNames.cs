namespace Conformance.Protocol;

/// <summary>Header names in the spelling of their documents; they compare without case.</summary>
public static class HeaderNames
{
    public const string Allow = "Allow";
    public const string CallBack = "Call-Back";
    public const string ContentLength = "Content-Length";
    public const string ContentLocation = "Content-Location";
    public const string ContentType = "Content-Type";
    public const string Depth = "Depth";
    public const string Location = "Location";
    public const string NotificationDelay = "Notification-Delay";
    public const string NotificationType = "Notification-Type";
    public const string ProtocolCommands = "MS-ASProtocolCommands";
    public const string ProtocolVersion = "MS-ASProtocolVersion";
    public const string ProtocolVersions = "MS-ASProtocolVersions";
    public const string Public = "Public";
    public const string ReplUid = "Repl-UID";
    public const string ResourceTag = "ResourceTag";
    public const string SubscribeGroup = "Subscribe-group";
    public const string SubscriptionId = "Subscription-ID";
    public const string SubscriptionLifetime = "Subscription-Lifetime";
    public const string RvpVersion = "RVP-Notifications-Version";
    public const string RvpHopCount = "RVP-Hop-Count";
    public const string RvpAckType = "RVP-Ack-Type";
    public const string RvpFromPrincipal = "RVP-From-Principal";
}
