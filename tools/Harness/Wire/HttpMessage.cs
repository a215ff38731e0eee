using System.Collections.Immutable;

namespace Conformance.Harness.Wire;

/// <summary>One header line as it stood on the wire.</summary>
/// <remarks>Name and value are Latin-1, so each character is one byte and nothing is lost; the value is trimmed.</remarks>
public sealed record Header(string Name, string Value);

/// <summary>A request, an answer or a datagram, taken apart, with the bytes it was taken from.</summary>
/// <param name="StartLine">The first line without its end, Latin-1.</param>
/// <param name="Headers">In order, repeated lines kept apart.</param>
/// <param name="Body">The body after transfer decoding; empty when there is none.</param>
/// <param name="Raw">Every byte, head and body, as sent or received.</param>
public sealed record HttpMessage(
    string StartLine, ImmutableArray<Header> Headers, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Raw)
{
    /// <summary>The status of an answer; 0 in a request.</summary>
    public int Status { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>The method of a request; empty in an answer.</summary>
    public string Method { get; init; } = "";

    public string Target { get; init; } = "";

    /// <summary>The version as the start line spells it; empty when it names none.</summary>
    public string Version { get; init; } = "";

    /// <summary>Header lines after the last chunk; not among <see cref="Headers"/>.</summary>
    public ImmutableArray<Header> Trailers { get; init; } = [];

    /// <summary>What is wrong with the form of the message although it could be read, one sentence each.</summary>
    public ImmutableArray<string> Flaws { get; init; } = [];

    /// <summary>Several lines of one name joined by ", ", names without case; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            string? joined = null;
            foreach (var header in Headers)
                if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                    joined = joined is null ? header.Value : $"{joined}, {header.Value}";
            return joined;
        }
    }
}

/// <summary>What came back for a request: an answer, or the reason why there is none.</summary>
/// <param name="Elapsed">From the last byte of the request to the last byte that came, on the clock in use.</param>
public abstract record Reply(TimeSpan Elapsed)
{
    /// <summary>How the log-on went; null when the request went out as it was composed.</summary>
    public LogOnTrail? LogOn { get; init; }
}

/// <summary>What the transport did to log on, so that no byte stays invisible.</summary>
/// <param name="Refused">Each request that was challenged, with its challenge, in order.</param>
/// <param name="Request">The request that the reply answers.</param>
/// <param name="Fault">Why the log-on did not succeed, a sentence; empty when it did.</param>
public sealed record LogOnTrail(ImmutableArray<(HttpMessage Request, Answered Challenge)> Refused, HttpMessage Request, string Fault);

/// <param name="Interim">1xx answers that came first.</param>
public sealed record Answered(HttpMessage Message, ImmutableArray<HttpMessage> Interim, TimeSpan Elapsed) : Reply(Elapsed);

public enum NoAnswerCause
{
    /// <summary>No connection could be made.</summary>
    NotReached,

    /// <summary>The connection ended in order before a whole answer.</summary>
    Closed,

    /// <summary>The connection was reset.</summary>
    Reset,

    /// <summary>Patience ran out.</summary>
    TimedOut,

    /// <summary>The bytes that came are no HTTP answer.</summary>
    Malformed,

    /// <summary>Head or body passed the bound in <see cref="WireLimits"/>.</summary>
    TooLarge,
}

/// <param name="Detail">A clear sentence for the report.</param>
/// <param name="Raw">What came before the end, possibly nothing.</param>
public sealed record NoAnswer(NoAnswerCause Cause, string Detail, ReadOnlyMemory<byte> Raw, TimeSpan Elapsed) : Reply(Elapsed);

/// <summary>Every bound of the wire layer.</summary>
public sealed record WireLimits
{
    public static readonly WireLimits Default = new();

    public int HeadBytes { get; init; } = 256 * 1024;

    public int BodyBytes { get; init; } = 64 * 1024 * 1024;

    public int InterimAnswers { get; init; } = 20;

    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(4);

    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(10);
}
