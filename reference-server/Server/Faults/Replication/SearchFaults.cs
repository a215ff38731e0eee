using System.Text.RegularExpressions;
using Conformance.Server.Replication;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Faults.Replication;

/// <summary>A SEARCH whose rows are right and whose form is wrong, or that reads its request carelessly.</summary>
static partial class SearchFaults
{
    public static readonly Fault[] All =
    [
        Fault.OfWire("search.plain-200", answer => answer.Answers("SEARCH", 207) ? answer.WithStatus(200, "OK") : answer),
        Fault.OfWire("search.type-is-plain", answer => answer.Answers("SEARCH", 207) ? answer.With("Content-Type", "text/plain") : answer),
        Fault.OfWire("search.type-names-its-charset", answer =>
            answer.Answers("SEARCH", 207) ? answer.With("Content-Type", "text/xml; charset=utf-8") : answer),
        Rows("search.blanks-in-propstat", xml => xml.Replace("<a:propstat>", "<a:propstat>\r\n ")),
        Rows("search.found-is-successful", xml => xml.Replace("HTTP/1.1 200 OK", "HTTP/1.1 200 Successful")),
        Rows("search.href-missing", xml => Href().Replace(xml, "")),
        Rows("search.href-decoded", xml => Href().Replace(xml, href => href.Value
            .Replace("%20", " ").Replace("%23", "#").Replace("%3F", "?").Replace("%2C", "%252C"))),
        Rows("search.href-without-host", xml => Href().Replace(xml, href => Origin().Replace(href.Value, ""))),
        Rows("search.status-is-a-number", xml => Status().Replace(xml, "<a:status>$1</a:status>")),
        Rows("search.prop-before-status", xml => Propstat().Replace(xml, "<a:propstat>$2$1</a:propstat>")),
        Rows("search.propstat-without-status", xml => Propstat().Replace(xml, "<a:propstat>$2</a:propstat>")),
        Rows("search.unasked-repl", xml => IsManifest(xml) ? xml : xml.Replace("<a:response>", "<d:repl/><a:response>")),
        Fault.OfWire("search.tag-of-no-one", answer => answer.Answers("SEARCH", 207) ? answer.With("ResourceTag", "<rt:0>") : answer),
        Fault.OfWire("search.nothing-is-404", answer =>
            answer.Answers("SEARCH", 207) && !answer.Text.Contains("<a:response>", StringComparison.Ordinal) && !IsManifest(answer.Text)
            ? answer.WithStatus(404, "Not Found").Without("Content-Type").WithBody([])
            : answer),
        Rows("search.last-row-missing", xml => LastRow().Replace(xml, "")),
        Rows("search.first-row-twice", xml => FirstRow().Replace(xml, "$0$0", 1)),
        Rows("search.href-when-selected", xml => SelectedHref().IsMatch(xml) ? xml : Href().Replace(xml, "")),
        Rows("search.href-of-the-folder", xml => LastSegment().Replace(xml, "/</a:href>")),
        Rows("search.plus-is-a-blank", xml => Href().Replace(xml, href => href.Value.Replace("+", "%20"))),
        Rows("search.prop-missing", xml => Prop().Replace(xml, "")),
        Rows("search.no-namespaces", xml => Prefixed().Replace(xml, "<$1")),
        Rows("search.escapes-twice", xml => xml.Replace("&lt;", "&amp;lt;")),
        Rows("search.no-resourcetag", xml => Tag().Replace(xml, "")),
        Fault.OfWire("search.ranges-not-announced", answer =>
            answer.Answers("SEARCH", 207) ? answer.Without("Accept-Ranges") : answer),
        Fault.OfWire("search.bad-xml-is-500", answer =>
            answer.Answers("SEARCH", 400) ? answer.WithStatus(500, "Internal Server Error") : answer),
        Fault.OfWire("search.scope-missing-is-empty", answer =>
            answer.Answers("SEARCH", 404) ? WithoutRows(answer) : answer),
        Rows("search.no-types", xml => Type().Replace(xml, "")),
        Rows("search.truths-are-words", xml => xml
            .Replace("b:dt=\"boolean\">0<", "b:dt=\"boolean\">false<")
            .Replace("b:dt=\"boolean\">1<", "b:dt=\"boolean\">true<")),
        Rows("search.values-in-one", xml => Values().Replace(
            xml, values => string.Join(",", Value().Matches(values.Value).Select(v => v.Groups[1].Value)))),
        Rows("search.alias-ignored", xml => Aliased().Replace(xml, "<$1a:$2$3>")),
        Rows("search.importance-in-dav", xml => Importance().Replace(xml, "<$1a:Importance")),
        Rows("search.missing-is-empty", xml => xml.Replace("404 Not Found", "200 OK")),
        Fault.OfWire("search.syntax-error-is-500", answer =>
            answer.Answers("SEARCH", 422) ? answer.WithStatus(500, "Internal Server Error") : answer),
        Fault.OfWire("search.syntax-error-is-empty", answer => answer.Answers("SEARCH", 422) ? WithoutRows(answer) : answer),
        Fault.OfWire("search.bad-xml-is-empty", answer => answer.Answers("SEARCH", 400) ? WithoutRows(answer) : answer),
        Rule("search.any-type-taken", rules => rules with { TakesType = _ => true }),
        Rule("search.shows-everything", rules => rules with { Shows = (_, _) => true }),
        AccountFaults.Anonymous("search.anonymous"),
        Refusing("search.chunks-refused", request => request.ContentLength is null),
        Refusing("search.depth-refused", request => request.Headers.ContainsKey("Depth")),
        Fault.OfWire("search.not-announced", answer => answer.Answers("OPTIONS", 200) && answer["Allow"] is { } allow
            ? answer.With("Allow", allow.Replace(", SEARCH", ""))
            : answer),
        Fault.OfWire("search.grammar-not-announced", answer => answer.Answers("OPTIONS", 200) ? answer.Without("DASL") : answer),
    ];

    internal static Fault Rows(string id, Func<string, string> rewrite) =>
        Fault.OfWire(id, answer => answer.Answers("SEARCH", 207) ? answer.WithText(rewrite(answer.Text)) : answer);

    static bool IsManifest(string xml) => xml.Contains("<d:repl>", StringComparison.Ordinal);

    static WireAnswer WithoutRows(WireAnswer answer) => answer.WithStatus(207, "Multi-Status")
        .With("Content-Type", "text/xml").With("Content-Length", "0").WithText("<a:multistatus xmlns:a=\"DAV:\"/>");

    static Fault Refusing(string id, Func<HttpRequest, bool> refuses) => Fault.OfFace(id, rules => rules with
    {
        Refuse = request => request.Method == "SEARCH" && refuses(request) ? StatusCodes.Status400BadRequest : rules.Refuse(request),
    });

    internal static Fault Rule(string id, Func<ReplicationRules, ReplicationRules> rule) =>
        Fault.OfFace(id, rules => rules with { Replication = rule(rules.Replication) });

    [GeneratedRegex("<a:href>[^<]*</a:href>")]
    private static partial Regex Href();

    /// <summary>An address among the properties of a row.</summary>
    [GeneratedRegex("<a:prop>(?:(?!</a:prop>).)*<a:href")]
    private static partial Regex SelectedHref();

    [GeneratedRegex("/[^/<]*</a:href>")]
    private static partial Regex LastSegment();

    [GeneratedRegex("<a:prop>.*?</a:prop>|<a:prop/>")]
    private static partial Regex Prop();

    /// <summary>The start or end of an element of a namespace that the query brought in.</summary>
    [GeneratedRegex("<(/?)[e-z]:")]
    private static partial Regex Prefixed();

    [GeneratedRegex("<d:resourcetag[^>]*>[^<]*</d:resourcetag>")]
    private static partial Regex Tag();

    [GeneratedRegex("http://[^/]*")]
    private static partial Regex Origin();

    [GeneratedRegex("<a:status>HTTP/1.1 ([0-9]{3})[^<]*</a:status>")]
    private static partial Regex Status();

    [GeneratedRegex("<a:propstat>(<a:status>[^<]*</a:status>)(<a:prop>.*?</a:prop>|<a:prop/>)</a:propstat>")]
    private static partial Regex Propstat();

    [GeneratedRegex("<a:response>.*?</a:response>")]
    private static partial Regex FirstRow();

    [GeneratedRegex("<a:response>(?:(?!<a:response>).)*</a:response>(?=</a:multistatus>)")]
    private static partial Regex LastRow();

    [GeneratedRegex("(?:<v xmlns=\"xml:\">[^<]*</v>)+")]
    private static partial Regex Values();

    [GeneratedRegex("<v xmlns=\"xml:\">([^<]*)</v>")]
    private static partial Regex Value();

    [GeneratedRegex(" b:dt=\"[^\"]*\"")]
    private static partial Regex Type();

    /// <summary>An element without a prefix that is no value of several.</summary>
    [GeneratedRegex("<(/?)(seven|uid|deleted)([^>]*)>")]
    private static partial Regex Aliased();

    [GeneratedRegex("<(/?)[a-z]:Importance")]
    private static partial Regex Importance();
}
