using System.Runtime.CompilerServices;
using System.Text;
using Conformance.Engine;
using Conformance.Engine.Accounts;
using Conformance.Engine.Notifying;
using Conformance.Engine.Subscriptions;
using Conformance.Server.Notification;

namespace Conformance.Server.Faults;

/// <summary>Datagrams sent wrongly, too often, to the wrong place, or not at all.</summary>
static class NotifyFaults
{
    static readonly TimeSpan never = TimeSpan.FromDays(10_000);

    /// <summary>Rights that an account has had in a world, for the one defect that remembers them.</summary>
    static readonly ConditionalWeakTable<AccessList, Dictionary<(long, string), Rights>> rightsSeen = [];

    public static readonly Fault[] All =
    [
        Fault.OfDatagram("notify.never-sends", _ => null),
        Rewriting("notify.path-dropped", text => text.Replace("/510 HTTP/1.1", " HTTP/1.1", StringComparison.Ordinal)),
        Rewriting("notify.names-no-id", text => WithoutIds(text)),
        Rewriting("notify.two-in-one", text => text + text),
        Rewriting("notify.lf-only", text => text.Replace("\r\n", "\n", StringComparison.Ordinal)),
        Rewriting("notify.no-blank-after-colon", text => text.Replace("Subscription-id: ", "Subscription-id:", StringComparison.Ordinal)),
        Rewriting("notify.blank-in-list", text => text.Replace(",", ", ", StringComparison.Ordinal)),
        Rewriting("notify.too-long", text => text.Replace("\r\n\r\n", $"\r\nX-Filler: {new string('x', 1000)}\r\n\r\n", StringComparison.Ordinal)),
        Rewriting("notify.other-group", text => text.Replace("Subscribe-group: ", "Subscribe-group: AAAA", StringComparison.Ordinal)),
        Rewriting("notify.notice-names-ids", text => text.Contains("Subscription-id", StringComparison.Ordinal)
            ? text
            : text.Replace("HTTP/1.1\r\n", "HTTP/1.1\r\nSubscription-id: 1\r\n", StringComparison.Ordinal)),
        Writing("notify.names-neighbours", (rules, notice, group, max) => rules.WriteNotice(
            notice with { Ids = [.. notice.Ids.SelectMany(id => new[] { id, id + 1 }).Distinct()] }, group, max)),
        Writing("notify.forgets-an-id", (rules, notice, group, max) => rules.WriteNotice(
            notice with { Ids = [.. notice.Ids.Take(1)] }, group, max)),
        Writing("notify.all-ids-in-one", (rules, notice, group, _) => rules.WriteNotice(notice, group, int.MaxValue)),
        Writing("notify.decodes-call-back", (rules, notice, group, max) => rules.WriteNotice(
            notice with { To = notice.To with { Uri = Uri.UnescapeDataString(notice.To.Uri) } }, group, max)),
        Fault.OfNotice("notify.rate-without-bound", rules => rules with { MayTellHost = (_, _) => true }),
        Fault.OfNotice("notify.ends-subscription", rules => rules with
        {
            OnSent = (subscription, now, pace) =>
            {
                subscription.Lease = Lease.Grant(now, 0);
                return rules.OnSent(subscription, now, pace);
            },
        }),
        Fault.OfNotice("notify.loses-event", rules => rules with
        {
            OnSent = (subscription, now, pace) =>
            {
                subscription.TakeEvent();
                return rules.OnSent(subscription, now, pace);
            },
        }),
        Fault.OfNotice("notify.doubles-the-delay", rules => rules with
        {
            OnEvent = (subscription, now) =>
                subscription.Notify.Heard(now, TimeSpan.FromSeconds(2 * (subscription.DelaySeconds ?? 0))),
        }),
        Fault.OfNotice("notify.one-for-each-event", rules => rules with
        {
            PaceOf = (subscription, world, gap) => subscription.DelaySeconds is null
                ? rules.PaceOf(subscription, world, gap)
                : new NotifyPace(TimeSpan.FromMilliseconds(100), 2, never),
        }),
        Fault.OfNotice("notify.floods", rules => rules with
        {
            PaceOf = (_, _, _) => new NotifyPace(TimeSpan.FromMilliseconds(500), int.MaxValue, never),
        }),
        Fault.OfNotice("notify.floods-after-poll", rules => rules with
        {
            OnAcknowledged = (subscription, _) => subscription.Notify,
            PaceOf = (subscription, world, gap) => subscription.Notify.Told < 3
                ? rules.PaceOf(subscription, world, gap)
                : new NotifyPace(TimeSpan.FromMilliseconds(500), int.MaxValue, never),
        }),
        Fault.OfNotice("notify.once-in-a-life", rules => rules with
        {
            OnAcknowledged = (subscription, readings) => subscription.Notify.Told == 0
                ? rules.OnAcknowledged(subscription, readings)
                : new NotifyState(NotifyPhase.Repeating, DateTimeOffset.MaxValue, 1),
        }),
        Fault.OfNotice("notify.after-unsubscribe", rules => rules with { OnGone = (_, _) => { } }),
        new("notify.after-expiry",
            rules => rules with
            {
                HasExpired = (_, _) => false,
                Notify = rules.Notify with { MayTell = (_, _) => true },
            },
            null, null),
        Fault.OfRule("notify.any-event", rules => rules with
        {
            Matches = (subscription, change, store) => subscription.CallBack is not null || rules.Matches(subscription, change, store),
        }),
        Fault.OfRule("notify.call-back-per-account", rules => rules with
        {
            Admit = (world, subscription) => rules.Admit(world, subscription.CallBack is null ? CalledBack(world, subscription) : subscription),
        }),
        Fault.OfFace("notify.calls-anybody", rules => rules with
        {
            Notification = rules.Notification with { AdmitsCallBack = (_, _, _, _) => true },
        }),
        ReadingCallBack("notify.takes-long-call-backs", (read, value, limits) =>
            read(value, limits with { CallBackCharsMax = int.MaxValue })),
        ReadingCallBack("subscribe.port-has-a-default", (read, value, limits) =>
            read(value, limits) ?? read(value.Replace("/510", ":40001/510", StringComparison.Ordinal), limits)),
        Fault.OfWire("notify.taken-by-the-server", answer =>
            answer.Answers("NOTIFY") ? answer.WithStatus(200, "OK") : answer),
        Fault.OfWire("subscribe.delay-not-stated", answer =>
            answer.Answers("SUBSCRIBE", 200) ? answer.Without(NotificationHeaders.NotificationDelay) : answer),
        Fault.OfWire("subscribe.bad-group", answer =>
            answer.Answers("SUBSCRIBE", 200) ? answer.With(NotificationHeaders.SubscribeGroup, "") : answer),
        Fault.OfRule("renew.forgets-the-delay", rules => rules with
        {
            Renew = (world, subscription, seconds) =>
            {
                subscription.DelaySeconds = null;
                return rules.Renew(world, subscription, seconds);
            },
        }),
        Fault.OfFace("renew.delay-is-400", rules => rules with
        {
            Notification = rules.Notification with
            {
                HasHeadersOfNew = headers =>
                    headers.ContainsKey(NotificationHeaders.NotificationDelay) || rules.Notification.HasHeadersOfNew(headers),
            },
        }),
        Fault.OfRule("poll.call-back-is-412", rules => rules with
        {
            IsAtLocation = (subscription, path, use) =>
                (subscription.CallBack is null || use != IdUse.Poll) && rules.IsAtLocation(subscription, path, use),
        }),
        Fault.OfRule("rights.never-withdrawn", rules => rules with
        {
            RightsOf = (access, resource, account) =>
            {
                var seen = rightsSeen.GetOrCreateValue(access);
                var now = rules.RightsOf(access, resource, account) | seen.GetValueOrDefault((resource.Id, account));
                return seen[(resource.Id, account)] = now;
            },
        }),
    ];

    /// <summary>Other ways to be right about datagrams.</summary>
    public static readonly Fault[] Variants =
    [
        Writing("variant.one-datagram-per-id", (rules, notice, group, max) => notice.Ids.Count == 0
            ? rules.WriteNotice(notice, group, max)
            : notice.Ids.SelectMany(id => rules.WriteNotice(notice with { Ids = [id] }, group, max))),
        Rewriting("variant.datagram-with-more-headers", text =>
            text.Replace("\r\n\r\n", "\r\nX-Extra: nobody asked\r\n\r\n", StringComparison.Ordinal)),
        Rewriting("variant.datagram-without-group", text => text[..text.IndexOf("Subscribe-group", StringComparison.Ordinal)] + "\r\n"),
        Fault.OfNotice("variant.told-once", rules => rules with
        {
            PaceOf = (subscription, world, gap) => rules.PaceOf(subscription, world, gap) with { RepeatsMax = 0, Rest = never },
        }),
        Fault.OfNotice("variant.told-until-timeout", rules => rules with
        {
            OnAcknowledged = (subscription, _) => subscription.Notify,
            PaceOf = (subscription, world, gap) => rules.PaceOf(subscription, world, gap) with { RepeatsMax = int.MaxValue },
        }),
        Fault.OfNotice("variant.told-early", rules => rules with
        {
            OnEvent = (subscription, now) => subscription.Notify.Heard(now, TimeSpan.Zero),
        }),
    ];

    static Fault Rewriting(string id, Func<string, string> rewrite) =>
        Fault.OfDatagram(id, datagram => Encoding.ASCII.GetBytes(rewrite(Encoding.ASCII.GetString(datagram))));

    static Fault Writing(string id, Func<NotificationRules, Notice, string, int, IEnumerable<string>> wrong) =>
        Fault.OfFace(id, rules => rules with
        {
            Notification = rules.Notification with
            {
                WriteNotice = (notice, group, max) => wrong(rules.Notification, notice, group, max),
            },
        });

    static Fault ReadingCallBack(string id, Func<Func<string, Limits, CallBackUri?>, string, Limits, CallBackUri?> wrong) =>
        Fault.OfFace(id, rules => rules with
        {
            Notification = rules.Notification with { ReadCallBack = (value, limits) => wrong(rules.Notification.ReadCallBack, value, limits) },
        });

    static string WithoutIds(string text)
    {
        var lines = text.Split("\r\n");
        return string.Join("\r\n", lines.Where(line => !line.StartsWith("Subscription-id", StringComparison.Ordinal)));
    }

    static Subscription CalledBack(World world, Subscription subscription) =>
        world.Subscriptions.Table.All.FirstOrDefault(s => s.Owner == subscription.Owner && s.CallBack is not null) is { } other
            ? Copies.Of(subscription, subscription.Id, subscription.Type, subscription.Lease, other.CallBack)
            : subscription;
}
