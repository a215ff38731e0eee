namespace Conformance.Engine.Subscriptions;

/// <summary>What became of one id of a POLL, renewal or UNSUBSCRIBE.</summary>
public enum IdStatus
{
    /// <summary>POLL: an event since the last one. Renewal, UNSUBSCRIBE: done.</summary>
    Fired,
    Done = Fired,

    /// <summary>No event since the last POLL.</summary>
    Quiet,

    /// <summary>The owner may no longer read the target.</summary>
    Denied,

    /// <summary>The location no longer names the target.</summary>
    Gone,

    /// <summary>Unknown, expired, somebody else's, or of another location: one answer for all, so that nothing leaks.</summary>
    Unmatched,
}
