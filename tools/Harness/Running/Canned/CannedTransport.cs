using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running.Canned;

/// <summary>Answers requests from a recording, so that a scenario can be judged without a server.</summary>
/// <remarks>Each actor's requests must come in the order of the recording, to the same method and path; else there is no answer.</remarks>
public sealed class CannedTransport : ITransport
{
    readonly Dictionary<string, Queue<(HttpMessage Request, HttpMessage? Answer)>> exchanges = [];

    /// <exception cref="FormatException">The recording is no sequence of requests and answers.</exception>
    public CannedTransport(ScenarioFile recording)
    {
        foreach (var (actor, exchange) in RecordedMessages.Exchanges(recording))
        {
            if (!exchanges.TryGetValue(actor, out var queue))
                exchanges[actor] = queue = [];
            queue.Enqueue((exchange.Request, exchange.Reply));
        }
    }

    /// <summary>Requests of the recording that nobody made.</summary>
    public IEnumerable<string> Unasked => exchanges
        .SelectMany(pair => pair.Value.Select(e => $"{pair.Key} >>> {e.Request.StartLine}"));

    public ValueTask<Reply> ExchangeAsync(OutgoingRequest request, CancellationToken cancel) =>
        ValueTask.FromResult(Take(request.Actor, request.Message));

    public ValueTask<IHeldRequest> HoldAsync(OutgoingRequest request, IStageClock clock, CancellationToken cancel) =>
        ValueTask.FromResult<IHeldRequest>(new Held(Take(request.Actor, request.Message), clock));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Reply Take(string actor, HttpMessage request)
    {
        if (!exchanges.TryGetValue(actor, out var queue) || !queue.TryDequeue(out var next))
            return None($"The recording holds no further request of {actor}.");
        if (request.Method != next.Request.Method || PathOf(request.Target) != PathOf(next.Request.Target))
            return None($"The recording holds '{next.Request.StartLine}' where '{request.StartLine}' was sent.");
        return next.Answer is { } answer
            ? new Answered(answer, [], TimeSpan.Zero)
            : None($"The recording holds no answer to '{next.Request.StartLine}'.");
    }

    /// <summary>The path without the query, whose parts may stand in any order.</summary>
    static string PathOf(string target) =>
        (Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? uri.AbsolutePath
            : target.Split('?')[0]).TrimEnd('/');

    static NoAnswer None(string detail) => new(NoAnswerCause.Closed, detail, ReadOnlyMemory<byte>.Empty, TimeSpan.Zero);

    sealed class Held(Reply reply, IStageClock clock) : IHeldRequest
    {
        readonly TimeSpan sent = clock.Elapsed;

        public bool HasStirred => false;

        public ValueTask<Reply> AnswerAsync(CancellationToken cancel) =>
            ValueTask.FromResult(reply with { Elapsed = clock.Elapsed - sent });

        public ValueTask HangUpAsync() => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
