using Conformance.Harness.Targets;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running;

/// <summary>A request ready to go.</summary>
/// <param name="Actor">Who sends it; each actor has a connection of its own.</param>
/// <param name="Message">The bytes that go out, and what they were made of.</param>
/// <param name="LogsOn">The account whose log-on may be completed when the target challenges; null when the scenario wrote its own words.</param>
public sealed record OutgoingRequest(string Actor, HttpMessage Message, Account? LogsOn)
{
    /// <summary>How long the answer may take; null for the patience of the target.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>How its sender proves who it is, where that is not the way of the target's accounts; null where it is.</summary>
    public LogOnProof? Proof { get; init; }
}

/// <summary>How requests reach what answers them: sockets, or the canned answers of a recording.</summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>Sends and waits for the answer, at most the target's patience.</summary>
    ValueTask<Reply> ExchangeAsync(OutgoingRequest request, CancellationToken cancel);

    /// <summary>Sends on a connection of its own and returns as soon as the bytes are written.</summary>
    ValueTask<IHeldRequest> HoldAsync(OutgoingRequest request, IStageClock clock, CancellationToken cancel);
}

/// <summary>A request whose answer is awaited later.</summary>
public interface IHeldRequest : IAsyncDisposable
{
    /// <summary>True when any byte of an answer has come, or the connection has ended.</summary>
    bool HasStirred { get; }

    /// <summary>The answer, waited for at most the target's patience; the same one when asked again.</summary>
    ValueTask<Reply> AnswerAsync(CancellationToken cancel);

    /// <summary>Closes the socket.</summary>
    ValueTask HangUpAsync();
}
