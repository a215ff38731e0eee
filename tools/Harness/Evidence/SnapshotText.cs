using System.Security.Cryptography;
using System.Text;

namespace Conformance.Harness.Evidence;

/// <summary>A scenario's transcripts in normal form: the same for every run against an unchanged server.</summary>
/// <remarks>A recording without set-ups, times and notes, with listed headers in order of name, and holes for what varies.</remarks>
public static class SnapshotText
{
    /// <summary>Everything else a server adds may change without a promise being broken.</summary>
    static readonly HashSet<string> Listed = new(StringComparer.OrdinalIgnoreCase)
    {
        "Allow", "Call-Back", "Content-Location", "Content-Type", "DAV", "Depth", "Destination", "Location",
        "MS-ASProtocolCommands", "MS-ASProtocolVersion", "MS-ASProtocolVersions", "MS-Author-Via", "Notification-Delay",
        "Notification-Type", "Public", "RVP-Ack-Type", "RVP-Hop-Count", "RVP-Notifications-Version", "Subscription-ID",
        "Subscription-Lifetime",
    };

    /// <summary>What is kept of one message in full; of the rest a digest tells whether it changed.</summary>
    const int CharactersMax = 8192;

    /// <param name="known">Values that vary from run to run, with the word for their hole: run folder, device ids.</param>
    public static string Of(RunReport report, ScenarioReport scenario, IReadOnlyDictionary<string, string>? known = null)
    {
        var text = new StringBuilder("recording ").Append(scenario.Id).Append('\n');
        text.Append("  target   ").Append(Words.OneLine(report.Target)).Append('\n');
        foreach (var run in scenario.Cases)
        {
            text.Append('\n');
            if (run.Row.Length > 0 || run.Repetition > 1)
                text.Append("# ").Append(Words.OneLine(run.Row)).Append(run.Repetition > 1 ? $" #{run.Repetition}" : "").Append('\n');
            if (run.IsRace)
                text.Append("# a race: who is answered what is chance\n");
            var normaliser = new Normaliser(report, run, known ?? new Dictionary<string, string>());
            foreach (var entry in run.Transcript.Where(e => !e.IsSetup))
                if (entry.Kind == EntryKind.Time)
                    text.Append("then   +").Append(Words.OneLine(entry.Text.TrimStart('+'))).Append('\n');
                else if (entry.Message is not null)
                    foreach (var line in Message(entry, normaliser).Take(run.IsRace && entry.Kind == EntryKind.Received ? 1 : int.MaxValue))
                        text.Append(line).Append('\n');
        }
        return text.ToString();
    }

    static IEnumerable<string> Message(TranscriptEntry entry, Normaliser normaliser)
    {
        var message = normaliser.Apply(entry.Message!);
        var listed = message with
        {
            Headers = [.. message.Headers.Where(h => Listed.Contains(h.Name)).OrderBy(h => h.Name, StringComparer.OrdinalIgnoreCase)],
        };
        // A raw request is shown whole; its form was decided on the bytes before the headers were picked.
        if (!message.Raw.IsEmpty && entry.Kind == EntryKind.Sent)
            return Bounded([Arrow(entry) + (entry.IsDatagram ? " datagram" : " raw"), .. WireText.Body(message.Raw, byElement: true).Select(Normaliser.Open)]);
        return Bounded([.. TranscriptText.Message(entry with { Message = listed with { Raw = default } }, byElement: true)
            .Select(l => Normaliser.Open(l.Text))]);
    }

    static IEnumerable<string> Bounded(string[] lines)
    {
        var (kept, length) = (0, 0);
        while (kept < lines.Length && (length += lines[kept].Length) <= CharactersMax)
            kept++;
        if (kept == lines.Length)
            return lines;
        var rest = string.Join('\n', lines[kept..]);
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(rest)));
        return [.. lines[..kept], $"    # and {Words.Count(lines.Length - kept, "line", "lines")} more, SHA-256 {digest}"];
    }

    static string Arrow(TranscriptEntry entry) => entry.Actor is "" or "alice" ? ">>>" : $"{Words.OneLine(entry.Actor)} >>>";
}
