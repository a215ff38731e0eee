using System.Collections.Immutable;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running.Listening;

/// <summary>Takes NOTIFY datagrams; can send bytes back, which mean nothing.</summary>
public sealed class DatagramBox(ListenerOptions options) : IListener
{
    readonly DatagramListener listener = DatagramListener.Start(options);

    public string Address => listener.Address;

    public ImmutableArray<string> Strays =>
        [.. listener.Strays.Select(s => s.Message is { } message ? message.StartLine : s.Fault)];

    public Arrival? TryTake() => Of(listener.TryTake());

    public async ValueTask<Arrival?> TakeAsync(TimeSpan patience, CancellationToken cancel) =>
        Of(await listener.TakeAsync(patience, cancel));

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    Arrival? Of(ArrivedDatagram? datagram) => datagram is null ? null : new Arrival(
        datagram.Message!,
        datagram.Timestamp,
        async bytes =>
        {
            await listener.SendAsync(bytes, datagram.From);
            return true;
        },
        () => ValueTask.CompletedTask);
}
