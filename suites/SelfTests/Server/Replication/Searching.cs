using System.Security;
using System.Xml.Linq;

namespace Conformance.SelfTests.Server.Replication;

/// <summary>Short words for SEARCH and its answers.</summary>
static class Searching
{
    static readonly XNamespace dav = "DAV:";

    public static Task<Answer> SearchAsync(
        this HttpClient client, string path, string sql, string? repl = null, params (string Name, string Value)[] headers) =>
        client.AskAsync("SEARCH", path,
            $"<D:searchrequest xmlns:D=\"DAV:\" xmlns:R=\"http://schemas.microsoft.com/repl/\">{repl}<D:sql>{SecurityElement.Escape(sql)}</D:sql></D:searchrequest>",
            [("Content-Type", "text/xml"), .. headers]);

    /// <summary>The last segment of the href of each row, in order.</summary>
    public static string[] Names(this Answer answer) => [.. answer.Rows().Select(row =>
        Uri.UnescapeDataString(row.Element(dav + "href")!.Value.TrimEnd('/').Split('/')[^1]))];

    public static IEnumerable<XElement> Rows(this Answer answer) => XDocument.Parse(answer.Body).Root!.Elements(dav + "response");

    /// <summary>The text of a property of a row with status 200; null when it has none.</summary>
    public static string? Value(this XElement row, XName property) => row.Elements(dav + "propstat")
        .Where(propstat => propstat.Element(dav + "status")!.Value.Contains(" 200 "))
        .Select(propstat => propstat.Element(dav + "prop")!.Element(property)).FirstOrDefault(e => e is not null)?.Value;
}
