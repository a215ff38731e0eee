using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Judging.ClientJudge;

/// <summary>How a message of recorded traffic went.</summary>
public enum TrafficKind
{
    /// <summary>The client asked and was answered.</summary>
    Exchange,

    /// <summary>Something reached the client unasked: a NOTIFY by datagram or request.</summary>
    Arrival,

    /// <summary>The client sent a datagram.</summary>
    Datagram,
}

/// <summary>One request of a client and what it was answered, as a proxy, a recording or a capture saw it.</summary>
/// <param name="Reply">Null when the connection ended first; of an arrival what the client answered, if it did.</param>
/// <param name="Started">When the request began.</param>
/// <param name="Ended">When the last byte of the answer had come.</param>
public sealed record RecordedExchange(HttpMessage Request, HttpMessage? Reply, DateTimeOffset Started, DateTimeOffset Ended)
{
    public TrafficKind Kind { get; init; }

    /// <summary>The URI of the request: its absolute target, or its Host and path.</summary>
    public Uri Uri
    {
        get
        {
            if (Request.Target.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(Request.Target, UriKind.Absolute, out var absolute))
                return absolute;
            var host = Request["Host"] is { Length: > 0 } named ? named : "host.invalid";
            return Uri.TryCreate($"http://{host}{Request.Target}", UriKind.Absolute, out var uri) ? uri : new Uri("http://host.invalid/");
        }
    }

    internal Observation Asked => new(new Answered(Request, [], TimeSpan.Zero), Uri);

    internal Observation Answered => new(
        Reply is null ? new NoAnswer(NoAnswerCause.Closed, "The connection ended without an answer.", default, Ended - Started)
            : new Answered(Reply, [], Ended - Started),
        Uri);
}
