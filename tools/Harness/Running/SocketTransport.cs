using Conformance.Harness.Targets;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running;

/// <summary>Requests over sockets: one connection kept for each actor, one of its own for each held request.</summary>
public sealed class SocketTransport : ITransport
{
    readonly Endpoint endpoint;
    readonly TimeSpan patience;
    readonly WireLimits limits;
    readonly ConnectionPool pool;

    public SocketTransport(Target target, Endpoint endpoint)
    {
        this.endpoint = endpoint;
        patience = target.Patience.Answer;
        limits = WireLimits.Default with { Connect = target.Patience.Connect, Answer = patience };
        pool = new ConnectionPool(limits, WireClock.System);
    }

    public async ValueTask<Reply> ExchangeAsync(OutgoingRequest request, CancellationToken cancel) =>
        await pool.ExchangeAsync(endpoint, request.Actor, request.Message, patience, cancel);

    public async ValueTask<IHeldRequest> HoldAsync(OutgoingRequest request, IStageClock clock, CancellationToken cancel)
    {
        var opening = await Connection.OpenAsync(endpoint, limits, WireClock.System, cancel);
        if (!opening.IsOpen)
            return new NeverHeld(opening.Failure);
        await opening.Connection.SendAsync(request.Message.Raw, patience, cancel);
        return new Held(opening.Connection, request.Message.Method, patience, clock);
    }

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    /// <summary>Reads in the background, so that the time of the answer is the time it came.</summary>
    sealed class Held : IHeldRequest
    {
        /// <summary>A bound on how long a request may be held at all; a scenario's own waits are far shorter.</summary>
        static readonly TimeSpan longest = TimeSpan.FromDays(1);

        readonly Connection connection;
        readonly TimeSpan patience;
        readonly CancellationTokenSource stop = new();
        readonly Task<Reply> answer;

        public Held(Connection connection, string method, TimeSpan patience, IStageClock clock)
        {
            this.connection = connection;
            this.patience = patience;
            answer = ReadAsync(method, clock);
        }

        public bool HasStirred => connection.HasBytes || answer.IsCompleted;

        public async ValueTask<Reply> AnswerAsync(CancellationToken cancel)
        {
            try
            {
                return await answer.WaitAsync(patience, TimeProvider.System, cancel);
            }
            catch (TimeoutException)
            {
                return new NoAnswer(
                    NoAnswerCause.TimedOut, $"The held request was still open after {patience.TotalSeconds} s more.",
                    ReadOnlyMemory<byte>.Empty, patience);
            }
        }

        public ValueTask HangUpAsync() => connection.HangUpAsync();

        public async ValueTask DisposeAsync()
        {
            await connection.DisposeAsync();
            await stop.CancelAsync();
        }

        async Task<Reply> ReadAsync(string method, IStageClock clock)
        {
            var sent = clock.Elapsed;
            try
            {
                var reply = await connection.ReadAnswerAsync(method, longest, stop.Token);
                return reply with { Elapsed = clock.IsControlled ? clock.Elapsed - sent : reply.Elapsed };
            }
            catch (OperationCanceledException)
            {
                return new NoAnswer(NoAnswerCause.Closed, "We dropped the request.", ReadOnlyMemory<byte>.Empty, clock.Elapsed - sent);
            }
        }
    }

    sealed class NeverHeld(NoAnswer failure) : IHeldRequest
    {
        public bool HasStirred => true;

        public ValueTask<Reply> AnswerAsync(CancellationToken cancel) => ValueTask.FromResult<Reply>(failure);

        public ValueTask HangUpAsync() => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
