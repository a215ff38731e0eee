using Conformance.Engine.Subscriptions;

namespace Conformance.Server.Notification;

/// <summary>The words of the Notification-Type header. Source: Exchange SDK, "Notification-Type Header".</summary>
/// <remarks>Read without case, since examples write both <c>update</c> and <c>Update</c>; blanks inside are not allowed.</remarks>
public static class NotificationTypes
{
    static readonly (string Word, NotificationType Type)[] words =
    [
        ("update", NotificationType.Update),
        ("update/newmember", NotificationType.NewMember),
        ("delete", NotificationType.Delete),
        ("move", NotificationType.Move),
        ("pragma/<http://schemas.microsoft.com/exchange/newmail>", NotificationType.NewMail),
    ];

    public static NotificationType? Find(string text)
    {
        foreach (var (word, type) in words)
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
                return type;
        return null;
    }

    public static string WordOf(NotificationType type) => words.Single(w => w.Type == type).Word;
}
