using System.Text.RegularExpressions;
using Conformance.Engine.Replicating;
using Conformance.Server.Replication;

namespace Conformance.Server.Faults.Replication;

/// <summary>Other ways to be right in SEARCH and replication.</summary>
static partial class ReplicationVariants
{
    public static readonly Fault[] All =
    [
        SearchFaults.Rows("variant.rows-in-other-prefixes", xml => xml
            .Replace("<a:", "<x:").Replace("</a:", "</x:").Replace("xmlns:a=", "xmlns:x=")
            .Replace("<d:", "<y:").Replace("</d:", "</y:").Replace("xmlns:d=", "xmlns:y=")
            .Replace(" b:dt=", " t:dt=").Replace("xmlns:b=", "xmlns:t=")),
        Fault.OfWire("variant.rows-behind-the-end-are-none", answer => answer.Answers("SEARCH", 416)
            ? answer.WithStatus(207, "Multi-Status").With("Content-Type", "text/xml").WithText("<multistatus xmlns=\"DAV:\"/>")
            : answer),
        Fault.OfWire("variant.query-refused-with-400", answer => answer.Answers("SEARCH", 422) ? answer.WithStatus(400, "Bad Request") : answer),
        SearchFaults.Rows("variant.change-goes-without-saying", xml => xml.Replace("<d:changetype>change</d:changetype>", "")),
        SearchFaults.Rows("variant.missing-is-left-out", xml => Missing().Replace(xml, "")),
        SearchFaults.Rows("variant.gone-has-no-address", xml => Permanent().Replace(xml, "<a:href>/gone</a:href>")),
        SearchFaults.Rows("variant.blanks-around-the-collblob", xml => xml.Replace("<d:collblob>", "<d:collblob>\r\n  ").Replace("</d:collblob>", "\r\n</d:collblob>")),
        SearchFaults.Rows("variant.propstat-for-each", xml => Found().Replace(xml, found => string.Concat(
            Element().Matches(found.Groups[1].Value).Select(one => $"<a:propstat><a:status>HTTP/1.1 200 OK</a:status><a:prop>{one.Value}</a:prop></a:propstat>")))),
        SearchFaults.Rule("variant.created-is-new", rules => rules with
        {
            Changetype = (call, row, isInitial) => row.Kind == RowKind.Added && !isInitial ? "new" : rules.Changetype(call, row, isInitial),
        }),
        SearchFaults.Rule("variant.quiet-with-collblob", rules => rules with { HandsOutWhenQuiet = _ => true }),
        LoggedFaults.Rows("variant.came-and-went-is-gone", (call, _, known, rows) =>
            [.. rows, .. LoggedFaults.CameAndWent(call, known)]),
        Fault.OfWire("variant.put-is-204", answer => answer.Answers("PUT", 200) ? answer.WithStatus(204, "No Content").Without("Content-Length") : answer),
        SearchFaults.Rows("variant.comments-between-rows", xml => xml.Replace("<a:response>", "<!-- row -->\r\n<a:response>")),
    ];

    [GeneratedRegex("<a:propstat><a:status>HTTP/1.1 404[^<]*</a:status><a:prop>.*?</a:prop></a:propstat>")]
    private static partial Regex Missing();

    [GeneratedRegex("<a:href>[^<]*-FlatUrlSpace-[^<]*</a:href>")]
    private static partial Regex Permanent();

    [GeneratedRegex("<a:propstat><a:status>HTTP/1.1 200[^<]*</a:status><a:prop>((?:(?!<a:prop>).)+?)</a:prop></a:propstat>")]
    private static partial Regex Found();

    [GeneratedRegex("<([a-z0-9]+(?::[^ />]+)?)(?: [^>]*)?(?:/>|>.*?</\\1>)")]
    private static partial Regex Element();
}
