using System.Text.RegularExpressions;
using System.Xml.Linq;
using Conformance.Server.Dav;

namespace Conformance.Server.Faults.Dav;

/// <summary>Other ways to be right on the WebDAV ground: what RFC 4918 leaves free, done differently.</summary>
static partial class DavVariants
{
    static readonly XNamespace dav = DavNames.Dav;
    static readonly string[] methods = ["PROPFIND", "PROPPATCH", "MKCOL", "DELETE", "COPY", "MOVE", "LOCK", "BPROPFIND", "BPROPPATCH", "BDELETE", "BCOPY", "BMOVE"];

    public static readonly Fault[] All =
    [
        OfXml("variant.dav-other-prefixes", xml => xml
            .Replace("xmlns:a=", "xmlns:D=", StringComparison.Ordinal)
            .Replace("<a:", "<D:", StringComparison.Ordinal)
            .Replace("</a:", "</D:", StringComparison.Ordinal)),
        OfTree("variant.dav-one-propstat-each", root =>
        {
            foreach (var propstat in root.Descendants(dav + "propstat").ToArray())
                propstat.ReplaceWith(propstat.Element(dav + "prop")!.Elements().DefaultIfEmpty().Select(property =>
                    new XElement(dav + "propstat", propstat.Element(dav + "status"), new XElement(dav + "prop", property))));
        }),
        OfTree("variant.dav-prop-before-status", root =>
        {
            foreach (var status in root.Descendants(dav + "propstat").Elements(dav + "status").ToArray())
            {
                var propstat = status.Parent!;
                status.Remove();
                propstat.Add(status);
            }
        }),
        OfTree("variant.dav-reversed-order", root =>
        {
            foreach (var list in root.DescendantsAndSelf().Where(e => e.Name == dav + "prop" || e.Name == dav + "multistatus").ToArray())
                list.ReplaceNodes(list.Nodes().Reverse());
        }),
        OfXml("variant.dav-hrefs-are-paths", xml => Origin().Replace(xml, "<a:href>/")),
        OfTree("variant.dav-extra-elements", root =>
        {
            foreach (var list in root.DescendantsAndSelf().Where(e => e.Name == dav + "response" || e.Name == dav + "multistatus" || e.Name == dav + "activelock").ToArray())
                list.Add(new XElement(XName.Get("hint", "urn:nobody:knows"), new XElement(XName.Get("deep", "urn:nobody:knows"), "x")));
        }),
        OfXml("variant.dav-other-reason-phrases", xml => InnerPhrase().Replace(xml, "$1 As You Like It")),
        Fault.OfWire("variant.dav-chunked", Variants.InChunks),
        Fault.OfWire("variant.dav-header-name-case", Variants.InLowerCase),
        Seams.OfStatus("variant.dav-deleted-is-200", "DELETE", 204, 200, "OK", isBare: true),
        Seams.OfStatus("variant.dav-replaced-is-204", "PUT", 200, 204, "No Content", isBare: true),
        Seams.OfStatus("variant.dav-locked-below-is-423", "LOCK", 207, 423, "Locked", isBare: true),
        Seams.OfStatus("variant.dav-mkcol-again-is-409", "MKCOL", 405, 409, "Conflict"),
        OfXml("variant.dav-read-only-is-403", xml => xml.Replace("HTTP/1.1 409 Conflict", "HTTP/1.1 403 Forbidden", StringComparison.Ordinal)),
        Seams.Misreading("variant.dav-no-ranges", request => request.Headers.Remove("Range")),
        Seams.OfLocks("variant.dav-shorter-locks", rules => rules with
        {
            GrantSeconds = (limits, asked) => Math.Max(1, rules.GrantSeconds(limits, asked) / 2),
        }),
    ];

    static Fault OfXml(string id, Func<string, string> rewrite) => Fault.OfWire(id, answer =>
        methods.Contains(answer.Method) && answer["Content-Type"] is "text/xml" ? answer.WithText(rewrite(answer.Text)) : answer);

    static Fault OfTree(string id, Action<XElement> change) => OfXml(id, xml =>
    {
        var root = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        change(root);
        return XmlAnswer.Declaration + root.ToString(SaveOptions.DisableFormatting);
    });

    [GeneratedRegex("<a:href>https?://[^/<]+/")]
    private static partial Regex Origin();

    [GeneratedRegex("(HTTP/1.1 [0-9]{3})[^<]*(?=<)")]
    private static partial Regex InnerPhrase();
}
