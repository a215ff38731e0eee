using System.Globalization;
using System.Net;
using System.Text;

namespace Conformance.Harness.Evidence.Html;

/// <summary>Text on its way into markup, and the small pieces that several sections show alike.</summary>
static class PageText
{
    /// <summary>Encoded for elements and quoted attributes, on one line, with nothing invisible.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(Words.OneLine(text));

    /// <summary>The class that gives a verdict its colour.</summary>
    public static string Class(Verdict verdict) => Words.Of(verdict).Replace(' ', '-');

    /// <summary>The fragment under which the page shows something.</summary>
    public static string Fragment(string id) => $"#{Text(Uri.EscapeDataString(id))}";

    public static string Counts(IEnumerable<Verdict> verdicts) => string.Join(
        ", ", verdicts.GroupBy(v => v).OrderBy(g => g.Key).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {Words.Of(g.Key)}")));

    /// <summary>How many of each, as a line of coloured pieces; the words beside it say the same.</summary>
    public static string Bar(IEnumerable<(string Class, int Count)> pieces)
    {
        var all = pieces.Where(p => p.Count > 0).ToArray();
        var bar = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"<svg class=\"bar\" viewBox=\"0 0 {Math.Max(1, all.Sum(p => p.Count))} 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"));
        var at = 0;
        foreach (var (name, count) in all)
        {
            bar.Append(CultureInfo.InvariantCulture, $"<rect class=\"{name}\" x=\"{at}\" width=\"{count}\" height=\"1\"/>");
            at += count;
        }
        return bar.Append("</svg>").ToString();
    }

    public static string Bar(IEnumerable<Verdict> verdicts) =>
        Bar(verdicts.GroupBy(v => v).OrderBy(g => g.Key).Select(g => (Class(g.Key), g.Count())));

    public static string Badge(Verdict verdict) => $"<b class=\"verdict {Class(verdict)}\">{Words.Of(verdict)}</b>";

    /// <summary>Links to scenarios, folded when there are many.</summary>
    public static string Links(IReadOnlyCollection<string> scenarios)
    {
        const int ShownMax = 3;
        var links = string.Join("<br>", scenarios.Select(s => $"<a href=\"{Fragment(s)}\">{Text(s)}</a>"));
        return scenarios.Count <= ShownMax ? links : $"<details><summary>{scenarios.Count} scenarios</summary>{links}</details>";
    }
}
