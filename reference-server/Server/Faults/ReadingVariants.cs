using System.Text.RegularExpressions;
using Conformance.Engine;
using Conformance.Engine.Storage;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Dav;
using Conformance.Server.Notification;

namespace Conformance.Server.Faults;

/// <summary>The other side of what documents, clients and servers disagree on, as far as no profile of a world has it.</summary>
/// <remarks>Each stands for one reading of fixtures/requirements, which the report must name.</remarks>
static partial class ReadingVariants
{
    public static readonly Fault[] All =
    [
        Fault.OfWire("variant.id-in-body", answer =>
            answer.Answers("SUBSCRIBE", 200) && answer[NotificationHeaders.SubscriptionId] is { } id
                ? answer.Without(NotificationHeaders.SubscriptionId).With("Content-Type", "text/xml").WithText(BodyOf(id))
                : answer),
        Fault.OfWire("variant.no-list-of-fired-ids", answer =>
            answer.Answers("POLL", 207) ? answer.Without(NotificationHeaders.SubscriptionId) : answer),
        Fault.OfRule("variant.dead-ids-inside", rules => rules with { Refuses = (_, _, _) => false }),
        Fault.OfRule("variant.mixed-list-refused", rules => rules with
        {
            Refuses = (world, use, matches) =>
                (use == IdUse.Poll && matches.Unmatched > 0) || rules.Refuses(world, use, matches),
        }),
        Fault.OfWire("variant.unsubscribe-plain-200", answer =>
            answer.Answers("UNSUBSCRIBE", 207) && Statuses(answer.Text).All(status => status == "200")
                ? answer.WithStatus(200, "OK").Without("Content-Type").WithBody([])
                : answer),
        Fault.OfRule("variant.renewal-acknowledges", rules => rules with
        {
            Renew = (world, subscription, seconds) =>
            {
                subscription.TakeEvent();
                return rules.Renew(world, subscription, seconds);
            },
        }),
        Hearing("variant.newmail-on-folders-only", (hears, subscription, store) =>
            hears && !(subscription.Type == NotificationType.NewMail
                && store.Find(subscription.Target) is { ContentClass: ContentClasses.Mailbox })),
        Fault.OfFace("variant.several-types-taken", rules => rules with
        {
            Notification = rules.Notification with { ReadType = word => OneOf(rules.Notification, word) },
        }),
        Fault.OfWire("variant.poll-interval", answer =>
            answer.Answers("SUBSCRIBE", 200) ? answer.With("Poll-Interval", "120") : answer),
        Variants.Sorted("variant.href-of-the-collection", xml => Href().Replace(xml, "$1/</a:href>")),
        Fault.OfWire("variant.no-ids-is-412", answer =>
            answer.Answers("POLL", 400) ? answer.WithStatus(412, "Precondition Failed") : answer),
        Fault.OfWire("variant.type-not-repeated", answer =>
            answer.Answers("SUBSCRIBE", 200) ? answer.Without(NotificationHeaders.NotificationType) : answer),
        Fault.OfRule("variant.membership-fires-depth-0", rules => rules with
        {
            Matches = (subscription, change, store) => rules.Matches(subscription, change, store)
                || (subscription is { Type: NotificationType.Update, Depth: 0 }
                    && subscription.Target is var place && (change.ParentBefore == place || change.ParentAfter == place)),
        }),
        OfGone("variant.deleted-is-404-at-once", IdStatus.Gone),
        OfGone("variant.deleted-is-412", IdStatus.Unmatched),
        Fault.OfWire("variant.nowhere-is-plain-404", answer =>
            answer.Answers("POLL", 207) && Statuses(answer.Text).All(status => status == "404")
                ? answer.WithStatus(404, "Not Found").Without("Content-Type").WithBody([])
                : answer),
        Fault.OfRule("variant.renewal-grants-anew", rules => rules with
        {
            GrantRenewal = (world, _, asked) => world.Rules.GrantLease(world.Limits, asked),
        }),
    ];

    static Fault Hearing(string id, Func<bool, Subscription, Store, bool> hears) => Fault.OfRule(id, rules => rules with
    {
        Matches = (subscription, change, store) => hears(rules.Matches(subscription, change, store), subscription, store),
    });

    /// <summary>What a POLL says of a target that is gone, whether an event is pending or not.</summary>
    static Fault OfGone(string id, IdStatus status) => Fault.OfRule(id, rules => rules with
    {
        Report = (subscription, presence, take) =>
            presence == TargetPresence.Gone ? status : rules.Report(subscription, presence, take),
    });

    /// <summary>A list of known types counts as update, which holds them all.</summary>
    static NotificationType? OneOf(NotificationRules rules, string? word) =>
        word is not null && word.Contains(',') && word.Split(',').All(one => rules.ReadType(one) is not null)
            ? NotificationType.Update
            : rules.ReadType(word);

    static string BodyOf(string id) =>
        $"<?xml version=\"1.0\"?><a:multistatus xmlns:b=\"{DavNames.Exchange}\" xmlns:a=\"DAV:\"><a:response><a:href>/</a:href>"
        + $"<a:status>HTTP/1.1 200 OK</a:status><b:subscriptionID><li>{id}</li></b:subscriptionID></a:response></a:multistatus>";

    static IEnumerable<string> Statuses(string xml) => InnerStatus().Matches(xml).Select(status => status.Groups[1].Value);

    [GeneratedRegex("<a:status>HTTP/1.1 ([0-9]{3})")]
    private static partial Regex InnerStatus();

    [GeneratedRegex("(<a:href>[^<]*[^</])</a:href>")]
    private static partial Regex Href();
}
