using System.Text;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>Writes the 207 of PROPFIND and PROPPATCH.</summary>
/// <remarks>
/// Compact; in each propstat the status goes before the prop, and prefixes are single letters: known clients walk the
/// tree by position and patch bytes by offset.
/// </remarks>
sealed class PropertyMultiStatus
{
    const string Letters = "bcdefghijklmnopqrstuvwxyz";

    readonly StringBuilder responses = new();
    readonly Dictionary<string, string> prefixes = new() { [DavNames.Dav] = "a" };

    public void Open(string href) => responses.Append("<a:response><a:href>").Append(XmlText.Escape(href)).Append("</a:href>");

    public void Close() => responses.Append("</a:response>");

    /// <summary>One propstat; <paramref name="contentOf"/> gives null for a bare name.</summary>
    public void Add(int status, IReadOnlyCollection<PropertyName> names,
        Func<PropertyName, (string Content, bool IsElement)?> contentOf, bool evenIfEmpty = false)
    {
        if (names.Count == 0 && !evenIfEmpty)
            return;
        responses.Append("<a:propstat><a:status>").Append(StatusLines.Of(status)).Append("</a:status><a:prop>");
        foreach (var name in names)
            Add(name, contentOf(name));
        responses.Append("</a:prop></a:propstat>");
    }

    public Task AnswerAsync(WorldCall call)
    {
        var document = new StringBuilder("<?xml version=\"1.0\"?><a:multistatus");
        foreach (var (space, prefix) in prefixes)
            document.Append(" xmlns:").Append(prefix).Append("=\"").Append(XmlText.Escape(space)).Append('"');
        return HrefMultiStatus.WriteAsync(call, 207, document.Append('>').Append(responses).Append("</a:multistatus>"));
    }

    void Add(PropertyName name, (string Content, bool IsElement)? value)
    {
        if (value is { IsElement: true } kept)
        {
            responses.Append(kept.Content);
            return;
        }
        var prefix = PrefixOf(name.Namespace);
        var tag = prefix is null ? name.Name : $"{prefix}:{name.Name}";
        // More namespaces than letters, or none at all: declared where it stands.
        var declaration = prefix is null ? $" xmlns=\"{XmlText.Escape(name.Namespace)}\"" : "";
        if (value is not { Content.Length: > 0 } content)
            responses.Append('<').Append(tag).Append(declaration).Append("/>");
        else
            responses.Append('<').Append(tag).Append(declaration).Append('>').Append(content.Content)
                .Append("</").Append(tag).Append('>');
    }

    string? PrefixOf(string space)
    {
        if (space.Length == 0)
            return null;
        if (!prefixes.TryGetValue(space, out var prefix) && prefixes.Count <= Letters.Length)
            prefixes.Add(space, prefix = Letters[prefixes.Count - 1].ToString());
        return prefix;
    }
}
