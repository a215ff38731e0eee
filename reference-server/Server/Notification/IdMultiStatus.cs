using System.Text;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Notification;

/// <summary>Writes the 207 that sorts ids by status. Source: Exchange SDK, "POLL Method", example.</summary>
/// <remarks>
/// <code>
/// a:multistatus > a:response+ > a:href, a:status, b:subscriptionID > li+
/// </code>
/// One response for each status, <c>li</c> in no namespace, no white space: a known client crashes on text before the
/// first <c>li</c>. The Exchange namespace is the http form, because clients compare it exactly.
/// </remarks>
public static class IdMultiStatus
{
    const int IdDigitsMax = 20;
    const int FixedMax = 256;

    /// <summary>Statuses in the order in which they are written.</summary>
    static readonly IdStatus[] order =
        [IdStatus.Fired, IdStatus.Quiet, IdStatus.Denied, IdStatus.Gone, IdStatus.Unmatched];

    public static void Write(WorldCall call, ReadOnlySpan<ulong> ids, ReadOnlySpan<IdStatus> statuses) =>
        Write(call, ids, statuses, StatusLine);

    /// <param name="lineOf">Status line of a status.</param>
    public static void Write(
        WorldCall call, ReadOnlySpan<ulong> ids, ReadOnlySpan<IdStatus> statuses, Func<IdStatus, string> lineOf)
    {
        var href = XmlText.Escape(call.Url);
        var exchange = call.World.Readings.HttpsNamespace ? DavNames.ExchangeHttps : DavNames.Exchange;
        var most = FixedMax + (order.Length * (FixedMax + Encoding.UTF8.GetMaxByteCount(href.Length)))
            + (ids.Length * (IdDigitsMax + "<li></li>".Length));
        var body = new Utf8Appender(call.Response.BodyWriter.GetSpan(most));
        body.Append("<?xml version=\"1.0\"?><a:multistatus xmlns:b=\""u8);
        body.Append(exchange);
        body.Append("\" xmlns:a=\"DAV:\">"u8);
        foreach (var status in order)
        {
            if (!statuses.Contains(status))
                continue;
            body.Append("<a:response><a:href>"u8);
            body.Append(href);
            body.Append("</a:href><a:status>"u8);
            body.Append(lineOf(status));
            body.Append("</a:status><b:subscriptionID>"u8);
            for (var i = 0; i < ids.Length; i++)
            {
                if (statuses[i] != status)
                    continue;
                body.Append("<li>"u8);
                body.Append(ids[i]);
                body.Append("</li>"u8);
            }
            body.Append("</b:subscriptionID></a:response>"u8);
        }
        body.Append("</a:multistatus>"u8);
        call.Response.StatusCode = StatusCodes.Status207MultiStatus;
        call.Response.ContentType = "text/xml";
        call.Response.ContentLength = body.Length;
        call.Response.BodyWriter.Advance(body.Length);
    }

    static string StatusLine(IdStatus status) => status switch
    {
        IdStatus.Fired => "HTTP/1.1 200 OK",
        IdStatus.Quiet => "HTTP/1.1 204 No Content",
        IdStatus.Denied => "HTTP/1.1 401 Unauthorized",
        IdStatus.Gone => "HTTP/1.1 404 Not Found",
        _ => "HTTP/1.1 412 Precondition Failed",
    };
}
