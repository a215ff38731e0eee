using System.Globalization;
using System.Text;
using Conformance.Harness.Catalogue;
using static Conformance.Harness.Evidence.Html.PageText;

namespace Conformance.Harness.Evidence.Html;

/// <summary>Every requirement with what became of it: judged in this run, left out of it, open, or beyond any test.</summary>
sealed class RequirementSection(RunReport report, HtmlSources sources) : ISection
{
    const string LeftOut = "not in this run";
    const string Open = "no scenario";
    const string NotTestable = "not testable";

    readonly Dictionary<string, RequirementCount> judged = RunFacts.Requirements(report).ToDictionary(r => r.Id);

    public string Id => "requirements";

    public string Title => "Requirements";

    public string Count => string.Create(CultureInfo.InvariantCulture, $"{judged.Count} of {Faces().Sum(f => f.Rows.Count)}");

    public string Body()
    {
        var html = new StringBuilder();
        foreach (var (face, rows) in Faces())
        {
            var states = rows.GroupBy(r => r.State).Select(g => (State: g.Key, Count: g.Count())).OrderBy(s => Array.IndexOf(order, s.State)).ToArray();
            html.Append($"<section class=\"face\"><h3>{Text(face)} <small>")
                .Append(string.Join(", ", states.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Count} {s.State}"))))
                .Append("</small></h3>\n").Append(Bar(states.Select(s => (ClassOf(s.State), s.Count))))
                .Append("\n<table class=\"rows\"><thead><tr><th scope=\"col\">requirement</th><th scope=\"col\">outcome</th>")
                .Append("<th scope=\"col\">sentence and source</th><th scope=\"col\">scenarios</th></tr></thead><tbody>\n");
            foreach (var row in rows)
                html.Append($"<tr class=\"row {ClassOf(row.State)}\" id=\"{Text(row.Id)}\" data-state=\"{row.State}\"><th scope=\"row\"><a href=\"{Fragment(row.Id)}\">{Text(row.Id)}</a>")
                    .Append($"<small>{row.Level}</small></th><td class=\"state\">{row.State}</td>")
                    .Append($"<td><span class=\"sentence\">{Text(row.Sentence)}</span><br><small>{Text(row.Source)}</small>{Reason(row)}</td>")
                    .Append($"<td>{Links(row.Scenarios)}</td></tr>\n");
            html.Append("</tbody></table></section>\n");
        }
        return html.ToString();
    }

    static readonly string[] order = [.. Enum.GetValues<Verdict>().Select(Words.Of), LeftOut, Open, NotTestable];

    static string ClassOf(string state) => state.Replace(' ', '-');

    static string Reason(Row row) => row.Reason.Length == 0 ? "" : $"<br><small>{Text(row.Reason)}</small>";

    /// <summary>The catalogues; without them, and for ids they do not hold, what the run itself cites.</summary>
    IReadOnlyList<(string Face, IReadOnlyList<Row> Rows)> Faces()
    {
        var faces = (sources.Coverage?.Faces ?? []).Select(f => (f.Catalogue.Face, (IReadOnlyList<Row>)RowsOf(f))).ToList();
        var known = faces.SelectMany(f => f.Item2).Select(r => r.Id).ToHashSet();
        Row[] rest = [.. judged.Values.Where(r => !known.Contains(r.Id)).Select(Cited)];
        if (rest.Length > 0)
            faces.Add((faces.Count == 0 ? "cited" : "cited and not catalogued", rest));
        return faces;
    }

    Row Cited(RequirementCount count) => new(
        count.Id, "", Words.Of(count.Verdict), sources.Requirement(count.Id)?.Sentence ?? "",
        sources.Requirement(count.Id)?.Source ?? "", "", count.Scenarios);

    Row[] RowsOf(FaceCoverage face)
    {
        var cited = face.Verified.ToDictionary(v => v.Requirement.Id, v => v.Scenarios);
        return [.. face.Catalogue.Rows.Select(row => new Row(
            row.Id,
            $"{Words.Of(row.Level)}{(row.Negative ? " NOT" : "")}{(row.Safety ? ", safety" : "")}",
            judged.TryGetValue(row.Id, out var count) ? Words.Of(count.Verdict)
                : cited.ContainsKey(row.Id) ? LeftOut
                : row.NotTestable is null ? Open : NotTestable,
            row.Sentence,
            row.Source,
            row.NotTestable ?? "",
            count?.Scenarios ?? (cited.TryGetValue(row.Id, out var scenarios) ? scenarios : [])))];
    }

    sealed record Row(
        string Id, string Level, string State, string Sentence, string Source, string Reason, IReadOnlyCollection<string> Scenarios);
}
