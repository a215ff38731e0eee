using System.Globalization;
using System.Text;
using static Conformance.Harness.Evidence.Html.PageText;

namespace Conformance.Harness.Evidence.Html;

/// <summary>What differs from an earlier run.</summary>
sealed class ChangeSection(RunComparison? comparison) : ISection
{
    public string Id => "changes";

    public string Title => "Changes";

    public string? Count => comparison is null ? null : string.Create(CultureInfo.InvariantCulture, $"{comparison.Scenarios.Length}");

    public string Body()
    {
        var (now, earlier) = (comparison!.Now, comparison.Earlier);
        var html = new StringBuilder();
        html.Append($"<p class=\"lead\">{Text(comparison.Sentence)}.</p>\n<ul class=\"facts\">")
            .Append($"<li>earlier: {Run(earlier)}</li><li>this one: {Run(now)}</li>");
        foreach (var caution in comparison.Cautions)
            html.Append($"<li>{Text(caution)}</li>");
        html.Append("</ul>\n");
        Table(html, "Scenarios", comparison.Scenarios, id => now.Scenarios.Any(s => s.Id == id));
        var judged = RunFacts.Requirements(now).Select(r => r.Id).ToHashSet();
        Table(html, "Requirements", comparison.Requirements, judged.Contains);
        return html.ToString();
    }

    static string Run(RunReport report)
    {
        var headline = Headline.Of(report);
        return string.Create(CultureInfo.InvariantCulture,
            $"{report.Started:yyyy-MM-dd HH:mm}, {headline.Verified} verified / {headline.Applicable} applicable / {headline.NotVerified} not verified, {Text(Counts(report.Scenarios.Select(s => s.Verdict)))}");
    }

    static void Table(StringBuilder html, string title, IReadOnlyCollection<Change> changes, Func<string, bool> isThere)
    {
        if (changes.Count == 0)
            return;
        html.Append($"<h3>{title}</h3>\n<table class=\"rows\"><thead><tr><th scope=\"col\">what</th><th scope=\"col\">change</th>")
            .Append("<th scope=\"col\">before and now</th><th scope=\"col\">because</th></tr></thead><tbody>\n");
        foreach (var change in changes)
            html.Append($"<tr class=\"row {Tone(change.Kind)}\"><th scope=\"row\">")
                .Append(isThere(change.Id) ? $"<a href=\"{Fragment(change.Id)}\">{Text(change.Id)}</a>" : Text(change.Id))
                .Append($"</th><td class=\"state\">{RunComparison.Word(change.Kind)}</td>")
                .Append($"<td>{Badge(change.Before)} → {Badge(change.After)}</td><td>{Text(change.Why)}</td></tr>\n");
        html.Append("</tbody></table>\n");
    }

    static string Badge(Verdict? verdict) => verdict is { } known ? PageText.Badge(known) : "<b class=\"verdict\">not there</b>";

    static string Tone(ChangeKind kind) => kind switch
    {
        ChangeKind.Broken or ChangeKind.FailsDifferently => "failed",
        ChangeKind.Mended => "passed",
        ChangeKind.Moved => "advisory",
        _ => "",
    };
}
