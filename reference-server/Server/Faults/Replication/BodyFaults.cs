using System.Text;
using System.Xml;
using System.Xml.Linq;
using Conformance.Protocol;
using Conformance.Server.Faults.Dav;
using Conformance.Server.Replication;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Faults.Replication;

/// <summary>The body of a request is read in one spelling only, or in more than is safe.</summary>
static class BodyFaults
{
    const string OfTests = "X-Conformance";
    static readonly XNamespace dav = Namespaces.Dav;

    public static readonly Fault[] All =
    [
        Reading("search.knows-one-prefix", (root, request) =>
            root.GetPrefixOfNamespace(dav) is null or "D" ? request : null),
        Reading("search.unknown-is-refused", (root, request) =>
            root.Elements().All(e => e.Name.LocalName is "repl" or "sql") ? request : null),
        Reading("search.cdata-unread", (root, request) => request with
        {
            Sql = string.Concat(root.Elements(dav + "sql").Nodes().Where(node => node is XText and not XCData)),
        }),
        Reading("search.no-query-finds-all", (_, request) =>
            request with { Sql = request.Sql ?? "SELECT * FROM \"\"" }),
        Reading("manifest.http-is-unknown", (_, request) =>
            request.Repl?.Namespace.StartsWith("http:", StringComparison.Ordinal) is true ? null : request),
        Reading("collblob.blanks-are-garbage", (root, request) =>
            CollblobOf(root) is { } text && text != text.Trim() ? WithCollblob(request, "!") : request),
        Reading("collblob.markup-is-none", (root, request) =>
            CollblobNodes(root).Any(node => node is XCData or XComment) ? WithCollblob(request, "") : request),
        Reading("collblob.unknown-tag-is-refused", (_, request) =>
            request.Repl?.Tags.Any(tag => tag.Length < "rt:".Length + 88) is true ? null : request),
        SearchFaults.Rule("search.typeless-is-500", rules => rules with
        {
            TakesType = type => type!.Length > 0 && rules.TakesType(type),
        }),
        Seams.OfDav("search.utf-8-only", rules => rules with
        {
            OpenXml = (body, settings) => XmlReader.Create(
                new StreamReader(body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false), settings),
        }),
        Expanding("search.entities-expanded"),
        Fault.OfFace("search.two-lengths-taken", rules => rules with { Refuse = _ => null }),
        Seams.Misreading("search.echoes-headers", request =>
        {
            foreach (var (name, value) in request.Headers)
                if (name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && name != OfTests)
                    request.HttpContext.Response.Headers[name] = value;
        }),
        Seams.OfDav("propfind.repl-is-500", rules => rules with
        {
            IsPropfind = root => root.Elements().Any(e => e.Name.LocalName == "repl")
                ? throw new NotSupportedException("A manifest is made by SEARCH.")
                : rules.IsPropfind(root),
        }),
    ];

    /// <summary>DTDs are read, and what they declare is put in; nothing is fetched all the same.</summary>
    internal static Fault Expanding(string id) => Seams.OfDav(id, rules => rules with
    {
        OpenXml = (body, settings) =>
        {
            var lax = settings.Clone();
            lax.DtdProcessing = DtdProcessing.Parse;
            return rules.OpenXml(body, lax);
        },
    });

    static Fault Reading(string id, Func<XElement, SearchRequest, SearchRequest?> change) =>
        SearchFaults.Rule(id, rules => rules with
        {
            ReadRequest = (call, root) => rules.ReadRequest(call, root) is { } request ? change(root, request) : null,
        });

    static IEnumerable<XNode> CollblobNodes(XElement root) =>
        root.Descendants().Where(e => SearchRequest.IsRepl(e, "collblob")).Nodes();

    static string? CollblobOf(XElement root) =>
        root.Descendants().FirstOrDefault(e => SearchRequest.IsRepl(e, "collblob"))?.Value;

    static SearchRequest WithCollblob(SearchRequest request, string text) =>
        request with { Repl = request.Repl is { } repl ? repl with { Collblob = text } : null };
}
