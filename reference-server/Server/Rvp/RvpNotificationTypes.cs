using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Rvp;

/// <summary>The two kinds of subscription. Source: RVP draft 5.1.3.</summary>
static class RvpNotificationTypes
{
    const string Login = "pragma/notify";
    const string PropertyChange = "update/propchange";

    /// <summary>Read without case; null for any other word.</summary>
    public static NotificationType? Find(string? word) =>
        Login.Equals(word, StringComparison.OrdinalIgnoreCase) ? NotificationType.Login
        : PropertyChange.Equals(word, StringComparison.OrdinalIgnoreCase) ? NotificationType.PropertyChange
        : null;

    public static string WordOf(NotificationType type) => type == NotificationType.Login ? Login : PropertyChange;
}
