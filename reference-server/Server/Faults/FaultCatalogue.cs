using System.Collections.Frozen;

namespace Conformance.Server.Faults;

/// <summary>Every defect and every legal variant that can be switched on, by id.</summary>
public static class FaultCatalogue
{
    public static FrozenDictionary<string, Fault> All { get; } = new[]
    {
        Parrot.All,
        PollFaults.All,
        RaceFaults.All,
        MatchingFaults.All,
        FormFaults.All,
        HeaderFaults.All,
        RequestFaults.All,
        LeaseFaults.All,
        SubscribeFaults.All,
        LimitFaults.All,
        RenewFaults.All,
        UnsubscribeFaults.All,
        EventFaults.All,
        SilentFaults.All,
        AccountFaults.All,
        NotifyFaults.All,
        NotifyFaults.Variants,
        Variants.All,
        ReadingVariants.All,
        PingFaults.All,
        PingFaults.Variants,
        Dav.AnswerFaults.All,
        Dav.PropertyFaults.All,
        Dav.LiveFaults.All,
        Dav.RowFormFaults.All,
        Dav.ConditionFaults.All,
        Dav.LockFaults.All,
        Dav.DavVariants.All,
        Replication.SearchFaults.All,
        Replication.RangeFaults.All,
        Replication.SqlFaults.All,
        Replication.QueryTextFaults.All,
        Replication.ScopeFaults.All,
        Replication.BodyFaults.All,
        Replication.ManifestFaults.All,
        Replication.LoggedFaults.All,
        Replication.CollblobFaults.All,
        Replication.ClientStateFaults.All,
        Replication.TokenFaults.All,
        Replication.IdentityFaults.All,
        Replication.GuardFaults.All,
        Replication.ReplicationVariants.All,
        Rvp.SubscriptionFaults.All,
        Rvp.PropertyFaults.All,
        Rvp.NotifyFaults.All,
        Rvp.AccessFaults.All,
        Rvp.AnswerFaults.All,
        Rvp.RvpVariants.All,
    }.SelectMany(faults => faults).ToFrozenDictionary(fault => fault.Id);
}
