using System.Collections.Immutable;
using Conformance.Engine.Devices;
using Conformance.Engine.Waiting;
using Conformance.Server.ActiveSync.Documents;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>Ping: waits for additions to folders. Source: MS-ASCMD 2.2.1.13, 2.2.3.177.11, 3.1.5.8.</summary>
/// <remarks>
/// 1 the time is over, 2 items came, 3 interval or folders are known neither from here nor from before, 4 the document breaks the
/// schema, 5 the interval is out of range, 6 too many folders, 7 the device does not know its folders, 8 the store cannot be asked.
/// The order of 6, 5 and 7 is ours: the documents are silent. What a refused Ping says is not remembered.
/// </remarks>
static class PingCommand
{
    const string RetryAfterSeconds = "30";

    enum Status
    {
        Expired = 1,
        Additions = 2,
        MissingParameters = 3,
        SyntaxError = 4,
        IntervalOutOfRange = 5,
        TooManyFolders = 6,
        FolderSyncRequired = 7,
        ServerError = 8,
    }

    public static Task Answer(CommandCall call)
    {
        var rules = call.Http.Rules.ActiveSync;
        var request = call.Document is null ? new PingRequest(null, null) : rules.ReadPing(call.Document, call.Version);
        if (request is null)
            return AnswerAsync(call, Status.SyntaxError);
        lock (call.World.Gate)
        {
            var (seconds, asked) = rules.Merge(call.Device, request);
            if (Refusal(call, seconds, asked) is { } refusal)
                return call.AnswerAsync(refusal);
            var folders = asked!.Value;
            rules.Remember(call.Device, (int)seconds!.Value, folders);
            rules.Supersede(call.World, call.Device);
            call.Device.Ping = new LivePing();
            return WaitAsync(call, call.Device.Ping, folders, rules.Wait(TimeSpan.FromSeconds(seconds.Value)));
        }
    }

    /// <summary>What a Ping is refused with; null when it is accepted.</summary>
    static Element? Refusal(CommandCall call, long? asked, ImmutableArray<WatchedFolder>? watched)
    {
        var limits = call.World.Limits;
        var rules = call.Http.Rules.ActiveSync;
        if (asked is not { } seconds || watched is not { } folders)
            return Document(Status.MissingParameters);
        if (rules.IsTooLong(limits, folders.Length))
            return Document(Status.TooManyFolders, Element.Of("Ping:MaxFolders", limits.PingFoldersMax));
        var nearest = rules.NearestInterval(limits, seconds);
        return seconds == nearest ? null : Document(Status.IntervalOutOfRange, Element.Of("Ping:HeartbeatInterval", nearest));
    }

    /// <summary>Begins with the world's lock held.</summary>
    static async Task WaitAsync(CommandCall call, LivePing live, ImmutableArray<WatchedFolder> folders, TimeSpan interval)
    {
        var rules = call.Http.Rules.ActiveSync;
        var end = call.World.Now + interval;
        Element? answer;
        try
        {
            while (true)
            {
                Task<WaitEnd?> wait;
                lock (call.World.Gate)
                {
                    var finding = rules.Find(call.World, call.Device, call.Mailbox, folders);
                    var left = end - call.World.Now;
                    if (finding.News != PingNews.None || left <= TimeSpan.Zero)
                    {
                        answer = finding.News == PingNews.Disabled ? null : Document(rules.Tell(call.Device, finding));
                        break;
                    }
                    // Registered before the lock is let go, so no change falls between the look and the wait.
                    wait = call.Http.HoldAsync(rules.Grounds(call.World, call.Mailbox, folders), left, live.Superseded);
                }
                var ended = await wait;
                if (ended is WaitEnd.Change or WaitEnd.Time)
                    continue;
                if (!live.IsSuperseded)
                {
                    await AnswerUnheardAsync(call, ended);
                    return;
                }
                answer = Document(Status.Expired);
                break;
            }
            await (answer is null ? call.RefuseAsync(GlobalStatus.UserDisabledForSync) : call.AnswerAsync(answer));
        }
        finally
        {
            lock (call.World.Gate)
                if (call.Device.Ping == live)
                    call.Device.Ping = null;
            live.Dispose();
        }
    }

    /// <summary>The client has gone or is dropped, or nothing more can be held.</summary>
    static Task AnswerUnheardAsync(CommandCall call, WaitEnd? ended)
    {
        if (ended is not null)
            return Task.CompletedTask;
        call.Http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return call.Http.AnswerAsync(StatusCodes.Status503ServiceUnavailable);
    }

    static Element Document(PingFinding finding) => finding.News switch
    {
        PingNews.Additions when finding.Folders.IsEmpty => Document(Status.Additions),
        PingNews.Additions => Document(
            Status.Additions, new Element("Ping:Folders", finding.Folders.Select(id => Element.Of("Ping:Folder", id)))),
        PingNews.OtherFolders => Document(Status.FolderSyncRequired),
        PingNews.BackEndLost => Document(Status.ServerError),
        _ => Document(Status.Expired),
    };

    static Task AnswerAsync(CommandCall call, Status status, Element? more = null) => call.AnswerAsync(Document(status, more));

    static Element Document(Status status, Element? more = null) =>
        new("Ping:Ping", Element.Of("Ping:Status", (int)status), more);
}
