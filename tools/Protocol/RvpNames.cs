using System.Xml.Linq;

namespace Conformance.Protocol;

/// <summary>Names of the RVP presence protocol.</summary>
/// <remarks>Source: RVP draft, sections 5.5 (properties) and 5.6 (notifications).</remarks>
public static class RvpNames
{
    public static readonly XNamespace Namespace = Namespaces.Rvp;
    public static readonly XNamespace AclNamespace = Namespaces.RvpAcl;

    public static readonly XName Notification = Namespace + "notification";
    public static readonly XName Propnotification = Namespace + "propnotification";
    public static readonly XName NotificationFrom = Namespace + "notification-from";
    public static readonly XName NotificationTo = Namespace + "notification-to";
    public static readonly XName Contact = Namespace + "contact";
    public static readonly XName Message = Namespace + "message";
    public static readonly XName Msgbody = Namespace + "msgbody";
    public static readonly XName MimeData = Namespace + "mime-data";
    public static readonly XName State = Namespace + "state";
    public static readonly XName LeasedValue = Namespace + "leased-value";
    public static readonly XName Value = Namespace + "value";
    public static readonly XName DefaultValue = Namespace + "default-value";
    public static readonly XName ViewId = Namespace + "view-id";
    public static readonly XName Subscriptions = Namespace + "subscriptions";
    public static readonly XName Subscription = Namespace + "subscription";
    public static readonly XName SubscriptionId = Namespace + "subscription-id";
    public static readonly XName RvpPrincipal = AclNamespace + "rvp-principal";
    public static readonly XName Principal = AclNamespace + "principal";
}
