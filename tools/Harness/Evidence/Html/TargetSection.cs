using System.Globalization;
using System.Text;
using static Conformance.Harness.Evidence.Html.PageText;

namespace Conformance.Harness.Evidence.Html;

/// <summary>What the target was found to offer, and what else is to be known of the run.</summary>
sealed class TargetSection(RunReport report, GateResult? gate) : ISection
{
    public string Id => "target";

    public string Title => "Target";

    public string Count => string.Create(
        CultureInfo.InvariantCulture, $"{report.Capabilities.Count(c => c.Offered)} of {report.Capabilities.Length} offered");

    public string Body()
    {
        var html = new StringBuilder();
        List(html, "Seeded faults that were on", report.Faults);
        List(html, "Left behind on the target", report.Leftovers);
        List(html, "Stale baseline entries", (gate?.Stale ?? []).Select(e => $"{e}: {e.Reason}"));
        var lacks = RunFacts.Lacks(report).ToDictionary(l => l.Capability.Name, l => l.Scenarios);
        html.Append("<p class=\"lead\">What a scenario needs is asked before anything is judged; only a probe that worked makes it applicable.</p>\n")
            .Append("<table class=\"rows\"><thead><tr><th scope=\"col\">capability</th><th scope=\"col\">offered</th>")
            .Append("<th scope=\"col\">what was asked and what came</th><th scope=\"col\">left out by it</th></tr></thead><tbody>\n");
        foreach (var capability in report.Capabilities.OrderBy(c => c.Offered).ThenBy(c => c.Name, StringComparer.Ordinal))
            html.Append($"<tr class=\"row {(capability.Offered ? "passed" : "not-applicable")}\"><th scope=\"row\">{Text(capability.Name)}</th>")
                .Append($"<td class=\"state\">{(capability.Offered ? "yes" : "no")}</td><td>{Text(capability.Reason)}{Probe(capability)}</td>")
                .Append($"<td>{(lacks.TryGetValue(capability.Name, out var count) ? Words.Count(count, "scenario", "scenarios") : "")}</td></tr>\n");
        return html.Append("</tbody></table>\n").ToString();
    }

    /// <summary>The exchange that showed it, as a recording writes it.</summary>
    static string Probe(CapabilityReport capability) => capability.Probe.IsEmpty
        ? ""
        : $"<details><summary>the probe</summary><pre>{string.Join('\n', TranscriptText.Entries(capability.Probe).Select(Text))}</pre></details>";

    static void List(StringBuilder html, string title, IEnumerable<string> items)
    {
        var all = items.ToArray();
        if (all.Length > 0)
            html.Append($"<h3>{title}</h3>\n<ul class=\"facts\">{string.Concat(all.Select(i => $"<li>{Text(i)}</li>"))}</ul>\n");
    }
}
