using System.Globalization;
using System.Text;
using Conformance.Harness.Catalogue;
using static Conformance.Harness.Evidence.Html.PageText;

namespace Conformance.Harness.Evidence.Html;

/// <summary>How the suite itself was tried: each seeded defect of the bundled server with the scenarios that notice it.</summary>
sealed class FaultSection(FaultsFile? file) : ISection
{
    public string Id => "faults";

    public string Title => "Faults";

    public string? Count => file is null ? null : string.Create(
        CultureInfo.InvariantCulture, $"{file.Faults.Count(f => f.Proved)} of {file.Faults.Length} proved");

    public string Body()
    {
        var html = new StringBuilder();
        html.Append("<p class=\"lead\">The bundled server was given one defect after the other. A defect is killed when a line that judges ")
            .Append("its requirement goes red; a legal variant stays green. What survives here could hide in any target.</p>\n");
        if (!file!.IsWhole)
            html.Append("<p>Only some were played, or not against every scenario: <code>conformance faults --all</code> plays all.</p>\n");
        foreach (var face in file.Faults.GroupBy(f => f.Face).OrderBy(g => g.Key, StringComparer.Ordinal))
            Face(html, face.Key, [.. face]);
        if (!file.TurnedRedByNoFault.IsEmpty)
            html.Append("<h3>Judged, and turned red by no fault</h3>\n<p>")
                .Append(string.Join(", ", file.TurnedRedByNoFault.Select(id => $"<a href=\"{Fragment(id)}\">{Text(id)}</a>"))).Append("</p>\n");
        return html.ToString();
    }

    static void Face(StringBuilder html, string face, FaultsFile.Entry[] entries)
    {
        html.Append($"<section class=\"face\"><h3>{Text(face)} <small>{Sum(entries)}</small></h3>\n");
        FaultMatrixDrawing.Write(html, face, [.. entries.Where(e => e.Kind == FaultKind.Fault)]);
        html.Append("<table class=\"rows\"><thead><tr><th scope=\"col\">fault</th><th scope=\"col\">outcome</th>")
            .Append("<th scope=\"col\">what is wrong with the server</th><th scope=\"col\">noticed by</th></tr></thead><tbody>\n");
        foreach (var entry in entries)
            html.Append($"<tr class=\"row {(entry.Proved ? "passed" : "failed")}\"><th scope=\"row\">{Text(entry.Id)}</th>")
                .Append($"<td class=\"state\">{Outcome(entry)}</td><td>{Text(entry.Sentence)}{Requirement(entry)}{Reasons(entry)}</td>")
                .Append($"<td>{Links([.. entry.Kills.Select(k => k.Scenario).Distinct()])}{Elsewhere(entry)}</td></tr>\n");
        html.Append("</tbody></table></section>\n");
    }

    static string Sum(FaultsFile.Entry[] entries)
    {
        var faults = entries.Where(e => e.Kind == FaultKind.Fault).ToArray();
        var variants = entries.Where(e => e.Kind == FaultKind.Variant).ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"{faults.Count(f => f.Proved)} of {faults.Length} faults killed, {variants.Count(v => v.Proved)} of {variants.Length} variants green");
    }

    static string Outcome(FaultsFile.Entry entry) => (entry.Proved, entry.Kind) switch
    {
        (true, FaultKind.Fault) => "killed",
        (true, _) => "green",
        (false, FaultKind.Fault) => "survived",
        _ => "not green",
    };

    static string Requirement(FaultsFile.Entry entry) => entry.Requirement.Length == 0
        ? ""
        : $" <small>breaks <a href=\"{Fragment(entry.Requirement)}\">{Text(entry.Requirement)}</a></small>";

    static string Reasons(FaultsFile.Entry entry) => string.Concat(entry.Reason.Select(r => $"<br><span class=\"why\">{Text(r)}</span>"));

    static string Elsewhere(FaultsFile.Entry entry) => entry.Elsewhere.IsEmpty
        ? ""
        : $"<small class=\"aside\">and {Words.Count(entry.Elsewhere.Length, "line that judges", "lines that judge")} something else</small>";
}
