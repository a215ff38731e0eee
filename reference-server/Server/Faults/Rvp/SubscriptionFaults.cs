using Conformance.Engine.Subscriptions;
using Conformance.Protocol;
using Conformance.Server.Rvp;

namespace Conformance.Server.Faults.Rvp;

/// <summary>Subscriptions that are made, kept, listed or ended in a wrong way.</summary>
static class SubscriptionFaults
{
    public static readonly Fault[] All =
    [
        Seams.OfFace("rvp.login-is-207", rules => rules with { StatusOfNew = _ => 207 }),
        Seams.OfFace("rvp.watch-is-200", rules => rules with { StatusOfNew = _ => 200 }),
        Fault.OfWire("rvp.one-id-for-all", answer =>
            answer.Answers("SUBSCRIBE", 200, 207) ? answer.With(Seams.SubscriptionId, "7") : answer),
        Fault.OfWire("rvp.id-is-hex", answer =>
            answer.Answers("SUBSCRIBE", 200, 207) && answer[Seams.SubscriptionId] is { } id
                ? answer.With(Seams.SubscriptionId, $"9A{id}")
                : answer),
        Fault.OfWire("rvp.no-lifetime", answer =>
            answer.Answers("SUBSCRIBE", 200, 207) ? answer.Without(HeaderNames.SubscriptionLifetime) : answer),
        Seams.OfText("rvp.leased-state-in-207", "SUBSCRIBE", "<r:state>(<r:[^/]*/>)</r:state>",
            "<r:state><r:leased-value><r:value>$1</r:value></r:leased-value></r:state>"),
        Seams.OfText("rvp.no-state-in-207", "SUBSCRIBE", "<r:state>.*</r:state>", ""),
        Fault.OfRule("rvp.merges-equal-subscriptions", rules => rules with
        {
            Admit = (world, subscription) => world.Subscriptions.Table.Watching(subscription.Target).FirstOrDefault(live =>
                live.Owner == subscription.Owner && live.Type == subscription.Type) ?? rules.Admit(world, subscription),
        }),
        Fault.OfWire("rvp.grants-what-it-refuses", answer => answer.Answers("SUBSCRIBE", 400)
            ? answer.WithStatus(200, "Successful").With(Seams.SubscriptionId, "9").With(HeaderNames.SubscriptionLifetime, "60")
            : answer),
        Seams.OfEngine("rvp.subscribes-without-limit", rules => rules with { HasRoom = (_, _, _) => true }),
        Seams.OfEngine("rvp.limit-evicts", rules => rules with
        {
            HasRoom = (world, node, inbox) =>
            {
                if (!rules.HasRoom(world, node, inbox))
                    world.Subscriptions.Table.Remove(
                        world.Subscriptions.Table.All.Where(s => s.Owner == inbox.SubscriberUrl).MinBy(s => s.Id)!);
                return true;
            },
        }),
        Seams.OfFace("rvp.any-call-back-is-recognised", rules => rules with { IsRecognised = (_, _, _, _) => true }),
        Seams.OfFace("rvp.calls-anybody", rules => rules with { AdmitsCallBack = (_, _, _, _) => true }),
        Fault.OfRule("rvp.renewal-extends-nothing", rules => rules with { Renew = (_, subscription, _) => subscription }),
        Seams.OfStatus("rvp.renewal-is-207", "SUBSCRIBE", 200, 207),
        Fault.OfRule("rvp.subscriptions-never-end", rules => rules with { HasExpired = (_, _) => false }),
        Seams.OfStatus("rvp.renews-the-dead", "SUBSCRIBE", 412, 200),
        Fault.OfRule("rvp.unsubscribe-ends-nothing", rules => rules with { Cancel = (_, _, _) => { } }),
        Fault.OfRule("rvp.unsubscribe-ends-all", rules => rules with
        {
            Cancel = (world, subscription, _) =>
            {
                foreach (var own in world.Subscriptions.Table.Watching(subscription.Target).Where(s => s.Owner == subscription.Owner).ToArray())
                    world.Subscriptions.Table.Remove(own);
            },
        }),
        Seams.OfStatus("rvp.unsubscribe-is-501", "UNSUBSCRIBE", 200, 501),
        Seams.OfStatus("rvp.ends-the-dead", "UNSUBSCRIBE", 412, 200),
        Seams.OfEngine("rvp.anybody-ends-subscriptions", rules => rules with { MayEnd = (_, _, _) => true }),
        Seams.OfStatus("rvp.listing-is-207", "SUBSCRIPTIONS", 200, 207),
        Seams.OfFace("rvp.lists-other-type", rules => rules with { IsListed = (_, _) => true }),
        Seams.OfFace("rvp.timeout-does-not-fall", rules => rules with { SecondsLeft = (subscription, _) => subscription.Lease.Seconds }),
        Seams.OfText("rvp.blank-in-principal", "SUBSCRIPTIONS", "<a:rvp-principal>", "<a:rvp-principal> "),
        Seams.OfText("rvp.lists-no-subscriber", "SUBSCRIPTIONS", "<a:principal>.*?</a:principal>", ""),
        Seams.OfText("rvp.lists-other-ids", "SUBSCRIPTIONS", "<r:subscription-id>", "<r:subscription-id>1"),
        Seams.Granting("rvp.anybody-lists", Engine.Presence.PresenceRights.Subscriptions),
        Seams.OfFace("rvp.shows-addresses", rules => rules with { ShowsCallBack = (_, _, _) => true }),
    ];
}
