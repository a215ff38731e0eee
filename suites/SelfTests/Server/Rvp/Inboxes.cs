using System.Net;
using Conformance.Harness.Wire;

namespace Conformance.SelfTests.Server.Rvp;

/// <summary>Talks to a server of presence as one principal after the other.</summary>
static class Presence
{
    public const string DeepOr = "DeepOr";

    public static (string, string)[] As(string url, params (string, string)[] more) =>
        [("RVP-Notifications-Version", "0.2"), ("RVP-From-Principal", url), .. more];

    public static (string, string)[] Subscribing(string url, string type, string callBack) =>
        As(url, ("Subscription-Lifetime", "600"), ("Notification-Type", type), ("Call-Back", callBack));

    public static string State(string state) =>
        "<d:propertyupdate xmlns:d=\"DAV:\" xmlns:r=\"http://schemas.microsoft.com/rvp/\"><d:set><d:prop>"
        + $"<r:state><r:{state}/></r:state></d:prop></d:set></d:propertyupdate>";

    public static string Message(string from) =>
        "<r:notification xmlns:d=\"DAV:\" xmlns:r=\"http://schemas.microsoft.com/rvp/\"><r:message>"
        + $"<r:notification-from><r:contact><d:href>{from}</d:href></r:contact></r:notification-from>"
        + "<r:msgbody><r:mime-data>hello</r:mime-data></r:msgbody></r:message></r:notification>";

    /// <summary>The request that reached a listener, answered 200.</summary>
    public static async Task<HttpMessage> TakeAsync(this RequestListener node)
    {
        var arrived = await node.TakeAsync(TimeSpan.FromSeconds(30)) ?? throw new TimeoutException("nothing reached the listener");
        await arrived.AnswerAsync("HTTP/1.1 200 Successful\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        return arrived.Message!;
    }

    public static RequestListener Listen() => RequestListener.Start(new ListenerOptions { Address = IPAddress.Loopback, Path = "" });
}
