using Conformance.Engine.Profiles;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Hosting;

namespace Conformance.Server.Notification;

/// <summary>SUBSCRIBE, POLL and UNSUBSCRIBE of Exchange WebDAV, on every resource.</summary>
/// <remarks>Source: Exchange 2003 SDK, pages of the three methods and their headers. Request bodies are never read.</remarks>
public sealed class NotificationFace : IFace
{
    static readonly string[] methods = ["SUBSCRIBE", "UNSUBSCRIBE", "POLL"];

    public IReadOnlyCollection<string> MethodsAt(string path) => methods;

    public Task ServeAsync(WorldCall call) => call.Request.Method switch
    {
        "POLL" => PollMethod.Answer(call),
        "SUBSCRIBE" => SubscribeMethod.Answer(call),
        _ => UnsubscribeMethod.Answer(call),
    };

    /// <summary>Two of the documents' readers saw an unauthenticated POLL answered inside a 207 (C-05).</summary>
    public bool ServeStranger(WorldCall call)
    {
        if (call.Request.Method != "POLL"
            || call.World.Readings.StrangerPoll is StrangerPoll.Challenged
            || !IdList.TryParse(
                call.Request.Headers[NotificationHeaders.SubscriptionId], call.World.Limits, out var ids))
            return false;
        var line = call.World.Readings.StrangerPoll == StrangerPoll.Inner412
            ? "HTTP/1.1 412 Precondition Failed"
            : "HTTP/1.1 409 Conflict";
        var statuses = new IdStatus[ids.Length];
        Array.Fill(statuses, IdStatus.Unmatched);
        IdMultiStatus.Write(call, ids, statuses, _ => line);
        return true;
    }
}
