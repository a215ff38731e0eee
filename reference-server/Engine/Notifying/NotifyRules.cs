using Conformance.Engine.Accounts;
using Conformance.Engine.Profiles;
using Conformance.Engine.Subscriptions;

namespace Conformance.Engine.Notifying;

/// <summary>The rules of telling events by datagrams, one member each; the default of each is the documented rule.</summary>
public sealed record NotifyRules
{
    /// <summary>Asked seconds to granted seconds. Source: "Notification-Delay Header".</summary>
    public Func<Limits, int, int> GrantDelay { get; init; } = (limits, asked) => Math.Min(asked, limits.DelaySecondsMax);

    /// <summary>The state after an event.</summary>
    public Func<Subscription, DateTimeOffset, NotifyState> OnEvent { get; init; } = (subscription, now) =>
        subscription.Notify.Heard(now, TimeSpan.FromSeconds(subscription.DelaySeconds ?? 0));

    /// <summary>The state after a datagram that named the subscription went out. The event stays until it is polled.</summary>
    public Func<Subscription, DateTimeOffset, NotifyPace, NotifyState> OnSent { get; init; } =
        (subscription, now, pace) => subscription.Notify.Sent(now, pace);

    /// <summary>The state after a POLL or a renewal named the subscription: either is an acknowledgement.</summary>
    /// <remarks>Read literally, "NOTIFY Method" has the datagrams go on until the subscription times out (C-08).</remarks>
    public Func<Subscription, Readings, NotifyState> OnAcknowledged { get; init; } = (subscription, readings) =>
        readings.NotifyRepeats == NotifyRepeats.UntilTimeout ? subscription.Notify : NotifyState.Idle;

    /// <summary>How datagrams of a subscription are repeated, from the gap that chance gave.</summary>
    public Func<Subscription, World, TimeSpan, NotifyPace> PaceOf { get; init; } = (subscription, world, gap) => new(
        gap,
        world.Readings.NotifyRepeats switch
        {
            NotifyRepeats.Never => 0,
            NotifyRepeats.UntilTimeout => int.MaxValue,
            _ => world.Limits.NotifyRepeatsMax,
        },
        TimeSpan.FromSeconds(Math.Max(1, subscription.Lease.Seconds / 2)));

    /// <summary>Whether a subscription may still be told: it lives, and its owner may read what it watches.</summary>
    public Func<World, Subscription, bool> MayTell { get; init; } = (world, subscription) =>
        !world.Rules.HasExpired(subscription.Lease, world.Now)
        && (world.Store.Find(subscription.Target) is not { } target || world.May(subscription.Owner, target, Rights.Read));

    /// <summary>Whether a host that was told so often within a second may be told once more, however many subscriptions name it.</summary>
    public Func<Limits, int, bool> MayTellHost { get; init; } = (limits, told) => told < limits.NoticesPerHostAndSecondMax;

    /// <summary>Ends the telling of a subscription that was cancelled or ran out.</summary>
    public Action<Notifier, Subscription> OnGone { get; init; } = (notifier, subscription) => notifier.Drop(subscription);
}
