using System.Globalization;
using System.Text;
using static Conformance.Harness.Evidence.Html.PageText;

namespace Conformance.Harness.Evidence.Html;

/// <summary>Every scenario below its face and topic, with what went wrong first.</summary>
sealed class ScenarioSection(RunReport report) : ISection
{
    /// <summary>Characters of the first difference that stand in a row; the whole is in the detail.</summary>
    const int WhyMax = 240;

    public string Id => "scenarios";

    public string Title => "Scenarios";

    public string Count => string.Create(CultureInfo.InvariantCulture, $"{report.Scenarios.Length}");

    public string Body()
    {
        var html = new StringBuilder();
        html.Append("<div class=\"switches\" role=\"group\" aria-label=\"Show only\">\n");
        // One switch for each verdict that occurs: pressed, only its scenarios are shown.
        foreach (var verdict in report.Scenarios.GroupBy(s => s.Verdict).OrderByDescending(g => g.Key))
            html.Append(CultureInfo.InvariantCulture, $"<button type=\"button\" class=\"switch {Class(verdict.Key)}\" data-verdict=\"{Class(verdict.Key)}\"")
                .Append(CultureInfo.InvariantCulture, $" aria-pressed=\"false\">{verdict.Count()} {Words.Of(verdict.Key)}</button>\n");
        html.Append("</div>\n");
        var indices = report.Scenarios.Index().ToDictionary(s => s.Item.Id, s => s.Index);
        foreach (var face in report.Scenarios.GroupBy(Words.Face).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            html.Append($"<section class=\"face\"><h3>{Text(face.Key)} <small>{Counts(face.Select(s => s.Verdict))}</small></h3>\n")
                .Append(Bar(face.Select(s => s.Verdict))).Append('\n');
            foreach (var topic in face.GroupBy(Words.Topic).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var open = topic.Any(s => s.Verdict is Verdict.Failed or Verdict.HarnessFault) ? " open" : "";
                html.Append($"<details class=\"topic\"{open}><summary>{Text(topic.Key)} <small>{Counts(topic.Select(s => s.Verdict))}</small></summary>\n<ul>\n");
                foreach (var scenario in topic)
                    html.Append(CultureInfo.InvariantCulture, $"<li class=\"scenario {Class(scenario.Verdict)}\" data-id=\"{Text(scenario.Id)}\" data-index=\"{indices[scenario.Id]}\">")
                        .Append($"<a href=\"{Fragment(scenario.Id)}\"><b>{Words.Of(scenario.Verdict)}</b> ")
                        .Append($"<span>{Text(scenario.Title)} <code>{Text(scenario.Id)}</code>{Why(scenario)}</span></a></li>\n");
                html.Append("</ul></details>\n");
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
}
