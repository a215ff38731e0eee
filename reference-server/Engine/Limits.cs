using System.Collections.Immutable;

namespace Conformance.Engine;

/// <summary>Every upper bound of a world, with the default that the oracle uses.</summary>
/// <remarks>One table; a bound is also set by its name through the control port.</remarks>
public sealed record Limits
{
    /// <summary>Granted when a SUBSCRIBE names no lifetime. Source: OWA article, "an hour".</summary>
    public int LeaseSecondsDefault { get; init; } = 3600;
    public int LeaseSecondsMin { get; init; } = 60;
    public int LeaseSecondsMax { get; init; } = 86_400;

    /// <summary>Leases that are looked at before others get the world's lock again.</summary>
    public int LeasesSweptAtOnceMax { get; init; } = 10_000;
    public int DelaySecondsMax { get; init; } = 3600;
    public int FirstSubscriptionId { get; init; } = 1;
    public int SubscriptionsPerAccountMax { get; init; } = 1000;
    public int IdsPerRequestMax { get; init; } = 1000;
    public int IdListCharsMax { get; init; } = 16_384;
    /// <summary>Granted when a LOCK names no time.</summary>
    public int LockSecondsDefault { get; init; } = 3600;
    public int LockSecondsMin { get; init; } = 1;
    public int LockSecondsMax { get; init; } = 86_400;
    public int LocksMax { get; init; } = 10_000;

    /// <summary>State tokens and entity tags in one If header.</summary>
    public int IfConditionsMax { get; init; } = 1000;

    /// <summary>Resources that one answer to a PROPFIND of all depths describes.</summary>
    public int DeepResponsesMax { get; init; } = 10_000;

    /// <summary>Members that one batch acts on.</summary>
    public int BatchTargetsMax { get; init; } = 1000;

    /// <summary>Names that a PROPFIND asks for, times the resources that it asks of.</summary>
    public int DescribedPropertiesMax { get; init; } = 1_000_000;
    public int CallBackCharsMax { get; init; } = 200;
    public int CallBackSubscriptionsPerHostMax { get; init; } = 200;

    /// <summary>After the first datagram. Source: MAX_RETRIES of draft-goland-http-udp-00.</summary>
    public int NotifyRepeatsMax { get; init; } = 3;
    public int NotifyGapSecondsMin { get; init; } = 1;
    public int NotifyGapSecondsMax { get; init; } = 10;
    public int NoticesPerHostAndSecondMax { get; init; } = 50;

    /// <summary>As many ids go into one datagram as fit: a known listener reads 256 bytes.</summary>
    public int DatagramBytesMax { get; init; } = 256;

    /// <summary>Of a Ping. Source: MS-ASCMD appendix, 60 to 3540 seconds in Microsoft's products.</summary>
    public int HeartbeatSecondsMin { get; init; } = 60;
    public int HeartbeatSecondsMax { get; init; } = 3540;

    /// <summary>Folders that one Ping watches. Source: the documented example of Status 6.</summary>
    public int PingFoldersMax { get; init; } = 200;
    public int DevicesPerAccountMax { get; init; } = 1000;
    public int WbxmlBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Mails of a device that are remembered, so that none is sent twice.</summary>
    public int SentNamesPerDeviceMax { get; init; } = 100;

    /// <summary>People that one mail goes to.</summary>
    public int RecipientsMax { get; init; } = 100;

    /// <summary>Items in one answer to a Sync; a client may ask for fewer.</summary>
    public int SyncWindowMax { get; init; } = 512;

    /// <summary>Seconds between two POLLs for new mail, as the mailbox page is told. Source: OWA article, "every 2 minutes".</summary>
    public int NewMailPollSeconds { get; init; } = 120;

    /// <summary>The same for reminders. Source: OWA article, "every 15 minutes".</summary>
    public int ReminderPollSeconds { get; init; } = 900;

    /// <summary>How long a sign-in by form lasts.</summary>
    public int SignInSecondsMax { get; init; } = 86_400;

    /// <summary>Sessions that were signed out of and have not ended by themselves.</summary>
    public int EndedSessionsMax { get; init; } = 10_000;
    public int FormBytesMax { get; init; } = 8192;
    public int BodyBytesMax { get; init; } = 8 * 1024 * 1024;
    public int XmlBytesMax { get; init; } = 1024 * 1024;
    public int XmlDepthMax { get; init; } = 32;
    public int PathCharsMax { get; init; } = 4096;

    /// <summary>Comparisons in the WHERE of one query.</summary>
    public int SqlTermsMax { get; init; } = 2000;

    /// <summary>Parentheses around one comparison.</summary>
    public int SqlDepthMax { get; init; } = 500;

    /// <summary>Columns, scopes and keys of one query, each for itself.</summary>
    public int SqlNamesMax { get; init; } = 1000;

    /// <summary>Rows of a SEARCH that are written before others get the world's lock again.</summary>
    public int RowsAtOnceMax { get; init; } = 1000;

    /// <summary>Runs of ids in one collblob; where a client's view has more, the narrowest gaps between them are filled.</summary>
    public int GivenRunsMax { get; init; } = 2000;

    /// <summary>Rows in one collblob that were told out of turn; a page that would make them more is not cut, and tells all that is left.</summary>
    public int RowsAheadMax { get; init; } = 2000;

    /// <summary>Texts of queries that are kept for clients who do not repeat them.</summary>
    public int BoundQueriesMax { get; init; } = 1000;
    public int BoundQueryCharsMax { get; init; } = 4096;
    public int ResourcesMax { get; init; } = 200_000;
    public int PropertiesPerResourceMax { get; init; } = 1000;
    public int ChangesMax { get; init; } = 1_000_000;
    public int HeldRequestsMax { get; init; } = 10_000;
    public int HeldNamesMax { get; init; } = 10_000;

    /// <summary>Of a subscription of presence. Source: known clients ask for 14000 and 14400 seconds.</summary>
    public int PresenceLeaseSecondsMin { get; init; } = 60;
    public int PresenceLeaseSecondsMax { get; init; } = 14_400;

    /// <summary>Granted to a leased value that names no time. Source: RVP draft 5.5.2.</summary>
    public int StateLeaseSecondsDefault { get; init; } = 1200;
    public int StateLeaseSecondsMin { get; init; } = 60;
    public int StateLeaseSecondsMax { get; init; } = 14_400;

    /// <summary>Clients that have a say in the state of one principal.</summary>
    public int ViewsPerNodeMax { get; init; } = 100;

    /// <summary>Entries in the ACL of one node of presence.</summary>
    public int AccessEntriesMax { get; init; } = 1000;
    public int PresenceSubscriptionsPerPrincipalMax { get; init; } = 1000;
    public int PresenceSubscriptionsPerNodeMax { get; init; } = 20_000;

    /// <summary>Of a NOTIFY that is passed on; the draft has none, so a loop is ended here.</summary>
    public int HopCountMax { get; init; } = 8;

    /// <summary>Nonces of log-ons whose counts are remembered.</summary>
    public int NonceCountsMax { get; init; } = 1000;

    /// <summary>Requests of the server that are under way.</summary>
    public int OutgoingAtOnceMax { get; init; } = 256;

    /// <summary>Requests that wait for one call-back. Source: Microsoft article 318158.</summary>
    public int OutgoingQueueMax { get; init; } = 1024;

    /// <summary>Requests that wait for any call-back.</summary>
    public int OutgoingQueuedMax { get; init; } = 100_000;

    /// <summary>Of a notice of a change; a message is sent once. Source: Microsoft article 318158.</summary>
    public int OutgoingTriesMax { get; init; } = 4;

    /// <summary>Between two tries.</summary>
    public int OutgoingGapSeconds { get; init; } = 5;

    /// <summary>How long a call-back may take to answer, in the world's time.</summary>
    public int OutgoingAnswerSecondsMax { get; init; } = 10;

    /// <summary>The names by which a bound is set, with how to read and replace it.</summary>
    public static ImmutableDictionary<string, (Func<Limits, int> Get, Func<Limits, int, Limits> With)> Table { get; } =
        new Dictionary<string, (Func<Limits, int>, Func<Limits, int, Limits>)>
        {
            ["leaseSecondsDefault"] = (l => l.LeaseSecondsDefault, (l, n) => l with { LeaseSecondsDefault = n }),
            ["leaseSecondsMin"] = (l => l.LeaseSecondsMin, (l, n) => l with { LeaseSecondsMin = n }),
            ["leaseSecondsMax"] = (l => l.LeaseSecondsMax, (l, n) => l with { LeaseSecondsMax = n }),
            ["leasesSweptAtOnceMax"] = (l => l.LeasesSweptAtOnceMax, (l, n) => l with { LeasesSweptAtOnceMax = n }),
            ["delaySecondsMax"] = (l => l.DelaySecondsMax, (l, n) => l with { DelaySecondsMax = n }),
            ["firstSubscriptionId"] = (l => l.FirstSubscriptionId, (l, n) => l with { FirstSubscriptionId = n }),
            ["subscriptionsPerAccountMax"] =
                (l => l.SubscriptionsPerAccountMax, (l, n) => l with { SubscriptionsPerAccountMax = n }),
            ["idsPerRequestMax"] = (l => l.IdsPerRequestMax, (l, n) => l with { IdsPerRequestMax = n }),
            ["idListCharsMax"] = (l => l.IdListCharsMax, (l, n) => l with { IdListCharsMax = n }),
            ["lockSecondsDefault"] = (l => l.LockSecondsDefault, (l, n) => l with { LockSecondsDefault = n }),
            ["lockSecondsMin"] = (l => l.LockSecondsMin, (l, n) => l with { LockSecondsMin = n }),
            ["lockSecondsMax"] = (l => l.LockSecondsMax, (l, n) => l with { LockSecondsMax = n }),
            ["locksMax"] = (l => l.LocksMax, (l, n) => l with { LocksMax = n }),
            ["ifConditionsMax"] = (l => l.IfConditionsMax, (l, n) => l with { IfConditionsMax = n }),
            ["deepResponsesMax"] = (l => l.DeepResponsesMax, (l, n) => l with { DeepResponsesMax = n }),
            ["batchTargetsMax"] = (l => l.BatchTargetsMax, (l, n) => l with { BatchTargetsMax = n }),
            ["describedPropertiesMax"] = (l => l.DescribedPropertiesMax, (l, n) => l with { DescribedPropertiesMax = n }),
            ["callBackCharsMax"] = (l => l.CallBackCharsMax, (l, n) => l with { CallBackCharsMax = n }),
            ["callBackSubscriptionsPerHostMax"] =
                (l => l.CallBackSubscriptionsPerHostMax, (l, n) => l with { CallBackSubscriptionsPerHostMax = n }),
            ["notifyRepeatsMax"] = (l => l.NotifyRepeatsMax, (l, n) => l with { NotifyRepeatsMax = n }),
            ["notifyGapSecondsMin"] = (l => l.NotifyGapSecondsMin, (l, n) => l with { NotifyGapSecondsMin = n }),
            ["notifyGapSecondsMax"] = (l => l.NotifyGapSecondsMax, (l, n) => l with { NotifyGapSecondsMax = n }),
            ["noticesPerHostAndSecondMax"] =
                (l => l.NoticesPerHostAndSecondMax, (l, n) => l with { NoticesPerHostAndSecondMax = n }),
            ["datagramBytesMax"] = (l => l.DatagramBytesMax, (l, n) => l with { DatagramBytesMax = n }),
            ["heartbeatSecondsMin"] = (l => l.HeartbeatSecondsMin, (l, n) => l with { HeartbeatSecondsMin = n }),
            ["heartbeatSecondsMax"] = (l => l.HeartbeatSecondsMax, (l, n) => l with { HeartbeatSecondsMax = n }),
            ["pingFoldersMax"] = (l => l.PingFoldersMax, (l, n) => l with { PingFoldersMax = n }),
            ["devicesPerAccountMax"] = (l => l.DevicesPerAccountMax, (l, n) => l with { DevicesPerAccountMax = n }),
            ["wbxmlBytesMax"] = (l => l.WbxmlBytesMax, (l, n) => l with { WbxmlBytesMax = n }),
            ["sentNamesPerDeviceMax"] = (l => l.SentNamesPerDeviceMax, (l, n) => l with { SentNamesPerDeviceMax = n }),
            ["recipientsMax"] = (l => l.RecipientsMax, (l, n) => l with { RecipientsMax = n }),
            ["syncWindowMax"] = (l => l.SyncWindowMax, (l, n) => l with { SyncWindowMax = n }),
            ["newMailPollSeconds"] = (l => l.NewMailPollSeconds, (l, n) => l with { NewMailPollSeconds = n }),
            ["reminderPollSeconds"] = (l => l.ReminderPollSeconds, (l, n) => l with { ReminderPollSeconds = n }),
            ["signInSecondsMax"] = (l => l.SignInSecondsMax, (l, n) => l with { SignInSecondsMax = n }),
            ["endedSessionsMax"] = (l => l.EndedSessionsMax, (l, n) => l with { EndedSessionsMax = n }),
            ["formBytesMax"] = (l => l.FormBytesMax, (l, n) => l with { FormBytesMax = n }),
            ["bodyBytesMax"] = (l => l.BodyBytesMax, (l, n) => l with { BodyBytesMax = n }),
            ["xmlBytesMax"] = (l => l.XmlBytesMax, (l, n) => l with { XmlBytesMax = n }),
            ["xmlDepthMax"] = (l => l.XmlDepthMax, (l, n) => l with { XmlDepthMax = n }),
            ["sqlTermsMax"] = (l => l.SqlTermsMax, (l, n) => l with { SqlTermsMax = n }),
            ["sqlDepthMax"] = (l => l.SqlDepthMax, (l, n) => l with { SqlDepthMax = n }),
            ["sqlNamesMax"] = (l => l.SqlNamesMax, (l, n) => l with { SqlNamesMax = n }),
            ["rowsAtOnceMax"] = (l => l.RowsAtOnceMax, (l, n) => l with { RowsAtOnceMax = n }),
            ["givenRunsMax"] = (l => l.GivenRunsMax, (l, n) => l with { GivenRunsMax = n }),
            ["rowsAheadMax"] = (l => l.RowsAheadMax, (l, n) => l with { RowsAheadMax = n }),
            ["boundQueriesMax"] = (l => l.BoundQueriesMax, (l, n) => l with { BoundQueriesMax = n }),
            ["boundQueryCharsMax"] = (l => l.BoundQueryCharsMax, (l, n) => l with { BoundQueryCharsMax = n }),
            ["pathCharsMax"] = (l => l.PathCharsMax, (l, n) => l with { PathCharsMax = n }),
            ["resourcesMax"] = (l => l.ResourcesMax, (l, n) => l with { ResourcesMax = n }),
            ["propertiesPerResourceMax"] =
                (l => l.PropertiesPerResourceMax, (l, n) => l with { PropertiesPerResourceMax = n }),
            ["changesMax"] = (l => l.ChangesMax, (l, n) => l with { ChangesMax = n }),
            ["heldRequestsMax"] = (l => l.HeldRequestsMax, (l, n) => l with { HeldRequestsMax = n }),
            ["heldNamesMax"] = (l => l.HeldNamesMax, (l, n) => l with { HeldNamesMax = n }),
            ["presenceLeaseSecondsMin"] = (l => l.PresenceLeaseSecondsMin, (l, n) => l with { PresenceLeaseSecondsMin = n }),
            ["presenceLeaseSecondsMax"] = (l => l.PresenceLeaseSecondsMax, (l, n) => l with { PresenceLeaseSecondsMax = n }),
            ["stateLeaseSecondsDefault"] = (l => l.StateLeaseSecondsDefault, (l, n) => l with { StateLeaseSecondsDefault = n }),
            ["stateLeaseSecondsMin"] = (l => l.StateLeaseSecondsMin, (l, n) => l with { StateLeaseSecondsMin = n }),
            ["stateLeaseSecondsMax"] = (l => l.StateLeaseSecondsMax, (l, n) => l with { StateLeaseSecondsMax = n }),
            ["viewsPerNodeMax"] = (l => l.ViewsPerNodeMax, (l, n) => l with { ViewsPerNodeMax = n }),
            ["accessEntriesMax"] = (l => l.AccessEntriesMax, (l, n) => l with { AccessEntriesMax = n }),
            ["presenceSubscriptionsPerPrincipalMax"] =
                (l => l.PresenceSubscriptionsPerPrincipalMax, (l, n) => l with { PresenceSubscriptionsPerPrincipalMax = n }),
            ["presenceSubscriptionsPerNodeMax"] =
                (l => l.PresenceSubscriptionsPerNodeMax, (l, n) => l with { PresenceSubscriptionsPerNodeMax = n }),
            ["hopCountMax"] = (l => l.HopCountMax, (l, n) => l with { HopCountMax = n }),
            ["nonceCountsMax"] = (l => l.NonceCountsMax, (l, n) => l with { NonceCountsMax = n }),
            ["outgoingAtOnceMax"] = (l => l.OutgoingAtOnceMax, (l, n) => l with { OutgoingAtOnceMax = n }),
            ["outgoingQueueMax"] = (l => l.OutgoingQueueMax, (l, n) => l with { OutgoingQueueMax = n }),
            ["outgoingQueuedMax"] = (l => l.OutgoingQueuedMax, (l, n) => l with { OutgoingQueuedMax = n }),
            ["outgoingTriesMax"] = (l => l.OutgoingTriesMax, (l, n) => l with { OutgoingTriesMax = n }),
            ["outgoingGapSeconds"] = (l => l.OutgoingGapSeconds, (l, n) => l with { OutgoingGapSeconds = n }),
            ["outgoingAnswerSecondsMax"] = (l => l.OutgoingAnswerSecondsMax, (l, n) => l with { OutgoingAnswerSecondsMax = n }),
        }.ToImmutableDictionary();

    /// <summary>The same limits with one-second floors, for rehearsals on the real clock.</summary>
    public Limits WithShortTimes() => this with
    {
        LeaseSecondsMin = 1,
        HeartbeatSecondsMin = 1,
        PresenceLeaseSecondsMin = 1,
        StateLeaseSecondsMin = 1,
    };

    /// <summary>Sets a bound by name.</summary>
    /// <returns>Null, and why, when there is no such bound or the number is out of range.</returns>
    public Limits? TrySet(string name, long value, out string? error)
    {
        error = null;
        if (!Table.TryGetValue(name, out var row))
            error = $"There is no limit '{name}'; there are {string.Join(", ", Table.Keys.Order(StringComparer.Ordinal))}.";
        else if (value is < 1 or > int.MaxValue)
            error = $"The limit '{name}' is 1 to {int.MaxValue}, not {value}.";
        return error is null ? row.With(this, (int)value) : null;
    }
}
