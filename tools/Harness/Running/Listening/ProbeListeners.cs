using System.Net.Sockets;
using Conformance.Harness.Targets;
using Conformance.Harness.Targets.Discovery;
using Conformance.Harness.Vocabulary;

namespace Conformance.Harness.Running.Listening;

/// <summary>The listeners that a target is asked to call while it is asked what it can do.</summary>
public sealed class ProbeListeners : IProbeListener, IAsyncDisposable
{
    readonly DatagramBox box;
    readonly HttpNode node;

    ProbeListeners(Target target)
    {
        var options = ListenerAddress.For(target);
        (box, node) = (new DatagramBox(options), new HttpNode(options));
        Mask.Add(box.Address, 1);
        Mask.Add(node.Address, 2);
    }

    /// <summary>How evidence writes their addresses.</summary>
    public ListenerMask Mask { get; } = new();

    public Uri CallBack => new(box.Address);

    public Uri HttpAddress => new(node.Address);

    /// <summary>Opens both; null where no address of ours can be bound that the target could call.</summary>
    public static ProbeListeners? Open(Target target)
    {
        try
        {
            return new ProbeListeners(target);
        }
        catch (Exception reason) when (reason is SetupException or SocketException)
        {
            return null;
        }
    }

    public async Task<bool> ArrivesAsync(TimeSpan within, CancellationToken cancellation) =>
        await box.TakeAsync(within, cancellation) is not null;

    public async ValueTask DisposeAsync()
    {
        await box.DisposeAsync();
        await node.DisposeAsync();
    }
}
