namespace Conformance.Server.Faults.Dav;

/// <summary>Rows that the documents allow, and that known programs cannot read.</summary>
static class RowFormFaults
{
    public static readonly Fault[] All =
    [
        Seams.OfXml("rows.prefixes-in-words", "SEARCH", xml => Renamed(xml, "d", "ns0")),
        Seams.OfXml("rows.prefixes-out-of-order", "SEARCH", xml => Renamed(Renamed(Renamed(xml, "e", "z"), "f", "e"), "z", "f")),
        Seams.OfXml("rows.blanks-in-propstat", "SEARCH", xml => xml
            .Replace("<a:propstat><a:status>", "<a:propstat>\r\n<a:status>", StringComparison.Ordinal)
            .Replace("</a:status><a:prop>", "</a:status>\r\n<a:prop>", StringComparison.Ordinal)),
        Seams.OfXml("rows.prop-before-status", "SEARCH", xml => xml
            .Replace("<a:status>HTTP/1.1 200 OK</a:status><a:prop>", "<a:prop>", StringComparison.Ordinal)
            .Replace("</a:prop></a:propstat>", "</a:prop><a:status>HTTP/1.1 200 OK</a:status></a:propstat>", StringComparison.Ordinal)),
        Fault.OfWire("rows.type-with-charset", answer =>
            answer.Answers("SEARCH", 207) ? answer.With("Content-Type", "text/xml; charset=utf-8") : answer),
        Seams.OfXml("rows.ok-in-other-words", "SEARCH", xml => xml.Replace("HTTP/1.1 200 OK", "HTTP/1.1 200 Okay", StringComparison.Ordinal)),
    ];

    static string Renamed(string xml, string prefix, string other) => xml
        .Replace($"<{prefix}:", $"<{other}:", StringComparison.Ordinal)
        .Replace($"</{prefix}:", $"</{other}:", StringComparison.Ordinal)
        .Replace($"xmlns:{prefix}=", $"xmlns:{other}=", StringComparison.Ordinal);
}
