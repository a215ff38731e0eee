using Conformance.Engine.Presence;

namespace Conformance.Server.Faults.Rvp;

/// <summary>Rights that are given, kept or read in a wrong way, and principals that are believed too easily.</summary>
static class AccessFaults
{
    public static readonly Fault[] All =
    [
        Seams.Granting("rvp.anybody-sends", PresenceRights.SendTo),
        Seams.Granting("rvp.anybody-reads-acl", PresenceRights.ReadAcl),
        Seams.Granting("rvp.anybody-writes-acl", PresenceRights.WriteAcl),
        Seams.OfEngine("rvp.blocked-watcher-hears", rules => rules with { MayHear = (_, _, _, _) => true }),
        Seams.OfEngine("rvp.acl-write-replaces", rules => rules with
        {
            Write = (access, written, _) =>
            {
                access.Replace(written);
                return true;
            },
        }),
        Seams.OfEngine("rvp.acl-write-has-no-effect", rules => rules with { Write = (_, _, _) => true }),
        Seams.OfEngine("rvp.host-stands-for-its-users", rules => rules with
        {
            RightsOf = (access, who, shown) =>
                rules.RightsOf(access, who, shown) | rules.RightsOf(access, who with { Path = "" }, shown),
        }),
        Seams.OfEngine("rvp.credentials-unread", rules => rules with
        {
            RightsOf = (access, who, shown) => rules.RightsOf(access, who, shown == Credentials.None ? shown : Credentials.Any),
        }),
        Seams.OfEngine("rvp.owner-locks-himself-out", rules => rules with
        {
            RightsOf = (access, who, shown) => access.Denies(who, shown, PresenceRights.ReadAcl)
                ? PresenceRights.None
                : rules.RightsOf(access, who, shown),
        }),
        Seams.OfStatus("rvp.refused-list-is-given", "SUBSCRIPTIONS", 403, 200),
        Seams.OfStatus("rvp.acl-takes-anything", "ACL", 400, 200),
        Seams.OfStatus("rvp.acl-read-is-207", "ACL", 200, 207),
        Seams.OfFace("rvp.log-on-is-refused", rules => rules with { IsBound = (_, _) => false }),
        Seams.OfFace("rvp.log-on-proves-any-claim", rules => rules with { IsBound = (_, _) => true }),
        Seams.OfFace("rvp.digest-is-repeated", rules => rules with { TakesCount = (_, _) => true }),
        Fault.OfWire("rvp.challenges-with-basic", answer =>
            answer.Status == 401 ? answer.With("WWW-Authenticate", "Basic realm=\"im\"") : answer),
        Fault.OfWire("rvp.refuses-without-challenge", answer => answer.Status == 401 ? answer.Without("WWW-Authenticate") : answer),
    ];
}
