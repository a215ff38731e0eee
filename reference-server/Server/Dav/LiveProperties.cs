using System.Collections.Frozen;
using System.Globalization;
using Conformance.Engine.Storage;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav;

/// <summary>The properties that the server computes. Source: RFC 4918, 15; Exchange SDK, "DAV Namespace".</summary>
static class LiveProperties
{
    /// <summary>A name with how to compute its XML content; null when the resource has no such property.</summary>
    static readonly FrozenDictionary<PropertyName, Func<WorldCall, Resource, string?>> all =
        new Dictionary<PropertyName, Func<WorldCall, Resource, string?>>
        {
            [DavNames.Of("creationdate")] = (_, r) => IsoOf(r.CreatedAt),
            [DavNames.Of("getlastmodified")] = (_, r) => HttpDates.Format(r.ModifiedAt),
            [DavNames.Of("getetag")] = (_, r) => XmlText.Escape(Entity.TagOf(r)),
            [DavNames.Of("getcontentlength")] = (_, r) =>
                r.IsFolder ? null : r.Body.Length.ToString(CultureInfo.InvariantCulture),
            [DavNames.Of("getcontenttype")] = (_, r) => r.IsFolder ? null : XmlText.Escape(r.ContentType),
            [DavNames.Of("resourcetype")] = (_, r) => r.IsFolder ? "<a:collection/>" : "",
            [DavNames.Of("iscollection")] = (_, r) => r.IsFolder ? "1" : "0",
            [DavNames.Of("contentclass")] = (_, r) => r.ContentClass,
            [new(DavNames.ExchangeItems, "permanenturl")] = (call, r) => call.Origin + PermanentUrl.Of(r),
            [new(DavNames.HttpMail, "unreadcount")] = (_, r) => r.IsFolder
                ? r.Members.Count(m => !m.IsFolder && !m.IsRead).ToString(CultureInfo.InvariantCulture)
                : null,
            [new(DavNames.HttpMail, "read")] = (_, r) => r.IsFolder ? null : r.IsRead ? "1" : "0",
        }.ToFrozenDictionary();

    /// <summary>Live, but a client may set it: the read flag of an item.</summary>
    public static PropertyName Read { get; } = new(DavNames.HttpMail, "read");

    /// <summary>Dead once somebody set it; until then the name of the resource.</summary>
    public static PropertyName DisplayName { get; } = DavNames.Of("displayname");

    public static bool IsProtected(PropertyName name) => all.ContainsKey(name) && name != Read;

    public static IEnumerable<PropertyName> NamesOf(WorldCall call, Resource resource) =>
        all.Where(p => p.Value(call, resource) is not null).Select(p => p.Key)
            .Concat(resource.Properties.ContainsKey(DisplayName) ? [] : [DisplayName])
            .Concat(resource.Properties.Keys);

    /// <summary>XML content of a property, or the whole element for a kept fragment; null when the resource lacks it.</summary>
    public static (string Content, bool IsElement)? Find(WorldCall call, Resource resource, PropertyName name) =>
        resource.Properties.TryGetValue(name, out var dead)
            ? dead.Fragment is { } fragment ? (fragment, true) : (XmlText.Escape(dead.Text), false)
        : all.TryGetValue(name, out var live) ? live(call, resource) is { } content ? (content, false) : null
        : name == DisplayName ? (XmlText.Escape(resource.Name), false)
        : null;

    static string IsoOf(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
