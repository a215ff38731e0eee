using System.Xml.Linq;

namespace Conformance.Protocol;

/// <summary>Elements and properties of RFC 4918 and of the SEARCH method.</summary>
public static class DavNames
{
    public static readonly XNamespace Namespace = Namespaces.Dav;

    public static readonly XName Multistatus = Namespace + "multistatus";
    public static readonly XName Response = Namespace + "response";
    public static readonly XName Href = Namespace + "href";
    public static readonly XName Status = Namespace + "status";
    public static readonly XName Propstat = Namespace + "propstat";
    public static readonly XName Prop = Namespace + "prop";
    public static readonly XName Propfind = Namespace + "propfind";
    public static readonly XName Allprop = Namespace + "allprop";
    public static readonly XName Propname = Namespace + "propname";
    public static readonly XName Propertyupdate = Namespace + "propertyupdate";
    public static readonly XName Set = Namespace + "set";
    public static readonly XName Remove = Namespace + "remove";
    public static readonly XName Searchrequest = Namespace + "searchrequest";
    public static readonly XName Sql = Namespace + "sql";
    public static readonly XName Timeout = Namespace + "timeout";
    public static readonly XName Displayname = Namespace + "displayname";
    public static readonly XName Resourcetype = Namespace + "resourcetype";
    public static readonly XName Collection = Namespace + "collection";
}
