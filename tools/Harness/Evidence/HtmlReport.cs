using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Conformance.Harness.Evidence;

/// <summary>The run as one HTML file that needs nothing else: no network, no other file, no font.</summary>
/// <remarks>
/// Heading, numbers, tree and requirement table are plain HTML. The detail of a scenario stands as JSON in the page
/// and becomes elements when it is opened, so thousands of scenarios open fast. A content security policy forbids
/// every request; the JSON escapes <c>&lt;</c>, so nothing a server sent can end its script element.
/// </remarks>
public sealed class HtmlReport(Func<string, (string Sentence, string Source)?> requirement)
{
    /// <summary>Characters of the first difference that stand in a row; the whole is in the detail.</summary>
    const int WhyMax = 240;

    /// <summary>More scenarios than this are folded in the table of requirements.</summary>
    const int LinksMax = 3;

    static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Default };

    public byte[] Write(RunReport report, GateResult? gate = null)
    {
        var values = new Dictionary<string, string>
        {
            ["title"] = Text($"Conformance of {report.Target}"),
            ["style"] = Resource("report.css"),
            ["script"] = Resource("report.js"),
            ["heading"] = Heading(report, gate),
            ["switches"] = Switches(report),
            ["tree"] = Tree(report),
            ["requirements"] = Requirements(report),
            ["facts"] = Facts(report, gate),
            ["data"] = Data(report, gate),
        };
        var page = new StringBuilder();
        // Split once: a value that holds {{...}} itself is never read as a place.
        foreach (var piece in Resource("report.html").Split("{{"))
            page.Append(piece.Split("}}", 2) is { Length: 2 } parts ? values[parts[0]] + parts[1] : piece);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    static string Heading(RunReport report, GateResult? gate)
    {
        var headline = Headline.Of(report, gate);
        var tone = ExitCode.Of(report, gate) == ExitCode.GateMet ? "good" : "bad";
        // The verdict in capitals opens the sentence; it is set large, the rest explains it.
        var verdict = headline.Sentence.Split(':', 2);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <h1 class="{tone}"><strong>{Text(verdict[0])}</strong>:{Text(verdict[1])}</h1>
            <dl class="numbers">
              <div><dt>verified</dt><dd>{headline.Verified}</dd></div>
              <div><dt>applicable</dt><dd>{headline.Applicable}</dd></div>
              <div><dt>not verified</dt><dd>{headline.NotVerified}</dd></div>
            </dl>
            <p class="run">{Text($"{report.TargetUri}, clock {report.Clock}, profile {report.Profile}")},
              started <time datetime="{report.Started:O}">{report.Started:yyyy-MM-dd HH:mm:ss zzz}</time>,
              took {Math.Round(report.Duration.TotalSeconds, 2):0.##} s</p>
            """);
    }

    /// <summary>One switch for each verdict that occurs: pressed, only its scenarios are shown.</summary>
    static string Switches(RunReport report) => string.Join('\n', report.Scenarios
        .GroupBy(s => s.Verdict)
        .OrderByDescending(g => g.Key)
        .Select(g => $"<button type=\"button\" class=\"switch {Class(g.Key)}\" data-verdict=\"{Class(g.Key)}\" aria-pressed=\"false\">"
            + string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {Words.Of(g.Key)}</button>")));

    static string Tree(RunReport report)
    {
        var html = new StringBuilder();
        var indices = report.Scenarios.Index().ToDictionary(s => s.Item.Id, s => s.Index);
        foreach (var face in report.Scenarios.GroupBy(Words.Face).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            html.Append($"<section class=\"face\"><h2>{Text(face.Key)} <small>{Counts(face)}</small></h2>\n");
            foreach (var topic in face.GroupBy(Words.Topic).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var open = topic.Any(s => s.Verdict is Verdict.Failed or Verdict.HarnessFault) ? " open" : "";
                html.Append($"<details class=\"topic\"{open}><summary>{Text(topic.Key)} <small>{Counts(topic)}</small></summary>\n");
                foreach (var scenario in topic)
                    html.Append(CultureInfo.InvariantCulture, $"<details class=\"scenario {Class(scenario.Verdict)}\" id=\"{Text(scenario.Id)}\" data-index=\"{indices[scenario.Id]}\">")
                        .Append($"<summary><b>{Words.Of(scenario.Verdict)}</b> <span>{Text(scenario.Title)} <code>{Text(scenario.Id)}</code>{Why(scenario)}</span></summary></details>\n");
                html.Append("</details>\n");
            }
            html.Append("</section>\n");
        }
        return html.ToString();
    }

    /// <summary>What went wrong first, so that nothing has to be opened to see it.</summary>
    static string Why(ScenarioReport scenario)
    {
        if (scenario.Verdict == Verdict.Passed)
            return "";
        var findings = Finding.Of(scenario, scenario.Verdict).Where(f => f.Line is not null).ToArray();
        if (findings.Length == 0)
            return scenario.Reason.Length == 0 ? "" : $" <span class=\"why\">{Text(scenario.Reason)}</span>";
        var more = findings.Length == 1 ? "" : $" <small>and {findings.Length - 1} more</small>";
        return $" <span class=\"why\">{Text($"{findings[0].Requirement} {Short(findings[0].Message)}".Trim())}{more}</span>";
    }

    static string Short(string text) => text.Length <= WhyMax ? text : string.Concat(text.AsSpan(0, WhyMax), "...");

    string Requirements(RunReport report)
    {
        var html = new StringBuilder();
        foreach (var row in RunFacts.Requirements(report))
        {
            var known = requirement(row.Id);
            html.Append($"<tr class=\"{Class(row.Verdict)}\"><th scope=\"row\">{Text(row.Id)}</th><td>{Words.Of(row.Verdict)}</td>")
                .Append($"<td>{Text(known?.Sentence ?? "")}<br><small>{Text(known?.Source ?? "")}</small></td>")
                .Append($"<td>{Links(row.Scenarios)}</td></tr>\n");
        }
        return html.ToString();
    }

    static string Links(IReadOnlyCollection<string> scenarios)
    {
        var links = string.Join("<br>", scenarios.Select(s => $"<a href=\"#{Text(Uri.EscapeDataString(s))}\">{Text(s)}</a>"));
        return scenarios.Count <= LinksMax ? links : $"<details><summary>{scenarios.Count} scenarios</summary>{links}</details>";
    }

    static string Facts(RunReport report, GateResult? gate)
    {
        var html = new StringBuilder();
        List(html, "Readings chosen", RunFacts.Readings(report).Select(r => $"conforms to reading {r.Reading} ({Words.Count(r.Lines, "line", "lines")})"));
        List(html, "Not offered by the target", RunFacts.Lacks(report).Select(l =>
            $"{l.Capability.Name} ({Words.Count(l.Scenarios, "scenario", "scenarios")} left out): {l.Capability.Reason}"));
        List(html, "Left behind on the target", report.Leftovers);
        List(html, "Stale baseline entries", (gate?.Stale ?? []).Select(e => $"{e}: {e.Reason}"));
        return html.ToString();
    }

    static void List(StringBuilder html, string title, IEnumerable<string> items)
    {
        var all = items.ToArray();
        if (all.Length > 0)
            html.Append($"<h2>{title}</h2>\n<ul>{string.Concat(all.Select(i => $"<li>{Text(i)}</li>"))}</ul>\n");
    }

    string Data(RunReport report, GateResult? gate)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartArray();
            foreach (var scenario in report.Scenarios)
                Scenario(json, report, scenario, gate);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    void Scenario(Utf8JsonWriter json, RunReport report, ScenarioReport scenario, GateResult? gate)
    {
        json.WriteStartObject();
        json.WriteString("reason", Words.OneLine(scenario.Reason));
        json.WriteString("source", Words.OneLine(scenario.Source));
        json.WriteString("file", Words.OneLine(scenario.File));
        json.WriteString("replay", Reproduction.Replay(report, scenario));
        json.WriteStartArray("cases");
        foreach (var run in scenario.Cases)
        {
            json.WriteStartObject();
            json.WriteString("row", Words.OneLine(run.Row));
            json.WriteString("verdict", Words.Of(run.Verdict));
            json.WriteString("reason", Words.OneLine(run.Reason));
            json.WriteStartArray("groups");
            foreach (var verdict in new[] { Verdict.Failed, Verdict.HarnessFault, Verdict.Blocked, Verdict.Advisory })
                foreach (var group in FindingGroup.Of(XmlText.Findings(scenario, run, verdict)))
                    WriteGroup(json, report, group, gate);
            json.WriteEndArray();
            json.WriteStartArray("exchange");
            foreach (var line in TranscriptText.Entries(run.Transcript))
                json.WriteStringValue(line);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What to type, the server of a bundled run first.</summary>
    static IEnumerable<string> Commands(RunReport report, Finding finding)
    {
        var commands = Reproduction.Of(report, finding).Select(Words.OneLine);
        return Reproduction.Server(report) is { } server ? commands.Prepend($"# first, in another terminal: {server}") : commands;
    }

    void WriteGroup(Utf8JsonWriter json, RunReport report, FindingGroup group, GateResult? gate)
    {
        json.WriteStartObject();
        json.WriteStartArray("findings");
        foreach (var finding in group.Findings)
            WriteFinding(json, finding, gate);
        json.WriteEndArray();
        json.WriteString("request", group.Request?.Message is { } sent ? $"{WireText.Value(sent.Method)} {WireText.Target(sent.Target)}" : "");
        json.WriteString("curl", string.Join('\n', Commands(report, group.First)));
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

    void WriteFinding(Utf8JsonWriter json, Finding finding, GateResult? gate)
    {
        var known = finding.Line is null ? null : requirement(finding.Requirement);
        json.WriteStartObject();
        json.WriteString("title", Words.OneLine($"{Words.Mark(finding.Verdict)} {Judged(finding)}{finding.Place}"));
        json.WriteString("sentence", Words.OneLine(known?.Sentence ?? ""));
        json.WriteString("source", Words.OneLine(known?.Source ?? ""));
        json.WriteString("line", Words.OneLine(finding.Line?.Text ?? ""));
        json.WriteString("expected", Words.OneLine(finding.Expected));
        json.WriteString("actual", Words.OneLine(finding.Actual));
        json.WriteString("notes", string.Join(", ", finding.Line?.Notes ?? []));
        json.WriteString("baseline", Words.OneLine(gate?.EntryFor(finding)?.Reason ?? gate?.ObjectionTo(finding) ?? ""));
        json.WriteEndObject();
    }

    static string Judged(Finding finding) =>
        finding.Line is { Requirement.Length: > 0 } line ? $"{Words.Of(line.Level)} {line.Requirement} " : "";

    static string Counts(IEnumerable<ScenarioReport> scenarios) => string.Join(
        ", ", scenarios.GroupBy(s => s.Verdict).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Words.Of(g.Key)}"));

    static string Class(Verdict verdict) => Words.Of(verdict).Replace(' ', '-');

    static string Text(string text) => WebUtility.HtmlEncode(Words.OneLine(text));

    static string Resource(string name)
    {
        var full = $"Conformance.Harness.Evidence.Html.{name}";
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(full)
            ?? throw new InvalidOperationException($"The resource {full} was not built into the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
