using Conformance.Harness.Targets;

namespace Conformance.Harness.Running.Canned;

/// <summary>A stage where time passes by being said and requests are answered from a recording.</summary>
public sealed class CannedStage(Target target, CannedTransport transport) : IStage
{
    public Target Target => target;

    public ITransport Transport => transport;

    public IStageClock Clock { get; } = new SaidClock();

    public IWorldControl? World => null;

    public string WorkFolder => target.Roots.Notification;

    public string? NextDevice(int number) => new DevicePool(target.Devices, null).Next(number);

    public bool IsDisposable => true;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    sealed class SaidClock : IStageClock
    {
        public bool IsControlled => true;

        public TimeSpan Elapsed { get; private set; }

        public ValueTask PassAsync(TimeSpan span, CancellationToken cancel)
        {
            Elapsed += span;
            return ValueTask.CompletedTask;
        }

        public ValueTask<IReadOnlyCollection<string>> SettleAsync(IReadOnlyCollection<string> held, CancellationToken cancel) =>
            ValueTask.FromResult<IReadOnlyCollection<string>>([]);
    }
}
