using Conformance.Engine.Notifying;
using Conformance.Engine.Presence;

namespace Conformance.Engine.Subscriptions;

/// <summary>What a SUBSCRIBE made: who wants to hear of which events where, and whether one happened since it was last told.</summary>
/// <remarks>Everything but the lease, the event flag and the delay of notices stays for life.</remarks>
public sealed class Subscription
{
    int hasEvent;

    /// <summary>1 to 2147483647, unique in its world.</summary>
    public required int Id { get; init; }

    public required string Owner { get; init; }

    /// <summary>Decoded path that a POLL must name, as the target was called when it was subscribed to.</summary>
    public required string Location { get; init; }

    /// <summary>Id of the resource watched.</summary>
    public required long Target { get; init; }

    public required NotificationType Type { get; init; }

    /// <summary>0: the target itself; 1: the target and its members.</summary>
    public required int Depth { get; init; }

    /// <summary>Where NOTIFY goes; null in the poll model.</summary>
    public CallBack? CallBack { get; init; }

    /// <summary>Where presence is told; null on other faces.</summary>
    public Inbox? Inbox { get; init; }

    /// <summary>Seconds to gather events before a NOTIFY; null when none was asked for.</summary>
    public int? DelaySeconds { get; set; }

    /// <summary>Owned by the <see cref="Notifier"/>.</summary>
    public NotifyState Notify { get; internal set; }

    public Lease Lease { get; set; }

    /// <summary>When the lease is looked at next. Owned by <see cref="Expiry"/>.</summary>
    internal DateTimeOffset LookAt { get; set; }

    /// <summary>Its place among those that watch the same resource. Owned by the <see cref="SubscriptionTable"/>.</summary>
    internal int Seat { get; set; }

    public bool HasEvent => Volatile.Read(ref hasEvent) != 0;

    public void SetEvent() => Volatile.Write(ref hasEvent, 1);

    /// <summary>Tests and clears the event flag in one step: of several callers one sees the event.</summary>
    public bool TakeEvent() => Interlocked.Exchange(ref hasEvent, 0) != 0;
}

/// <summary>What a client asks for in a new subscription.</summary>
/// <param name="Depth">Null: 1 on a folder, 0 on an item.</param>
/// <param name="LifetimeSeconds">Null: the server's choice.</param>
public readonly record struct SubscriptionRequest(
    NotificationType Type, int? Depth, long? LifetimeSeconds, CallBack? CallBack, int? DelaySeconds);
