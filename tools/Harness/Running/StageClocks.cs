using Conformance.Harness.Targets;

namespace Conformance.Harness.Running;

/// <summary>The clock of a leased world: moves only when told to.</summary>
sealed class WorldClock(ControlClient control, int world) : IStageClock
{
    public bool IsControlled => true;

    public TimeSpan Elapsed { get; private set; }

    public async ValueTask PassAsync(TimeSpan span, CancellationToken cancel)
    {
        // What is answered while time moves is dated when the move is over.
        Elapsed += span;
        await control.AdvanceAsync(world, span, cancel);
    }

    public async ValueTask<IReadOnlyCollection<string>> SettleAsync(IReadOnlyCollection<string> held, CancellationToken cancel) =>
        held.Count > 0 ? await control.WaitUntilHeldAsync(world, held, cancel) : [];

    public async ValueTask NoticeAsync(string hungUp, CancellationToken cancel) => await control.WaitUntilOverAsync(world, [hungUp], cancel);
}

/// <summary>The clock on the wall: time passes by waiting.</summary>
public sealed class RealClock(TimeProvider time) : IStageClock
{
    readonly long started = time.GetTimestamp();

    public bool IsControlled => false;

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    public async ValueTask PassAsync(TimeSpan span, CancellationToken cancel) => await Task.Delay(span, time, cancel);

    /// <summary>There is nobody to ask; on the real clock the wait that follows leaves time enough.</summary>
    public ValueTask<IReadOnlyCollection<string>> SettleAsync(IReadOnlyCollection<string> held, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyCollection<string>>([]);
}
