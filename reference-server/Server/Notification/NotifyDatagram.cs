using System.Globalization;
using System.Text;
using Conformance.Engine.Notifying;

namespace Conformance.Server.Notification;

/// <summary>NOTIFY: a request in one datagram, answered by nobody. Source: Exchange SDK, "NOTIFY Method".</summary>
/// <remarks>
/// <code>
/// NOTIFY httpu://www.fourthcoffee.com:8080/510 HTTP/1.1
/// Subscription-id: 15
/// </code>
/// and an empty line: 78 bytes. The form is what known listeners need: the call-back as it was given, this spelling of the
/// first header, one blank after its colon, none in the list, CRLF. Ids that do not fit go into further datagrams.
/// </remarks>
public static class NotifyDatagram
{
    /// <summary>The datagrams of a notice; one at least.</summary>
    /// <param name="group">Base64 of the store's 16 bytes.</param>
    /// <param name="bytesMax">Kept unless a single id needs more.</param>
    public static IEnumerable<string> Write(Notice notice, string group, int bytesMax)
    {
        var fixedBytes = Text(notice.To.Uri, "", group).Length;
        var list = new StringBuilder();
        foreach (var id in notice.Ids)
        {
            var next = id.ToString(CultureInfo.InvariantCulture);
            if (list.Length > 0 && fixedBytes + list.Length + 1 + next.Length > bytesMax)
            {
                yield return Text(notice.To.Uri, list.ToString(), group);
                list.Clear();
            }
            list.Append(list.Length == 0 ? "" : ",").Append(next);
        }
        yield return list.Length > 0
            ? Text(notice.To.Uri, list.ToString(), group)
            : $"NOTIFY {notice.To.Uri} HTTP/1.1\r\n{NotificationHeaders.SubscribeGroup}: {group}\r\n\r\n";
    }

    static string Text(string uri, string ids, string group) =>
        $"NOTIFY {uri} HTTP/1.1\r\n{NotificationHeaders.SubscriptionIdOfNotify}: {ids}\r\n"
        + $"{NotificationHeaders.SubscribeGroup}: {group}\r\n\r\n";
}
