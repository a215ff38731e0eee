using System.Xml.Linq;

namespace Conformance.Protocol;

/// <summary>Names of WebDAV replication.</summary>
/// <remarks>Source: Exchange SDK, "WebDAV Replication" and the XML elements below it.</remarks>
public static class ReplNames
{
    public static readonly XNamespace Namespace = Namespaces.Repl;

    public static readonly XName Repl = Namespace + "repl";
    public static readonly XName Collblob = Namespace + "collblob";
    public static readonly XName Changetype = Namespace + "changetype";
    public static readonly XName ReplUid = Namespace + "repl-uid";
    public static readonly XName Resourcetag = Namespace + "resourcetag";
    public static readonly XName Resourcetaglist = Namespace + "resourcetaglist";
    public static readonly XName Contenttag = Namespace + "contenttag";

    /// <summary>Texts of changetype; documented are <c>change</c> and <c>delete</c>, live servers also sent <c>new</c>.</summary>
    public const string Change = "change";
    public const string New = "new";
    public const string Delete = "delete";

    /// <summary>The status for a collblob that its collection has outlived: <c>475 Invalid collblob</c>.</summary>
    public const int InvalidCollblob = 475;
}
