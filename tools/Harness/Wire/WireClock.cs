namespace Conformance.Harness.Wire;

/// <summary>The two clocks of the wire: one measures, one bounds.</summary>
/// <param name="Elapsed">What <see cref="Reply.Elapsed"/> and arrival times are read from; may be simulated.</param>
/// <param name="Patience">What waits are bounded by; real, since a simulated clock stands still while a peer is silent.</param>
public sealed record WireClock(TimeProvider Elapsed, TimeProvider Patience)
{
    public static readonly WireClock System = new(TimeProvider.System, TimeProvider.System);

    static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    internal CancellationTokenSource NewDeadline() => new(Timeout.InfiniteTimeSpan, Patience);

    internal static TimeSpan Clip(TimeSpan patience) =>
        patience < TimeSpan.Zero ? TimeSpan.Zero : patience > Longest ? Longest : patience;
}
