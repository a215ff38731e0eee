using System.Text;
using Conformance.Engine.Presence;
using Conformance.Engine.Storage;
using Conformance.Protocol;
using Conformance.Server.Dav;

namespace Conformance.Server.Rvp;

/// <summary>Writes the documents of RVP the way real clients need them.</summary>
/// <remarks>
/// One of them looks for the prefixes d, r and a by their letters, another knows only what the root declares. So all three stand on
/// the root, and nothing is declared below.
/// </remarks>
static class RvpXml
{
    static readonly string namespaces =
        $" xmlns:d='{Namespaces.Dav}' xmlns:r='{Namespaces.Rvp}' xmlns:a='{Namespaces.RvpAcl}'>";

    /// <summary>The declaration and the start of the root.</summary>
    /// <param name="root">With its prefix.</param>
    public static StringBuilder Open(string root) =>
        new StringBuilder(XmlAnswer.Declaration).Append('<').Append(root).Append(namespaces);

    /// <summary>A property with its value; the state as a bare element.</summary>
    public static string Property(PropertyName name, string value)
    {
        var element = NameOf(name);
        return name == PresenceProperties.State ? $"<{element}><r:{value}/></{element}>"
            : value.Length == 0 ? $"<{element}/>"
            : $"<{element}>{XmlText.Escape(value)}</{element}>";
    }

    /// <summary>The state as PROPPATCH answers it.</summary>
    public static string Leased(View view) =>
        view.LeaseSeconds is not { } seconds
            ? $"<r:state><r:{view.Value}/><r:view-id>{view.Id}</r:view-id></r:state>"
            : $"<r:state><r:leased-value><r:value><r:{view.Value}/></r:value><r:default-value><r:{view.Default}/></r:default-value>"
                + $"<d:timeout>{seconds}</d:timeout></r:leased-value><r:view-id>{view.Id}</r:view-id></r:state>";

    /// <summary>An empty element; a name in another namespace declares it where it stands.</summary>
    public static string Empty(PropertyName name) =>
        PrefixOf(name.Namespace) is not null ? $"<{NameOf(name)}/>"
        : $"<{name.Name} xmlns=\"{XmlText.Escape(name.Namespace)}\"/>";

    static string NameOf(PropertyName name) => $"{PrefixOf(name.Namespace)}:{name.Name}";

    static string? PrefixOf(string uri) => uri switch
    {
        Namespaces.Dav => "d",
        Namespaces.Rvp => "r",
        Namespaces.RvpAcl => "a",
        _ => null,
    };
}
