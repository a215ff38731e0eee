using System.Globalization;
using Conformance.Server.Dav.Conditions;
using Conformance.Server.Dav.Locking;
using Conformance.Server.Hosting;

namespace Conformance.Server.Dav.Properties;

/// <summary>The properties of RFC 4918, 15. They carry no data type, as the RFC's readers expect.</summary>
static class RfcProperties
{
    public static readonly LiveProperty[] All =
    [
        LiveProperty.Typed(DavNames.Of("creationdate"), "dateTime.tz", (_, r) => InstantOf(r.CreatedAt)).Untyped(),
        LiveProperty.Typed(DavNames.Of("getlastmodified"), "dateTime.tz", (_, r) => InstantOf(r.ModifiedAt)) with
        {
            Compute = (_, r) => PropertyMarkup.OfText(HttpDates.Format(r.ModifiedAt)),
        },
        LiveProperty.Text(DavNames.Of("getetag"), (_, r) => Entity.TagOf(r)),
        LiveProperty.Number(DavNames.Of("getcontentlength"), (_, r) => r.IsFolder ? null : r.Body.Length).Untyped(),
        LiveProperty.Text(DavNames.Of("getcontenttype"), (_, r) => r.IsFolder ? null : r.ContentType),
        LiveProperty.Markup(DavNames.Of("resourcetype"), (_, r) => r.IsFolder ? "<a:collection/>" : ""),
        LiveProperty.Markup(DavNames.Of("lockdiscovery"), LockMarkup.Discovery),
        LiveProperty.Markup(DavNames.Of("supportedlock"), (_, _) => LockMarkup.Supported),
        LiveProperty.Text(DavNames.Of("displayname"), (_, r) => r.Name, isProtected: false),
    ];

    static string InstantOf(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
