using System.Text;

namespace Conformance.Server.Faults;

/// <summary>Answers each method of the notification face with its documented example, whatever was asked.</summary>
/// <remarks>
/// Source: Exchange SDK, examples of "SUBSCRIBE Method" (id 15), "POLL Method" (ids 8 to 12, of which 11 fired) and
/// "UNSUBSCRIBE Method" (id 16), with the namespace and the hrefs that the service sent: http.
/// </remarks>
static class Parrot
{
    const string Subscribed = """
        HTTP/1.1 200 OK
        Server: Microsoft-IIS/5.0
        Date: Fri, 06 Jul 2001 19:12:21 GMT
        Subscription-ID: 15
        Subscription-Lifetime: 3600
        Notification-Type: update
        Content-Location: http://www.contoso.com/public/subtest/
        """;

    const string Sorted = """
        HTTP/1.1 207 Multi-Status
        Server: Microsoft-IIS/5.0
        Date: Fri, 06 Jul 2001 19:23:12 GMT
        Content-Type: text/xml
        """;

    const string Namespaces = """<?xml version="1.0"?><a:multistatus xmlns:b="http://schemas.microsoft.com/Exchange/" xmlns:a="DAV:">""";

    const string Polled = Namespaces
        + "<a:response><a:href>http://www.contoso.com/public/subtest/</a:href><a:status>HTTP/1.1 200 OK</a:status>"
        + "<b:subscriptionID><li>11</li></b:subscriptionID></a:response>"
        + "<a:response><a:href>http://www.contoso.com/public/subtest/</a:href><a:status>HTTP/1.1 204 No Content</a:status>"
        + "<b:subscriptionID><li>8</li><li>9</li><li>10</li><li>12</li></b:subscriptionID></a:response></a:multistatus>";

    const string Cancelled = Namespaces
        + "<a:response><a:href>http://www.contoso.com/public/subtest</a:href><a:status>HTTP/1.1 200 OK</a:status>"
        + "<b:subscriptionID><li>16</li></b:subscriptionID></a:response></a:multistatus>";

    public static readonly Fault[] All = [Fault.OfWire("parrot.documented-examples", Repeat)];

    static WireAnswer Repeat(WireAnswer answer) => answer.Method switch
    {
        "SUBSCRIBE" => Example(answer, Subscribed, ""),
        "POLL" => Example(answer, Sorted, Polled),
        "UNSUBSCRIBE" => Example(answer, Sorted, Cancelled),
        _ => answer,
    };

    static WireAnswer Example(WireAnswer answer, string head, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return answer with
        {
            Head = $"{head.ReplaceLineEndings("\r\n")}\r\nContent-Length: {bytes.Length}\r\n",
            Body = bytes,
        };
    }
}
