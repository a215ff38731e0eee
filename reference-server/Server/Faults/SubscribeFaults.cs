using Conformance.Engine;
using Conformance.Engine.Accounts;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Notification;

namespace Conformance.Server.Faults;

/// <summary>A SUBSCRIBE that takes what it should refuse, or answers without what it should say.</summary>
static class SubscribeFaults
{
    public static readonly Fault[] All =
    [
        ReadingType("subscribe.takes-any-type", (read, word) => read(word) ?? (word is null ? null : NotificationType.Update)),
        ReadingType("subscribe.type-defaults-to-update", (read, word) => read(word ?? "update")),
        ReadingType("subscribe.type-case-matters", (read, word) =>
            word is not null && word.Any(char.IsAsciiLetterUpper) ? null : read(word)),
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
        Fault.OfRule("subscribe.ignores-read-access", rules => rules with
        {
            RightsOf = (access, resource, account) => rules.RightsOf(access, resource, account) | Rights.Read,
        }),
    ];

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
