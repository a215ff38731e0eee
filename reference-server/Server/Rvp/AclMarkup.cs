using System.Text;
using System.Xml.Linq;
using Conformance.Engine.Presence;
using Conformance.Protocol;
using Conformance.Server.Dav;

namespace Conformance.Server.Rvp;

/// <summary>Reads and writes the ACL of a node. Source: RVP draft 5.7 and 9.2.</summary>
/// <remarks>
/// <code>
/// a:rvpacl (a:acl (a:inheritance, a:ace*))
/// a:ace (a:principal ((a:rvp-principal | a:allprincipals), a:credentials (a:any | ...)), a:grant rights*, a:deny rights*)
/// </code>
/// </remarks>
static class AclMarkup
{
    static readonly XNamespace acl = RvpNames.AclNamespace;

    static readonly (string Name, PresenceRights Right)[] rights =
    [
        ("list", PresenceRights.List), ("read", PresenceRights.Read), ("write", PresenceRights.Write),
        ("send-to", PresenceRights.SendTo), ("receive-from", PresenceRights.ReceiveFrom),
        ("readacl", PresenceRights.ReadAcl), ("writeacl", PresenceRights.WriteAcl), ("presence", PresenceRights.Presence),
        ("subscriptions", PresenceRights.Subscriptions), ("subscribe-others", PresenceRights.SubscribeOthers),
    ];

    static readonly (string Name, Credentials Kind)[] kinds =
    [
        ("assertion", Credentials.Assertion), ("digest", Credentials.Digest), ("ntlm", Credentials.Ntlm),
        ("internal", Credentials.Internal),
    ];

    /// <returns>Null, so 400: no principal or two of them, no credentials, or a word that is no right or credential.</returns>
    public static IReadOnlyCollection<AccessEntry>? Read(XElement root, OwnHost own)
    {
        if (root.Name != acl + "rvpacl" || root.Element(acl + "acl") is not { } list
            || (list.Element(acl + "inheritance") is { } inheritance && inheritance.Value.Trim() != "none"))
            return null;
        var entries = list.Elements(acl + "ace").Select(ace => Entry(ace, own)).ToArray();
        return entries.Length > 0 && entries.All(e => e is not null) && entries.DistinctBy(e => e!.Who).Count() == entries.Length
            ? [.. entries.OfType<AccessEntry>()]
            : null;
    }

    public static StringBuilder Write(IEnumerable<AccessEntry> entries)
    {
        var document = RvpXml.Open("a:rvpacl").Append("<a:acl><a:inheritance>none</a:inheritance>");
        foreach (var entry in entries)
        {
            document.Append("<a:ace><a:principal>");
            document.Append(entry.Who is null ? "<a:allprincipals/>" : $"<a:rvp-principal>{XmlText.Escape(entry.Text)}</a:rvp-principal>");
            document.Append("<a:credentials>");
            Append(document, entry.Credentials == Credentials.Any ? ["any"] : kinds.Where(k => (entry.Credentials & k.Kind) != 0).Select(k => k.Name));
            document.Append("</a:credentials></a:principal><a:grant>");
            Append(document, rights.Where(r => (entry.Grant & r.Right) != 0).Select(r => r.Name));
            document.Append("</a:grant><a:deny>");
            Append(document, rights.Where(r => (entry.Deny & r.Right) != 0).Select(r => r.Name));
            document.Append("</a:deny></a:ace>");
        }
        return document.Append("</a:acl></a:rvpacl>");
    }

    static void Append(StringBuilder document, IEnumerable<string> names)
    {
        foreach (var name in names)
            document.Append("<a:").Append(name).Append("/>");
    }

    static AccessEntry? Entry(XElement ace, OwnHost own)
    {
        if (ace.Elements(RvpNames.Principal).ToArray() is not [var principal]
            || principal.Elements(acl + "credentials").ToArray() is not [var credentials]
            || CredentialsIn(credentials) is not { } kind
            || RightsIn(ace.Element(acl + "grant")) is not { } grant || RightsIn(ace.Element(acl + "deny")) is not { } deny)
            return null;
        var text = "";
        Principal? who = null;
        switch (principal.Elements().Where(e => e != credentials).ToArray())
        {
            case [var all] when all.Name == acl + "allprincipals":
                break;
            case [var one] when one.Name == RvpNames.RvpPrincipal && NodeNames.ReadPrincipal(own, one.Value) is { } named:
                (who, text) = (named, one.Value.Trim());
                break;
            default:
                return null;
        }
        return new AccessEntry(who, text, kind, grant, deny);
    }

    static Credentials? CredentialsIn(XElement element)
    {
        var found = Credentials.None;
        foreach (var name in element.Elements().Select(e => e.Name))
            if (name == acl + "any")
                found |= Credentials.Any;
            else if (kinds.FirstOrDefault(k => acl + k.Name == name) is { Name: not null } known)
                found |= known.Kind;
            else
                return null;
        return found == Credentials.None ? null : found;
    }

    /// <summary>No right for an element that is not there; null for a word that is none.</summary>
    static PresenceRights? RightsIn(XElement? element)
    {
        var found = PresenceRights.None;
        foreach (var name in element?.Elements().Select(e => e.Name) ?? [])
            if (name == acl + "all")
                found |= PresenceRights.All;
            else if (rights.FirstOrDefault(r => acl + r.Name == name) is { Name: not null } known)
                found |= known.Right;
            else
                return null;
        return found;
    }
}
