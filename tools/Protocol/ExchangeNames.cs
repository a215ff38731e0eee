using System.Xml.Linq;

namespace Conformance.Protocol;

/// <summary>Names of Exchange event notification.</summary>
/// <remarks>Source: Exchange SDK, "POLL Method" and "Notification-Type Header". <c>li</c> is in no namespace.</remarks>
public static class ExchangeNames
{
    public static readonly XNamespace Namespace = Namespaces.Subscriptions;

    public static readonly XName SubscriptionId = Namespace + "subscriptionID";
    public static readonly XName Li = "li";

    /// <summary>Values of Notification-Type, compared without case.</summary>
    public const string Update = "update";
    public const string NewMember = "update/newmember";
    public const string Delete = "delete";
    public const string Move = "move";
    public const string NewMail = "pragma/<http://schemas.microsoft.com/exchange/newmail>";

    /// <summary>Methods of event notification.</summary>
    public const string Subscribe = "SUBSCRIBE";
    public const string Unsubscribe = "UNSUBSCRIBE";
    public const string Poll = "POLL";
    public const string Notify = "NOTIFY";
}
