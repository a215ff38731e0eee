using Conformance.Harness.Targets;
using Conformance.Harness.Wire;
using Conformance.Harness.Wire.Authentication;

namespace Conformance.Harness.Running;

/// <summary>Requests over sockets: one connection kept for each actor, one of its own for each held request.</summary>
/// <remarks>Challenges are answered here: whoever sends sees the last answer, and how it came to it.</remarks>
public sealed class SocketTransport : ITransport
{
    readonly Endpoint endpoint;
    readonly TimeSpan patience;
    readonly TimeSpan heldPatience;
    readonly WireLimits limits;
    readonly ConnectionPool pool;
    readonly LogOns logOns;
    int holds;

    /// <param name="logOns">How accounts log on; several transports to one target share it. Null makes one.</param>
    /// <param name="keptOpen">What is known of the target's connections; shared likewise.</param>
    public SocketTransport(Target target, Endpoint endpoint, LogOns? logOns = null, KeptOpen? keptOpen = null)
    {
        this.endpoint = endpoint;
        this.logOns = logOns ?? new LogOns(target);
        patience = target.Patience.Answer;
        limits = WireLimits.Default with { Connect = target.Patience.Connect, Answer = patience };
        pool = new ConnectionPool(limits, WireClock.System, keptOpen);
        heldPatience = patience + target.Patience.PollInterval;
    }

    public async ValueTask<Reply> ExchangeAsync(OutgoingRequest request, CancellationToken cancel)
    {
        var proof = await ProofAsync(request, cancel);
        return await ExchangeAsync(request.Actor, request.Message, proof, request.Patience ?? patience, cancel);
    }

    public async ValueTask<IHeldRequest> HoldAsync(OutgoingRequest request, IStageClock clock, CancellationToken cancel)
    {
        var proof = await ProofAsync(request, cancel);
        var actor = $"{request.Actor}, held {Interlocked.Increment(ref holds)}";
        var message = request.Message;
        LogOnTrail? trail = null;
        if (proof is not null)
        {
            // A held request cannot answer a challenge: that would look like an answer to it. So the connection, or the
            // challenge in force, is proved by a request that asks for nothing.
            var rehearsal = proof.Authenticator is null ? null
                : await ExchangeAsync(actor, Rehearsal(message), proof, patience, cancel);
            if (rehearsal is NoAnswer silent)
                return new NeverHeld(silent);
            message = proof.Prove(message, endpoint);
            trail = new LogOnTrail([], message, rehearsal?.LogOn?.Fault ?? proof.Fault);
        }
        var opening = await pool.RentAsync(endpoint, actor, cancel);
        if (!opening.IsOpen)
            return new NeverHeld(opening.Failure);
        await opening.Connection.SendAsync(message.Raw, patience, cancel);
        return new Held(opening.Connection, message.Method, heldPatience, clock, trail);
    }

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    /// <summary>How the account of a request proves itself; null when the request goes out as it is.</summary>
    async ValueTask<LogOnProof?> ProofAsync(OutgoingRequest request, CancellationToken cancel) => request.Proof is { } own ? own : request.LogsOn is { } account
        ? await logOns.OfAsync(account, request.Message, pool, endpoint, patience, cancel)
        : null;

    async Task<Reply> ExchangeAsync(string actor, HttpMessage message, LogOnProof? proof, TimeSpan wait, CancellationToken cancel)
    {
        if (proof is null)
            return await pool.ExchangeAsync(endpoint, actor, message, wait, cancel);
        var authenticated = await AuthenticatedExchange.RunAsync(
            pool, endpoint, actor, header => LogOnProof.With(message, header), proof.Authenticator, wait, cancel);
        return authenticated.Reply with
        {
            LogOn = new LogOnTrail(
                [.. authenticated.Legs.SkipLast(1).Select(leg => (leg.Request, (Answered)leg.Reply))],
                authenticated.Request, authenticated.Fault.Length > 0 ? authenticated.Fault : proof.Fault),
        };
    }

    static HttpMessage Rehearsal(HttpMessage message) =>
        RequestBytes.Build("OPTIONS", message.Target, "HTTP/1.1", message.Headers.Where(h =>
            h.Name.Equals("Host", StringComparison.OrdinalIgnoreCase) || h.Name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Reads in the background, so that the time of the answer is the time it came.</summary>
    sealed class Held : IHeldRequest
    {
        /// <summary>A bound on how long a request may be held at all; a scenario's own waits are far shorter.</summary>
        static readonly TimeSpan longest = TimeSpan.FromDays(1);

        readonly Connection connection;
        readonly TimeSpan patience;
        readonly LogOnTrail? trail;
        readonly CancellationTokenSource stop = new();
        readonly Task<Reply> answer;

        public Held(Connection connection, string method, TimeSpan patience, IStageClock clock, LogOnTrail? trail)
        {
            this.connection = connection;
            this.patience = patience;
            this.trail = trail;
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
                return reply with { Elapsed = clock.IsControlled ? clock.Elapsed - sent : reply.Elapsed, LogOn = trail };
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
