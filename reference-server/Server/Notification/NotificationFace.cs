using System.Net;
using System.Text;
using Conformance.Engine.Profiles;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Hosting;

namespace Conformance.Server.Notification;

/// <summary>SUBSCRIBE, POLL and UNSUBSCRIBE of Exchange WebDAV, on every resource, and NOTIFY to those who asked for it.</summary>
/// <remarks>Source: Exchange 2003 SDK, pages of the three methods and their headers. Request bodies are never read.</remarks>
public sealed class NotificationFace : IFace
{
    static readonly HashSet<string> methods = ["SUBSCRIBE", "UNSUBSCRIBE", "POLL"];

    public IReadOnlySet<string> MethodsAt(string path) => methods;

    public void Enter(WorldRun run)
    {
        var group = Convert.ToBase64String(run.World.StoreId.AsSpan());
        run.World.Notifier.Send = notice =>
        {
            var to = new IPEndPoint(IPAddress.Parse(notice.To.Host), notice.To.Port);
            foreach (var datagram in run.Rules.Notification.WriteNotice(notice, group, run.World.Limits.DatagramBytesMax))
                run.Postman.Send(Encoding.ASCII.GetBytes(datagram), to, run.World.Clock);
        };
    }

    public Task ServeAsync(WorldCall call) => call.Request.Method switch
    {
        "POLL" => PollMethod.Answer(call),
        "SUBSCRIBE" => SubscribeMethod.Answer(call),
        _ => UnsubscribeMethod.Answer(call),
    };

    /// <summary>One page has the 401 of a POLL inside a 207 only, and two readers saw other statuses there (C-05).</summary>
    public Task? ServeStranger(WorldCall call)
    {
        if (call.Request.Method != "POLL"
            || LineOf(call.World.Readings.StrangerPoll) is not { } line
            || !IdList.TryParse(
                call.Request.Headers[NotificationHeaders.SubscriptionId], call.World.Limits, out var ids))
            return null;
        var statuses = new IdStatus[ids.Length];
        Array.Fill(statuses, IdStatus.Unmatched);
        IdMultiStatus.Write(call, ids, statuses, _ => line);
        return Task.CompletedTask;
    }

    /// <summary>The status line under which all ids of a stranger stand; null when he is challenged instead.</summary>
    static string? LineOf(StrangerPoll reading) => reading switch
    {
        StrangerPoll.Inner401 => "HTTP/1.1 401 Unauthorized",
        StrangerPoll.Inner409 => "HTTP/1.1 409 Conflict",
        StrangerPoll.Inner412 => "HTTP/1.1 412 Precondition Failed",
        _ => null,
    };
}
