using System.Xml.Linq;
using Conformance.Protocol;

namespace Conformance.Server.Replication;

/// <summary>What a SEARCH asks, as its body has it.</summary>
/// <remarks>
/// <code>searchrequest = [ repl ] sql, in either order; repl = [ collblob ] [ resourcetaglist ]</code>
/// Elements that nobody knows are passed over (RFC 4918, 17). Source: Exchange SDK, "searchrequest", "repl".
/// </remarks>
/// <param name="Sql">Null when there is none.</param>
/// <param name="Repl">Null for a search without replication.</param>
sealed record SearchRequest(string? Sql, ReplPart? Repl)
{
    static readonly XNamespace dav = Namespaces.Dav;

    /// <summary>Null for what is no searchrequest.</summary>
    public static SearchRequest? Read(XElement root) => root.Name != dav + "searchrequest" ? null : new SearchRequest(
        root.Element(dav + "sql")?.Value,
        root.Elements().FirstOrDefault(e => IsRepl(e, "repl")) is { } repl ? ReplPart.Read(repl) : null);

    /// <summary>Whether an element is one of replication, in the namespace with http or https.</summary>
    internal static bool IsRepl(XElement element, string name) =>
        element.Name.LocalName == name && Namespaces.Canonical(element.Name.NamespaceName) == Namespaces.Repl;
}

/// <summary>The part of a SEARCH that makes it a manifest.</summary>
/// <param name="Namespace">The form of it that the request uses and the answer repeats.</param>
/// <param name="Collblob">Without blanks around it; empty to begin with.</param>
/// <param name="Tags">States of resources that the client has from elsewhere.</param>
sealed record ReplPart(string Namespace, string Collblob, IReadOnlySet<string> Tags)
{
    public static ReplPart Read(XElement repl) => new(
        repl.Name.NamespaceName,
        repl.Elements().FirstOrDefault(e => SearchRequest.IsRepl(e, "collblob"))?.Value.Trim() ?? "",
        new HashSet<string>(
            repl.Elements().Where(e => SearchRequest.IsRepl(e, "resourcetaglist"))
                .SelectMany(list => list.Elements().Where(e => SearchRequest.IsRepl(e, "resourcetag")))
                .Select(tag => tag.Value.Trim()),
            StringComparer.Ordinal));
}
