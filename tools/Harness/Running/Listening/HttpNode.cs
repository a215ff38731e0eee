using System.Collections.Immutable;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running.Listening;

/// <summary>Takes requests over TCP and leaves each unanswered until the scenario answers it.</summary>
public sealed class HttpNode(ListenerOptions options) : IListener
{
    readonly RequestListener listener = RequestListener.Start(options);

    public string Address => listener.Address;

    public ImmutableArray<string> Strays =>
        [.. listener.Strays.Select(s => s.Message is { } message ? message.StartLine : s.Fault)];

    public Arrival? TryTake() => Of(listener.TryTake());

    public async ValueTask<Arrival?> TakeAsync(TimeSpan patience, CancellationToken cancel) =>
        Of(await listener.TakeAsync(patience, cancel));

    public async ValueTask SettleAsync(TimeSpan patience, CancellationToken cancel) => await listener.SettleAsync(patience, cancel);

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    /// <summary>What is no request at all is judged by its bytes: no line that names a method holds for it.</summary>
    static Arrival? Of(ArrivedRequest? request) => request is null ? null : new Arrival(
        request.Message ?? new HttpMessage("", [], ReadOnlyMemory<byte>.Empty, request.Raw) { Flaws = [request.Fault] },
        request.Timestamp,
        async bytes => await request.AnswerAsync(bytes),
        async () => await request.CloseAsync());
}
