using Conformance.Engine;
using Conformance.Engine.Accounts;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Notification;

namespace Conformance.Server.Faults;

/// <summary>A SUBSCRIBE that takes what it should refuse, or answers without what it should say.</summary>
static class SubscribeFaults
{
    /// <summary>An id that no world of a test reaches.</summary>
    const string UnknownId = "2000000000";

    public static readonly Fault[] All =
    [
        ReadingType("subscribe.takes-any-type", (read, word) => read(word) ?? (word is null ? null : NotificationType.Update)),
        ReadingType("subscribe.type-defaults-to-update", (read, word) => read(word ?? "update")),
        ReadingType("subscribe.type-case-matters", (read, word) =>
            word is not null && word.Any(char.IsAsciiLetterUpper) ? null : read(word)),
        ReadingType("subscribe.several-types-is-500", (read, word) => read(word?.Split(',').Single())),
        ReadingType("subscribe.no-newmail", (read, word) => read(word) is var type && type == NotificationType.NewMail ? null : type),
        ReadingType("subscribe.drops-blanks-inside", (read, word) => read(word?.Replace(" ", ""))),
        Fault.OfFace("subscribe.takes-noroot", rules => rules with
        {
            Notification = rules.Notification with { ReadDepth = text => rules.Notification.ReadDepth(text.Split(',')[0]) },
        }),
        Fault.OfRule("subscribe.depth-defaults-to-0", rules => rules with { DefaultDepth = _ => 0 }),
        Fault.OfWire("subscribe.names-another-type", answer =>
            answer.Answers("SUBSCRIBE", 200) ? answer.With(NotificationHeaders.NotificationType, "delete") : answer),
        Fault.OfWire("subscribe.same-id-for-all", answer =>
            answer.Answers("SUBSCRIBE", 200) ? answer.MapIds(_ => ["7"]) : answer),
        Fault.OfWire("subscribe.poll-interval-is-text", answer =>
            answer.Answers("SUBSCRIBE", 200) ? answer.With("Poll-Interval", "soon") : answer),
        Refused("subscribe.stranger-gets-an-id", 401),
        Refused("subscribe.takes-permanent-urls", 403),
        Fault.OfFace("subscribe.takes-any-depth", rules => rules with
        {
            Notification = rules.Notification with { ReadDepth = text => text == "0" ? 0 : 1 },
        }),
        Fault.OfRule("subscribe.reuses-equal", rules => rules with
        {
            Admit = (world, subscription) => EqualOf(world, subscription) ?? rules.Admit(world, subscription),
        }),
        Fault.OfWire("subscribe.no-location", answer =>
            answer.Answers("SUBSCRIBE", 200) ? answer.Without(NotificationHeaders.ContentLocation) : answer),
        Fault.OfWire("subscribe.answers-201", answer =>
            answer.Answers("SUBSCRIBE", 200) ? answer.WithStatus(201, "Created") : answer),
        Fault.OfWire("subscribe.id-is-a-uri", answer =>
            answer.Answers("SUBSCRIBE", 200) ? answer.MapIds(ids => ids.Select(id => "opaquelocktoken:" + id)) : answer),
        Refused("subscribe.nowhere-is-200", 404),
        Fault.OfWire("subscribe.refusal-names-an-id", answer => answer.Answers("SUBSCRIBE", 400, 403, 404, 415)
            ? answer.With(NotificationHeaders.SubscriptionId, UnknownId)
            : answer),
        Fault.OfWire("subscribe.body-is-500", answer =>
            answer.Answers("SUBSCRIBE", 415) ? answer.WithStatus(500, "Internal Server Error") : answer),
        Fault.OfRule("subscribe.ignores-read-access", rules => rules with
        {
            RightsOf = (access, resource, account) => rules.RightsOf(access, resource, account) | Rights.Read,
        }),
    ];

    /// <summary>A refusal that is a grant.</summary>
    static Fault Refused(string id, int status) => Fault.OfWire(id, answer => answer.Answers("SUBSCRIBE", status)
        ? answer.WithStatus(200, "OK").With(NotificationHeaders.SubscriptionId, UnknownId)
        : answer);

    static Fault ReadingType(string id, Func<Func<string?, NotificationType?>, string?, NotificationType?> wrong) =>
        Fault.OfFace(id, rules => rules with
        {
            Notification = rules.Notification with { ReadType = word => wrong(rules.Notification.ReadType, word) },
        });

    static Subscription? EqualOf(World world, Subscription asked) =>
        world.Subscriptions.Table.Watching(asked.Target).FirstOrDefault(live =>
            live.Owner == asked.Owner && live.Type == asked.Type && live.Depth == asked.Depth
            && !world.Rules.HasExpired(live.Lease, world.Now));
}
