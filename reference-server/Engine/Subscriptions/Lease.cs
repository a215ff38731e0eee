namespace Conformance.Engine.Subscriptions;

/// <summary>The time a subscriber holds; the subscription lives until <see cref="ExpiresAt"/>.</summary>
/// <remarks>Whole seconds, <see cref="Limits.LeaseSecondsMin"/> to <see cref="Limits.LeaseSecondsMax"/>.</remarks>
public readonly record struct Lease(DateTimeOffset RefreshedAt, int Seconds)
{
    public DateTimeOffset ExpiresAt => RefreshedAt.AddSeconds(Seconds);

    public bool HasExpired(DateTimeOffset now) => now >= ExpiresAt;

    /// <summary>The full time from now on. A refresh never shortens a lease.</summary>
    public Lease Refresh(DateTimeOffset now) => now > RefreshedAt ? this with { RefreshedAt = now } : this;

    /// <summary>A new grant from now on.</summary>
    public static Lease Grant(DateTimeOffset now, int seconds) => new(now, seconds);
}
