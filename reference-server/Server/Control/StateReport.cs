using System.Text.Json.Nodes;
using Conformance.Engine.Notifying;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Dav;
using Conformance.Server.Hosting;
using Conformance.Server.Notification;
using Conformance.Server.Rvp;

namespace Conformance.Server.Control;

/// <summary>What is in a world, for people and tests to look at.</summary>
static class StateReport
{
    public static JsonObject Of(WorldHost host)
    {
        var world = host.World;
        lock (world.Gate)
            return new JsonObject
            {
                ["now"] = world.Now.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                ["profile"] = world.Profile.Name,
                ["resources"] = List(world.Store.All.OrderBy(r => r.Id), Show),
                ["changes"] = List(world.Log.Entries, Show),
                ["subscriptions"] = List(
                    world.Subscriptions.Table.All.Where(s => !world.Rules.HasExpired(s.Lease, world.Now)).OrderBy(s => s.Id),
                    s => Show(s, world.Now)),
                ["held"] = List(host.Run.Held.States, s => new JsonObject { ["name"] = s.Key, ["state"] = s.Value }),
                ["waits"] = world.Waits.Count,
                ["defects"] = List(host.Defects, d => (JsonNode)d),
            };
    }

    static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> show) => new([.. items.Select(show)]);

    static JsonObject Show(Resource resource) => new()
    {
        ["id"] = resource.Id,
        ["parent"] = resource.Parent?.Id ?? 0,
        ["path"] = DavPaths.Of(resource),
        ["folder"] = resource.IsFolder,
        ["class"] = resource.ContentClass,
        ["change"] = resource.ChangeNumber,
    };

    static JsonObject Show(Change change) => new()
    {
        ["number"] = change.Number,
        ["resource"] = change.Resource,
        ["before"] = change.ParentBefore,
        ["after"] = change.ParentAfter,
        ["kind"] = change.Kind.ToString(),
    };

    static JsonObject Show(Subscription subscription, DateTimeOffset now) => new()
    {
        ["id"] = subscription.Id,
        ["owner"] = subscription.Owner,
        ["location"] = subscription.Location,
        ["type"] = subscription.Inbox is null
            ? NotificationTypes.WordOf(subscription.Type)
            : RvpNotificationTypes.WordOf(subscription.Type),
        ["depth"] = subscription.Depth,
        ["callBack"] = subscription.CallBack?.Uri ?? subscription.Inbox?.Url.OriginalString,
        ["delay"] = subscription.DelaySeconds,
        ["notify"] = new JsonObject
        {
            ["phase"] = subscription.Notify.Phase.ToString().ToLowerInvariant(),
            ["told"] = subscription.Notify.Told,
            ["secondsToNext"] = subscription.Notify.Phase == NotifyPhase.Idle ? null : (subscription.Notify.DueAt - now).TotalSeconds,
        },
        ["lifetime"] = subscription.Lease.Seconds,
        ["secondsLeft"] = (subscription.Lease.ExpiresAt - now).TotalSeconds,
        ["event"] = subscription.HasEvent,
    };
}
