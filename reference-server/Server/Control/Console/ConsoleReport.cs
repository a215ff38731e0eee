using System.Globalization;
using System.Text.Json.Nodes;
using Conformance.Engine;
using Conformance.Engine.Notifying;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;
using Conformance.Engine.Waiting;
using Conformance.Protocol;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Conformance.Server.Notification;

namespace Conformance.Server.Control.Console;

/// <summary>A world at a glance: what somebody who develops a client wants to see the server think.</summary>
/// <remarks>Asked every second, so each list is bounded and nothing is computed that is not shown. Counts are whole.</remarks>
static class ConsoleReport
{
    public const int SubscriptionsMax = 200;
    public const int HeldMax = 100;
    public const int FoldersMax = 10;
    public const int EventsMax = 50;

    public static JsonObject Of(WorldHost host)
    {
        var (run, world) = (host.Run, host.World);
        var held = world.Waits.All;
        lock (world.Gate)
        {
            var live = world.Subscriptions.Table.All.Where(s => !world.Rules.HasExpired(s.Lease, world.Now)).ToArray();
            return new JsonObject
            {
                ["world"] = host.Number,
                ["url"] = host.Url.AbsoluteUri,
                ["now"] = Instant(world.Now),
                ["clock"] = world.Simulated is null ? ControlNames.Real : ControlNames.Simulated,
                ["profile"] = world.Profile.Name,
                ["faults"] = List(host.FaultIds, f => (JsonNode)f),
                ["counts"] = new JsonObject
                {
                    ["subscriptions"] = live.Length,
                    ["held"] = held.Length,
                    ["events"] = world.Log.Last,
                    ["requests"] = run.Requests.Count,
                    ["notices"] = run.Postman.Sent,
                },
                // The leases that run out next, since those are what one waits for.
                ["subscriptions"] = List(live.OrderBy(s => s.Lease.ExpiresAt).ThenBy(s => s.Id).Take(SubscriptionsMax), s => Show(s, world.Now)),
                ["held"] = List(held.Take(HeldMax), w => Show(w, world)),
                ["events"] = List(world.Log.After(world.Log.Last - EventsMax).Reverse(), c => Show(c, world)),
                ["requests"] = List(run.Requests.Latest(RequestLog.KeptMax), Show),
                ["defects"] = List(host.Defects, d => (JsonNode)d),
            };
        }
    }

    static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> show) => new([.. items.Select(show)]);

    static string Instant(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    static JsonObject Show(Subscription subscription, DateTimeOffset now) => new()
    {
        ["id"] = subscription.Id,
        ["owner"] = subscription.Owner,
        ["location"] = subscription.Location,
        ["type"] = NotificationTypes.WordOf(subscription.Type),
        ["depth"] = subscription.Depth,
        ["callBack"] = subscription.CallBack?.Uri,
        ["notify"] = subscription.Notify.Phase == NotifyPhase.Idle ? null : subscription.Notify.Phase.ToString().ToLowerInvariant(),
        ["lifetime"] = subscription.Lease.Seconds,
        ["secondsLeft"] = (subscription.Lease.ExpiresAt - now).TotalSeconds,
        ["event"] = subscription.HasEvent,
    };

    static JsonObject Show(Wait wait, World world) => new()
    {
        ["who"] = wait.Facts.Who,
        ["request"] = wait.Facts.Request,
        ["seconds"] = (wait.Facts.Until - wait.Facts.Since).TotalSeconds,
        ["secondsLeft"] = (wait.Facts.Until - world.Now).TotalSeconds,
        ["folders"] = List(wait.Grounds.Where(ground => !ground.IsOfFolders).Take(FoldersMax), ground => (JsonNode)PathOf(ground.Folder, world)),
    };

    static JsonObject Show(Change change, World world) => new()
    {
        ["number"] = change.Number,
        ["kind"] = change.Kind.ToString().ToLowerInvariant(),
        ["path"] = PathOf(change.Resource, world),
    };

    static JsonObject Show(RequestNote note) => new()
    {
        ["number"] = note.Number,
        ["at"] = Instant(note.At),
        ["method"] = note.Method,
        ["target"] = note.Target,
        ["who"] = note.Account,
        ["status"] = note.Status,
    };

    /// <summary>What is gone has its number left.</summary>
    static string PathOf(long id, World world) =>
        world.Store.Find(id) is { } resource ? DavPaths.Of(resource) : string.Create(CultureInfo.InvariantCulture, $"(gone, resource {id})");
}
