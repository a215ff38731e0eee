using System.Collections.Immutable;
using Conformance.Harness.Evidence;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running;

/// <summary>Records what happened in a case, in order, byte for byte, on the clock in use.</summary>
public sealed class Transcript(IStageClock clock)
{
    readonly List<TranscriptEntry> entries = [];

    public ImmutableArray<TranscriptEntry> Entries => [.. entries];

    /// <summary>Index of the latest entry; -1 when there is none.</summary>
    public int Latest => entries.Count - 1;

    public void Sent(string actor, int line, HttpMessage message, bool isSetup) => entries.Add(
        new TranscriptEntry(EntryKind.Sent, clock.Elapsed, actor, line, message, "") { IsSetup = isSetup });

    public void Received(string actor, int line, Reply reply, bool isSetup) => entries.Add(reply switch
    {
        Answered answered => new TranscriptEntry(EntryKind.Received, clock.Elapsed, actor, line, answered.Message, "") { IsSetup = isSetup },
        NoAnswer none => new TranscriptEntry(EntryKind.Note, clock.Elapsed, actor, line, null, none.Detail) { IsSetup = isSetup },
        _ => throw new InvalidOperationException($"a reply is answered or not: {reply}"),
    });

    public void Passed(int line, string duration) =>
        entries.Add(new TranscriptEntry(EntryKind.Time, clock.Elapsed, "", line, null, duration));

    public void Note(int line, string sentence) =>
        entries.Add(new TranscriptEntry(EntryKind.Note, clock.Elapsed, "", line, null, sentence));
}
