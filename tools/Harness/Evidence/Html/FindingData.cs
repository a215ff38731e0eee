using System.Text.Json;

namespace Conformance.Harness.Evidence.Html;

/// <summary>The findings on one message: the sentence each breaks, the message with the lines marked, what to type.</summary>
sealed class FindingData(
    Utf8JsonWriter json, RunReport report, GateResult? gate, Func<string, (string Sentence, string Source)?> requirement)
{
    public void Write(FindingGroup group)
    {
        json.WriteStartObject();
        json.WriteStartArray("findings");
        foreach (var finding in group.Findings)
            Finding(finding);
        json.WriteEndArray();
        json.WriteString("request", group.Request?.Message is { } sent ? $"{WireText.Value(sent.Method)} {WireText.Target(sent.Target)}" : "");
        json.WriteString("curl", string.Join('\n', Commands(group.First)));
        json.WriteNumber("exchange", group.First.Line?.Exchange ?? -1);
        json.WriteStartArray("message");
        if (group.Difference is { } difference)
            for (var i = 0; i < difference.Lines.Length; i++)
            {
                json.WriteStartArray();
                json.WriteStringValue(difference.Lines[i].Text);
                json.WriteBooleanValue(difference.Marked.Contains(i));
                json.WriteEndArray();
            }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    void Finding(Finding finding)
    {
        var known = finding.Line is null ? null : requirement(finding.Requirement);
        json.WriteStartObject();
        json.WriteString("title", Words.OneLine($"{Words.Mark(finding.Verdict)} {Judged(finding)}{finding.Place}"));
        json.WriteString("verdict", Words.Of(finding.Verdict));
        json.WriteString("requirement", Words.OneLine(finding.Requirement));
        json.WriteString("sentence", Words.OneLine(known?.Sentence ?? ""));
        json.WriteString("source", Words.OneLine(known?.Source ?? ""));
        json.WriteString("line", Words.OneLine(finding.Line?.Text ?? ""));
        json.WriteString("expected", Words.OneLine(finding.Expected));
        json.WriteString("actual", Words.OneLine(finding.Actual));
        json.WriteString("notes", Words.OneLine(string.Join(", ", finding.Line?.Notes ?? [])));
        json.WriteString("baseline", Words.OneLine(gate?.EntryFor(finding)?.Reason ?? gate?.ObjectionTo(finding) ?? ""));
        json.WriteEndObject();
    }

    static string Judged(Finding finding) =>
        finding.Line is { Requirement.Length: > 0 } line ? $"{Words.Of(line.Level)} {line.Requirement} " : "";

    /// <summary>What to type, the server of a bundled run first.</summary>
    IEnumerable<string> Commands(Finding finding)
    {
        var commands = Reproduction.Of(report, finding).Select(Words.OneLine);
        return Reproduction.Server(report) is { } server ? commands.Prepend($"# first, in another terminal: {server}") : commands;
    }
}
