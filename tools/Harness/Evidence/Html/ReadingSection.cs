using System.Globalization;
using System.Text;
using Conformance.Harness.Catalogue;
using static Conformance.Harness.Evidence.Html.PageText;

namespace Conformance.Harness.Evidence.Html;

/// <summary>Matters on which the documents disagree, each with its readings and the one that the target follows.</summary>
sealed class ReadingSection(RunReport report, IReadOnlyCollection<Reading> known) : ISection
{
    readonly Dictionary<string, int> chosen = RunFacts.Readings(report).ToDictionary(r => r.Reading, r => r.Lines);

    public string Id => "readings";

    public string Title => "Readings";

    public string? Count => chosen.Count + known.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{chosen.Count} chosen");

    public string Body()
    {
        var html = new StringBuilder();
        html.Append("<p class=\"lead\">Where documents, clients or servers disagree, each way to read the matter has a name. ")
            .Append($"The profile <code>{Text(report.Profile)}</code> says which of them count as right.</p>\n");
        html.Append("<table class=\"rows\"><thead><tr><th scope=\"col\">reading</th><th scope=\"col\">this target</th>")
            .Append("<th scope=\"col\">what it says</th><th scope=\"col\">accepted by</th></tr></thead><tbody>\n");
        foreach (var family in All().GroupBy(r => r.Family))
            foreach (var reading in family)
                html.Append($"<tr class=\"row {(chosen.ContainsKey(reading.Id) ? "passed" : "")}{(reading == family.First() ? " first" : "")}\" id=\"{Text(reading.Id)}\">")
                    .Append($"<th scope=\"row\">{Text(reading.Id)}</th><td class=\"state\">{Chosen(family, reading)}</td>")
                    .Append($"<td><span class=\"sentence\">{Text(reading.Sentence)}</span><br><small>{Text(reading.Source)}</small></td>")
                    .Append($"<td>{Text(reading.Profiles.IsEmpty ? "no profile" : string.Join(", ", reading.Profiles))}</td></tr>\n");
        return html.Append("</tbody></table>\n").ToString();
    }

    IEnumerable<Reading> All() => known
        .Concat(chosen.Keys.Where(id => known.All(r => r.Id != id)).Select(id => new Reading(id, [], null, "", "")))
        .OrderBy(r => r.Family, StringComparer.Ordinal);

    string Chosen(IEnumerable<Reading> family, Reading reading) =>
        chosen.TryGetValue(reading.Id, out var lines) ? $"conforms ({Words.Count(lines, "line", "lines")})"
        : family.Any(r => chosen.ContainsKey(r.Id)) ? "" : "not judged";
}
