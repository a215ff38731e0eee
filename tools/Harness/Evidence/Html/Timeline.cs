using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Evidence.Html;

/// <summary>One case as something to draw: who spoke when, which request was left open, and what each lease was granted and lived.</summary>
/// <remarks>
/// Only what stands in the transcript counts. A lease is what the target said it granted; whether it kept its word is what
/// the marks beside it show. Indices are those of the transcript; times are since the start of the case.
/// </remarks>
/// <param name="Turns">In the order of their beginnings.</param>
/// <param name="Leases">In the order of their grants; of set-up only those that outlive it.</param>
/// <param name="LeasesLeftOut">How many more there were.</param>
public sealed record Timeline(ImmutableArray<Turn> Turns, ImmutableArray<LeaseLine> Leases, int LeasesLeftOut)
{
    /// <summary>More would make a page, not a picture.</summary>
    public const int LeasesMax = 24;

    public static Timeline Of(CaseReport run)
    {
        var turns = TurnsOf(run.Transcript);
        var leases = LeaseReader.Read(run.Transcript, turns);
        return new Timeline(turns, [.. leases.Take(LeasesMax)], Math.Max(0, leases.Length - LeasesMax));
    }

    static ImmutableArray<Turn> TurnsOf(ImmutableArray<TranscriptEntry> transcript)
    {
        var turns = new List<Turn>();
        var open = new Dictionary<string, int>();
        foreach (var (index, entry) in transcript.Index())
            if (entry.Kind == EntryKind.Sent)
            {
                // One answer closes one request; whoever asks again before it has asked two things.
                open[entry.Actor] = turns.Count;
                turns.Add(new Turn(index, null, entry.Actor, TurnText.Of(entry), null, entry.IsSetup));
            }
            else if (entry is { Kind: EntryKind.Received, Message: { Status: 0, Method.Length: > 0 } arrival })
                turns.Add(new Turn(index, index, entry.Actor, WireText.Value(arrival.Method), null, entry.IsSetup));
            else if (entry.Kind == EntryKind.Received && open.Remove(entry.Actor, out var asked))
                turns[asked] = turns[asked] with { End = index, Status = entry.Message?.Status };
            else if (entry.Kind == EntryKind.Note && TurnText.HungUp(entry.Text) is { } name && open.Remove(name, out var left))
                turns[left] = turns[left] with { End = index };
        return [.. turns];
    }
}

/// <summary>A request with its answer, or a message that reached a listener.</summary>
/// <param name="Start">Index of what opened it.</param>
/// <param name="End">Index of what closed it; null when nothing did.</param>
/// <param name="Label">POLL, NOTIFY, the command of ActiveSync.</param>
/// <param name="Status">Of the answer; null when there is none.</param>
public sealed record Turn(int Start, int? End, string Actor, string Label, int? Status, bool IsSetup)
{
    /// <summary>True for a request that other things happened under before it was answered.</summary>
    public bool IsHeld => End is null || End > Start + 1;
}

/// <summary>Names turns as people do.</summary>
static partial class TurnText
{
    public static string Of(TranscriptEntry entry) => entry switch
    {
        { IsDatagram: true } => "datagram",
        { Message: { Status: > 0 } answer } => string.Create(CultureInfo.InvariantCulture, $"{answer.Status}"),
        { Message: { Method.Length: > 0 } request } => Command().Match(request.Target) is { Success: true } match
            ? match.Groups[1].Value
            : WireText.Value(request.Method),
        _ => "bytes",
    };

    /// <summary>Who hung up, when the note says that; else null.</summary>
    public static string? HungUp(string note)
    {
        const string End = " hangs up";
        return note.EndsWith(End, StringComparison.Ordinal) ? note[..^End.Length] : null;
    }

    /// <summary>Source: [MS-ASHTTP] 2.2.1.1.1.1, the query parameter Cmd.</summary>
    [GeneratedRegex("^/Microsoft-Server-ActiveSync\\?(?:[^#]*&)?Cmd=([A-Za-z]{1,32})(?:&|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Command();
}
