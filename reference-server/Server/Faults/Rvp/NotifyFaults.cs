using System.Globalization;
using System.Text;
using Conformance.Protocol;
using Conformance.Server.Hosting;
using Conformance.Server.Rvp;

namespace Conformance.Server.Faults.Rvp;

/// <summary>Notifications and messages that go astray, or are answered at the wrong time.</summary>
static class NotifyFaults
{
    public static readonly Fault[] All =
    [
        Seams.OfErrand("rvp.change-untold", errand => Tells(errand) ? null : errand),
        Seams.OfSentHeader("rvp.notify-without-version", HeaderNames.RvpVersion, null),
        Seams.OfSentHeader("rvp.notify-without-hop-count", HeaderNames.RvpHopCount, null),
        Seams.OfFace("rvp.hop-count-stays", rules => rules with { NextHop = hop => Math.Max(1, hop) }),
        Seams.OfErrand("rvp.other-subscription-id", errand => errand.Headers.FirstOrDefault(h => h.Key == RvpHeaders.SubscriptionId) is { Value: { } id }
            ? errand with
            {
                Headers =
                [
                    .. errand.Headers.Where(h => h.Value != id),
                    new(RvpHeaders.SubscriptionId, (int.Parse(id, CultureInfo.InvariantCulture) + 1000).ToString(CultureInfo.InvariantCulture)),
                ],
            }
            : errand),
        Seams.OfErrand("rvp.call-back-by-another-path", errand => errand with { Url = new Uri(errand.Url, errand.Url.AbsolutePath + "notify") }),
        Seams.OfSentText("rvp.from-is-to", "<r:notification-from>.*</r:notification-from>(.*?<d:href>)([^<]*)(.*)",
            "<r:notification-from><r:contact><d:href>$2</d:href></r:contact></r:notification-from>$1$2$3"),
        Seams.OfSentText("rvp.leased-state-in-notify", "<r:state>(<r:[^/]*/>)</r:state>",
            "<r:state><r:leased-value><r:value>$1</r:value></r:leased-value></r:state>"),
        Seams.OfSentText("rvp.foreign-child-dropped", "<mEvent.*</mEvent>", ""),
        Seams.OfSentText("rvp.mime-altered", "Session-Id: [^\n]*\n", ""),
        Seams.OfEngine("rvp.one-hears-for-all", rules => rules with { Hearers = all => all.Take(1) }),
        Answering("rvp.single-hop-waits", ack => ack == AckType.SingleHop ? AckType.DeepOr : ack),
        Answering("rvp.deep-or-answers-early", ack => ack == AckType.DeepOr ? AckType.SingleHop : ack),
        Answering("rvp.deep-or-waits-for-all", ack => ack == AckType.DeepOr ? AckType.DeepAnd : ack),
        Answering("rvp.deep-and-waits-for-one", ack => ack == AckType.DeepAnd ? AckType.DeepOr : ack),
        Seams.OfStatus("rvp.nobody-there-is-200", "NOTIFY", 412, 200),
        Seams.OfStatus("rvp.failure-is-200", "NOTIFY", 500, 200),
        Seams.OfStatus("rvp.hop-count-unread", "NOTIFY", 400, 200),
        Seams.OfStatus("rvp.lost-message-is-200", "NOTIFY", 503, 200),
        Seams.OfStatus("rvp.broken-message-is-taken", "NOTIFY", 400, 200),
        Seams.OfFace("rvp.loop-runs-on", rules => rules with { Enters = (hop, _, _, _) => hop < LoopHops }),
        Seams.OfFace("rvp.hop-limit-unheeded", rules => rules with { MayPassOn = (_, _) => true }),
        Seams.OfFace("rvp.hop-count-starts-anew", rules => rules with { NextHop = _ => 2 }),
        Seams.OfFace("rvp.any-service-is-believed", rules => rules with { IsPeer = (_, _) => true }),
        Seams.OfErrand("rvp.one-line-for-all", errand => errand with { Line = "" }),
        Seams.OfErrand("rvp.decodes-call-back", errand => errand.Url.OriginalString.Contains("%0d%0a", StringComparison.OrdinalIgnoreCase)
            ? errand with { Headers = [.. errand.Headers, new("X-Injected", "yes")] }
            : errand),
        Seams.OfSentText("rvp.cdata-runs-over", @"\]\]\]\]><!\[CDATA\[>", "]]>"),
        Seams.OfErrand("rvp.redirect-is-success", errand => errand with
        {
            Done = status => errand.Done(status is >= 300 and < 400 ? 200 : status),
        }),
        Seams.OfFace("rvp.speaks-for-others", rules => rules with { MaySpeakAs = (_, _) => true }),
    ];

    const int LoopHops = 40;

    static Fault Answering(string id, Func<AckType, AckType> wrong) => Seams.OfFace(id, rules => rules with { AnswersAs = wrong });

    static bool Tells(Errand errand) =>
        Encoding.UTF8.GetString(errand.Body).Contains("propnotification", StringComparison.Ordinal);
}
