using System.Collections.Immutable;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running.Listening;

/// <summary>A listener of ours that a target is asked to call.</summary>
public interface IListener : IAsyncDisposable
{
    /// <summary>What goes into Call-Back.</summary>
    string Address { get; }

    /// <summary>The oldest message not yet taken, without waiting; null when there is none.</summary>
    Arrival? TryTake();

    /// <summary>As <see cref="TryTake"/>, but waits for one; null when patience runs out.</summary>
    ValueTask<Arrival?> TakeAsync(TimeSpan patience, CancellationToken cancel);

    /// <summary>Returns when whatever was sent before can be taken.</summary>
    ValueTask SettleAsync(TimeSpan patience, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <summary>What came to the port and not to our path, one line each.</summary>
    ImmutableArray<string> Strays { get; }
}

/// <summary>A message that reached a listener.</summary>
/// <param name="Timestamp">When it came, on the machine's clock.</param>
/// <param name="AnswerAsync">Sends bytes to whoever sent it; false when nobody is there to take them any more.</param>
/// <param name="CloseAsync">Ends the connection it came on without an answer; a datagram has none.</param>
public sealed record Arrival(
    HttpMessage Message, long Timestamp, Func<ReadOnlyMemory<byte>, ValueTask<bool>> AnswerAsync, Func<ValueTask> CloseAsync);

/// <summary>A listener as a scenario names it; its text is its address.</summary>
public sealed record ListenerValue(IListener Listener) : IValue
{
    public string Text => Listener.Address;

    public string? Attribute(string name) => name switch
    {
        "uri" => Text,
        "path" => new Uri(Text).AbsolutePath,
        "host" => new Uri(Text).Authority,
        _ => null,
    };
}
