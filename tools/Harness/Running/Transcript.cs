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

    /// <summary>Records what a listener of ours sent over UDP.</summary>
    public void SentDatagram(string listener, int line, HttpMessage datagram) => entries.Add(
        new TranscriptEntry(EntryKind.Sent, clock.Elapsed, listener, line, datagram, "") { IsDatagram = true });

    /// <summary>Records a reply, and before it each challenge that the log-on had to answer.</summary>
    public void Received(string actor, int line, Reply reply, bool isSetup)
    {
        if (reply.LogOn is { } trail)
            Follow(trail, actor, line);
        entries.Add(reply switch
        {
            Answered answered => new TranscriptEntry(EntryKind.Received, clock.Elapsed, actor, line, answered.Message, "") { IsSetup = isSetup },
            NoAnswer none => new TranscriptEntry(EntryKind.Note, clock.Elapsed, actor, line, null, none.Detail) { IsSetup = isSetup },
            _ => throw new InvalidOperationException($"a reply is answered or not: {reply}"),
        });
    }

    public void Passed(int line, string duration) =>
        entries.Add(new TranscriptEntry(EntryKind.Time, clock.Elapsed, "", line, null, duration));

    public void Note(int line, string sentence) =>
        entries.Add(new TranscriptEntry(EntryKind.Note, clock.Elapsed, "", line, null, sentence));

    /// <summary>Puts what really went out in the place of what was to go out.</summary>
    void Follow(LogOnTrail trail, string actor, int line)
    {
        var sent = entries.FindLastIndex(entry => entry.Kind == EntryKind.Sent && entry.Actor == actor);
        if (sent < 0)
            return;
        var plain = entries[sent];
        entries[sent] = plain with { Message = trail.Refused.IsEmpty ? trail.Request : trail.Refused[0].Request };
        for (var i = 0; i < trail.Refused.Length; i++)
        {
            entries.Add(new TranscriptEntry(EntryKind.Received, clock.Elapsed, actor, line, trail.Refused[i].Challenge.Message, "") { IsSetup = true });
            entries.Add(plain with { At = clock.Elapsed, Message = i + 1 < trail.Refused.Length ? trail.Refused[i + 1].Request : trail.Request });
        }
        if (trail.Fault.Length > 0)
            Note(line, trail.Fault);
    }
}
