using System.Text.RegularExpressions;

namespace Conformance.Server.Faults;

/// <summary>An answer of a POLL whose content is right and whose form is wrong, or whose ids were sorted carelessly.</summary>
static partial class FormFaults
{
    public static readonly Fault[] All =
    [
        Poll("poll.id-missing", xml => LastId().Replace(xml, "")),
        Poll("poll.id-twice", xml => FirstIdOfResponse().Replace(xml, "$1$2$2")),
        Poll("poll.one-response-for-all", xml => BetweenResponses().Replace(xml, "")),
        Fault.OfWire("poll.outer-204-when-quiet", answer =>
            answer.Answers("POLL", 207) && IsQuiet(answer.Text)
                ? answer.WithStatus(204, "No Content").Without("Content-Type").Without("Content-Length") with { Body = [] }
                : answer),
        Poll("xml.unasked-id", xml => LastList().Replace(xml, "<li>2000000000</li>$0")),
        Poll("xml.indented-ids", xml => xml.Replace("<b:subscriptionID>", "<b:subscriptionID>\r\n  ", StringComparison.Ordinal)),
        Poll("xml.blanks-around-ids", xml => xml
            .Replace("<li>", "<li> ", StringComparison.Ordinal)
            .Replace("</li>", " </li>", StringComparison.Ordinal)),
        Fault.OfWire("xml.doctype", answer => answer.Status == 207
            ? answer.WithText(answer.Text.Replace("?>", "?><!DOCTYPE a:multistatus>", StringComparison.Ordinal))
            : answer),
        Fault.OfWire("xml.propstat-outside-poll", answer => answer.Answers("SUBSCRIBE", 207) || answer.Answers("UNSUBSCRIBE", 207)
            ? answer.WithText(StatusElement().Replace(answer.Text, "<a:propstat>$0</a:propstat>"))
            : answer),
        Fault.OfWire("http.length-too-short", answer => answer.Answers("POLL", 207)
            ? answer.With("Content-Length", $"{answer.Body.Length - 5}")
            : answer),
        Fault.OfWire("http.broken-chunks", answer => answer.Answers("POLL", 207)
            ? answer.Without("Content-Length").With("Transfer-Encoding", "chunked") with { Body = [.. "no size\r\n"u8, .. answer.Body] }
            : answer),
        Poll("xml.lower-case-exchange", xml => xml.Replace(".com/Exchange/", ".com/exchange/", StringComparison.Ordinal)),
        Poll("xml.status-in-propstat", xml => StatusElement().Replace(xml, "<a:propstat>$0</a:propstat>")),
        Poll("xml.root-without-namespace", xml => xml
            .Replace("<a:multistatus", "<multistatus", StringComparison.Ordinal)
            .Replace("</a:multistatus", "</multistatus", StringComparison.Ordinal)),
        Poll("xml.status-is-a-number", xml => StatusElement().Replace(
            xml, status => $"<a:status>{Status().Match(status.Value).Groups[1].Value}</a:status>")),
        Poll("xml.href-of-the-root", xml => HrefElement().Replace(xml, "<a:href>/</a:href>")),
        Poll("xml.prefixed-li", xml => xml
            .Replace("<li>", "<b:li>", StringComparison.Ordinal)
            .Replace("</li>", "</b:li>", StringComparison.Ordinal)),
        Fault.OfWire("http.content-type-plain", answer =>
            answer.Status == 207 ? answer.With("Content-Type", "text/plain") : answer),
    ];

    static Fault Poll(string id, Func<string, string> rewrite) =>
        Fault.OfWire(id, answer => answer.Answers("POLL", 207) ? answer.WithText(rewrite(answer.Text)) : answer);

    static bool IsQuiet(string xml) => Status().Matches(xml).All(status => status.Groups[1].Value == "204");

    /// <summary>The last <c>li</c> of the body; with it its response when it is the only one there.</summary>
    [GeneratedRegex("(?:<a:response>(?:(?!<li>|<a:response>).)*<li>[^<]*</li></b:subscriptionID></a:response>(?=</a:multistatus>)"
        + "|<li>[^<]*</li>(?=</b:subscriptionID></a:response></a:multistatus>))")]
    private static partial Regex LastId();

    [GeneratedRegex("(<b:subscriptionID>)(<li>[^<]*</li>)")]
    private static partial Regex FirstIdOfResponse();

    [GeneratedRegex("</b:subscriptionID></a:response><a:response>.*?<b:subscriptionID>")]
    private static partial Regex BetweenResponses();

    [GeneratedRegex("<a:status>[^<]*</a:status>")]
    private static partial Regex StatusElement();

    [GeneratedRegex("<a:href>[^<]*</a:href>")]
    private static partial Regex HrefElement();

    [GeneratedRegex("</b:subscriptionID></a:response></a:multistatus>")]
    private static partial Regex LastList();

    [GeneratedRegex("<a:status>HTTP/1.1 ([0-9]{3})")]
    private static partial Regex Status();
}
