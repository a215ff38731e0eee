using System.Text;
using System.Xml.Linq;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav.Properties;

/// <summary>Writes the 207 of PROPFIND, PROPPATCH, and an MKCOL with properties.</summary>
/// <remarks>
/// Compact; in each propstat the status goes before the prop, and prefixes are single letters: known clients walk the
/// tree by position and patch bytes by offset.
/// </remarks>
sealed class PropertyMultiStatus
{
    const string Letters = "bcdefghijklmnopqrstuvwxyz";

    readonly StringBuilder responses = new();
    readonly Dictionary<string, string> prefixes = new() { [DavNames.Dav] = "a" };

    /// <param name="status">What became of the resource as a whole, beside its properties; null for nothing to say.</param>
    public void Open(string href, int? status = null)
    {
        responses.Append("<a:response><a:href>").Append(XmlText.Escape(href)).Append("</a:href>");
        if (status is { } known)
            responses.Append("<a:status>").Append(StatusLines.Of(known)).Append("</a:status>");
    }

    public void Close() => responses.Append("</a:response>");

    /// <summary>A propstat of bare names; none when there are no names.</summary>
    public void AddNames(int status, IReadOnlyCollection<PropertyName> names)
    {
        if (names.Count == 0)
            return;
        OpenPropstat(status);
        foreach (var name in names)
            Add(name, default);
        ClosePropstat();
    }

    /// <summary>A propstat of properties with their values, also when there are none: a response needs one at least.</summary>
    public void AddValues(int status, IReadOnlyCollection<(PropertyName Name, PropertyMarkup Markup)> properties)
    {
        OpenPropstat(status);
        foreach (var (name, markup) in properties)
            Add(name, markup);
        ClosePropstat();
    }

    public Task AnswerAsync(WorldCall call)
    {
        var document = new StringBuilder(XmlAnswer.Declaration).Append("<a:multistatus");
        foreach (var (space, prefix) in prefixes)
            document.Append(" xmlns:").Append(prefix).Append("=\"").Append(XmlText.Escape(space)).Append('"');
        return XmlAnswer.WriteAsync(call, 207, document.Append('>').Append(responses).Append("</a:multistatus>"));
    }

    void OpenPropstat(int status) =>
        responses.Append("<a:propstat><a:status>").Append(StatusLines.Of(status)).Append("</a:status><a:prop>");

    void ClosePropstat() => responses.Append("</a:prop></a:propstat>");

    void Add(PropertyName name, PropertyMarkup markup)
    {
        if (markup.IsElement)
        {
            responses.Append(markup.Content);
            return;
        }
        var prefix = PrefixOf(name.Namespace);
        var tag = prefix is null ? name.Name : $"{prefix}:{name.Name}";
        responses.Append('<').Append(tag);
        // More namespaces than letters, or none at all: declared where it stands.
        if (prefix is null)
            responses.Append(" xmlns=\"").Append(XmlText.Escape(name.Namespace)).Append('"');
        if (markup.Type is { } type)
            AddType(type);
        if (string.IsNullOrEmpty(markup.Content))
            responses.Append("/>");
        else
            responses.Append('>').Append(markup.Content).Append("</").Append(tag).Append('>');
    }

    void AddType(string type)
    {
        var prefix = PrefixOf(DavNames.DataTypes);
        if (prefix is null)
            responses.Append(" xmlns:").Append(prefix = "z0").Append("=\"").Append(DavNames.DataTypes).Append('"');
        responses.Append(' ').Append(prefix).Append(":dt=\"").Append(XmlText.Escape(type)).Append('"');
    }

    string? PrefixOf(string space)
    {
        if (space.Length == 0)
            return null;
        // This prefix is bound without being declared, and its namespace takes no other.
        if (space == XNamespace.Xml.NamespaceName)
            return "xml";
        if (!prefixes.TryGetValue(space, out var prefix) && prefixes.Count <= Letters.Length)
            prefixes.Add(space, prefix = Letters[prefixes.Count - 1].ToString());
        return prefix;
    }
}
