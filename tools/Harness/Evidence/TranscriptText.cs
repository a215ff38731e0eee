using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Evidence;

/// <summary>Writes what happened as a recording of the scenario language, a failed case with its findings as <c>#!</c> comments below.</summary>
/// <remarks>The same form a scenario has, so it can be read back, kept and promoted. Source: scenario language, section 7.</remarks>
public static class TranscriptText
{
    public static string Of(RunReport report, ScenarioReport scenario, CaseReport run)
    {
        var text = new StringBuilder();
        text.Append("recording ").Append(scenario.Id).Append('\n');
        Field("target", Words.OneLine(report.Target));
        Field("taken", report.Started.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Field("clock", report.Clock);
        if (run.Row.Length > 0)
            Field("of", Words.OneLine(run.Row));
        text.Append('\n');
        foreach (var line in Entries(run.Transcript))
            text.Append(line).Append('\n');
        var findings = Comments(scenario, run).ToArray();
        if (findings.Length > 0)
            text.Append('\n');
        foreach (var line in findings)
            text.Append(line).Append('\n');
        return text.ToString();

        void Field(string name, string value) => text.Append("  ").Append(name.PadRight(9)).Append(value).Append('\n');
    }

    /// <summary>The statements of a recording: time that passed, messages in full, notes and what a WBXML body says as comments.</summary>
    public static IEnumerable<string> Entries(ImmutableArray<TranscriptEntry> transcript)
    {
        var last = TimeSpan.Zero;
        var first = true;
        foreach (var entry in transcript)
        {
            if (entry.Kind == EntryKind.Note)
                yield return $"# {Words.OneLine(entry.Text)}".TrimEnd();
            if (entry.Message is not { } message)
                continue;
            if (first || entry.At != last)
                yield return $"then   +{Words.Seconds(entry.At > last ? entry.At - last : TimeSpan.Zero)}s";
            first = false;
            last = entry.At;
            foreach (var line in Message(entry, WbxmlComment.Of(message)))
                yield return line.Text;
        }
    }

    /// <summary>One message, line by line, each with the part it shows.</summary>
    public static ImmutableArray<MessageLine> Message(
        TranscriptEntry entry, string? bodyComment = null, bool byElement = false)
    {
        var message = entry.Message ?? throw new ArgumentException("Time and notes have no message.", nameof(entry));
        var sent = entry.Kind == EntryKind.Sent;
        var arrow = $"{(entry.Actor is "" or "alice" ? "" : Words.OneLine(entry.Actor) + " ")}{(sent ? ">>>" : "<<<")}";
        if (sent && (entry.IsDatagram || !MessageBytes.CanBeWritten(message)))
            return
            [
                new(MessagePart.StartLine, $"{arrow} {(entry.IsDatagram ? "datagram" : "raw")}"),
                .. WireText.Body(MessageBytes.Of(message)).Select(l => new MessageLine(MessagePart.Body, l)),
            ];
        if (message.Status == 0 && message.Method.Length == 0)
            return
            [
                new(MessagePart.StartLine, $"{arrow} closed"),
                .. WireText.Body(MessageBytes.Of(message)).Select(l => new MessageLine(MessagePart.Comment, $"#{l[3..]}")),
            ];
        var lines = ImmutableArray.CreateBuilder<MessageLine>();
        lines.Add(new(MessagePart.StartLine, $"{arrow} {Start(message, sent)}"));
        foreach (var header in message.Headers)
            lines.Add(Language.Words.IsToken(header.Name)
                ? new(MessagePart.Header, $"    {header.Name}: {WireText.Value(header.Value)}".TrimEnd())
                : new(MessagePart.Comment, $"    # no header by its name: {WireText.Value($"{header.Name}: {header.Value}")}"));
        foreach (var comment in (bodyComment ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            lines.Add(new(MessagePart.Comment, $"    # {Words.OneLine(comment)}".TrimEnd()));
        lines.AddRange(WireText.Body(message.Body, byElement).Select(l => new MessageLine(MessagePart.Body, l)));
        return lines.ToImmutable();
    }

    static string Start(HttpMessage message, bool sent) => message.Status > 0
        ? $"{message.Status:000} {WireText.Value(message.Reason)}".TrimEnd()
        : $"{message.Method} {WireText.Target(message.Target)}{(sent && MessageBytes.Version(message) is { } version ? " " + version : "")}";

    static IEnumerable<string> Comments(ScenarioReport scenario, CaseReport run)
    {
        foreach (var line in run.Lines.Where(l => l.Verdict is not (Verdict.Passed or Verdict.NotApplicable or Verdict.NotVerified)))
        {
            var requirement = line.Requirement.Length == 0 ? "setup" : $"{Words.Of(line.Level)} {line.Requirement}";
            yield return $"#! {Words.Mark(line.Verdict)} {requirement}  {scenario.Id}:{line.Line}";
            yield return $"#!   expected  {Words.OneLine(line.Expected)}".TrimEnd();
            yield return $"#!   actual    {Words.OneLine(line.Actual)}".TrimEnd();
        }
        if (run.Reason.Length > 0 && run.Verdict is not (Verdict.Passed or Verdict.Advisory))
            yield return $"#! {Words.Mark(run.Verdict)}  {Words.OneLine(run.Reason)}".TrimEnd();
    }
}
