namespace Conformance.Harness.Judging.ClientJudge;

/// <summary>What was recorded of a client, by start, and until when the recording ran.</summary>
sealed class Traffic(RecordedExchange[] ordered, DateTimeOffset? ended)
{
    public int Length => ordered.Length;

    public RecordedExchange this[int index] => ordered[index];

    /// <summary>When the recording ended; no earlier than the last message.</summary>
    public DateTimeOffset Ended { get; } = ordered.Select(exchange => exchange.Ended).Append(ended ?? DateTimeOffset.MinValue).Max();
}
