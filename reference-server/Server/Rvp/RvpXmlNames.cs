using System.Xml.Linq;
using Conformance.Protocol;

namespace Conformance.Server.Rvp;

/// <summary>Names in DAV: that requests of presence use.</summary>
static class RvpXmlNames
{
    static readonly XNamespace dav = Namespaces.Dav;

    public static readonly XName Propfind = dav + "propfind";
    public static readonly XName Allprop = dav + "allprop";
    public static readonly XName Propname = dav + "propname";
    public static readonly XName Prop = dav + "prop";
    public static readonly XName Propertyupdate = dav + "propertyupdate";
    public static readonly XName Set = dav + "set";
    public static readonly XName Remove = dav + "remove";
    public static readonly XName Href = dav + "href";
    public static readonly XName Timeout = dav + "timeout";

    /// <summary>As one example and one client write it.</summary>
    public static readonly XName RvpTimeout = RvpNames.Namespace + "timeout";
}
