using System.Text.Json;

namespace Conformance.Harness.Evidence.Html;

/// <summary>One case as the script of the page reads it: what was judged, what went over the wire, what to type to see it again.</summary>
sealed class CaseData(Utf8JsonWriter json, RunReport report, ScenarioReport scenario, CaseReport run)
{
    public void Write(GateResult? gate, Func<string, (string Sentence, string Source)?> requirement)
    {
        json.WriteStartObject();
        json.WriteString("row", Words.OneLine(run.Row));
        json.WriteNumber("repetition", run.Repetition);
        json.WriteString("verdict", Words.Of(run.Verdict));
        json.WriteString("reason", Words.OneLine(run.Reason));
        json.WriteStartArray("groups");
        var findings = new FindingData(json, report, gate, requirement);
        foreach (var verdict in new[] { Verdict.Failed, Verdict.HarnessFault, Verdict.Blocked, Verdict.Advisory })
            foreach (var group in FindingGroup.Of(XmlText.Findings(scenario, run, verdict)))
                findings.Write(group);
        json.WriteEndArray();
        Lines();
        Entries();
        TimelineData.Write(json, Timeline.Of(run));
        json.WriteString("script", Reproduction.Script(report, scenario, run));
        json.WriteString("http", Reproduction.HttpFile(report, scenario, run));
        json.WriteEndObject();
    }

    void Lines()
    {
        json.WriteStartArray("lines");
        foreach (var line in run.Lines)
        {
            json.WriteStartObject();
            json.WriteNumber("line", line.Line);
            json.WriteString("text", Words.OneLine(WithoutTag(line.Text)));
            json.WriteString("level", line.Requirement.Length == 0 ? "" : Words.Of(line.Level));
            json.WriteString("requirement", Words.OneLine(line.Requirement));
            json.WriteString("verdict", Words.Of(line.Verdict));
            json.WriteString("reading", Words.OneLine(line.Reading ?? ""));
            json.WriteNumber("exchange", line.Exchange);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The line without its margin, whose words stand beside it.</summary>
    static string WithoutTag(string line) => line.LastIndexOf("  # ", StringComparison.Ordinal) is > 0 and var tag ? line[..tag].TrimEnd() : line;

    /// <summary>Each thing that happened, messages line by line with the part they show: s start, h header, c comment, b body.</summary>
    void Entries()
    {
        json.WriteStartArray("entries");
        foreach (var entry in run.Transcript)
        {
            json.WriteStartObject();
            json.WriteString("kind", entry.Kind.ToString().ToLowerInvariant());
            json.WriteNumber("at", entry.At.TotalSeconds);
            json.WriteString("actor", Words.OneLine(entry.Actor));
            json.WriteBoolean("setup", entry.IsSetup);
            if (entry.Text.Length > 0)
                json.WriteString("text", Words.OneLine(entry.Text));
            if (entry.Message is not null)
            {
                json.WriteStartArray("lines");
                foreach (var line in TranscriptText.Message(entry, WbxmlComment.Of(entry.Message)))
                    json.WriteStringValue(Part(line.Part) + line.Text);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static string Part(MessagePart part) => part switch
    {
        MessagePart.StartLine => "s",
        MessagePart.Header => "h",
        MessagePart.Comment => "c",
        _ => "b",
    };
}
