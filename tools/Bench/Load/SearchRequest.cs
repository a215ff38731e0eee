using System.Globalization;
using System.Text;

namespace Conformance.Bench.Load;

/// <summary>Requests about a folder that <see cref="FillFace"/> made, as the text that goes out.</summary>
static class SearchRequest
{
    public const string Credentials = "Authorization: Basic dXNlcjA6dXNlcjA=\r\n";

    public static string Fill(string folder, int items) =>
        $"{FillFace.Method} {folder} HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n{Credentials}Count: {items.ToString(CultureInfo.InvariantCulture)}\r\nContent-Length: 0\r\n\r\n";

    /// <param name="repl">The element repl; empty for a plain search.</param>
    public static string Search(string folder, string repl = "")
    {
        var body = $"<D:searchrequest xmlns:D=\"DAV:\" xmlns:R=\"http://schemas.microsoft.com/repl/\">{repl}"
            + "<D:sql>SELECT \"DAV:displayname\", \"http://schemas.microsoft.com/repl/repl-uid\", \"http://schemas.microsoft.com/repl/resourcetag\" FROM \"\"</D:sql></D:searchrequest>";
        return Of("SEARCH", folder, "text/xml", body);
    }

    public static string Put(string path, string body) => Of("PUT", path, "text/plain", body);

    static string Of(string method, string path, string type, string body) => string.Create(CultureInfo.InvariantCulture,
        $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n{Credentials}Content-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
