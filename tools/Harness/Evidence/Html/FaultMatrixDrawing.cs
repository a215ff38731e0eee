using System.Globalization;
using System.Text;
using static Conformance.Harness.Evidence.Html.PageText;

namespace Conformance.Harness.Evidence.Html;

/// <summary>Faults against scenarios as a field of squares; the table below it says the same in words.</summary>
static class FaultMatrixDrawing
{
    const int Cell = 7;
    const int Square = 6;

    public static void Write(StringBuilder html, string face, FaultsFile.Entry[] faults)
    {
        string[] columns = [.. faults.SelectMany(f => f.Kills.Concat(f.Elsewhere)).Select(k => k.Scenario).Distinct().Order(StringComparer.Ordinal)];
        if (columns.Length < 2 || faults.Length < 2)
            return;
        var at = columns.Index().ToDictionary(c => c.Item, c => c.Index);
        html.Append(CultureInfo.InvariantCulture,
            $"<figure class=\"matrix\"><div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{Text(face)}: faults and scenarios\">"
            + $"<svg role=\"img\" width=\"{columns.Length * Cell}\" height=\"{faults.Length * Cell}\" aria-label=\"{faults.Length} faults against {columns.Length} scenarios\">\n");
        foreach (var (row, fault) in faults.Index())
        {
            var kills = fault.Kills.DistinctBy(k => k.Scenario).ToArray();
            var strays = fault.Elsewhere.DistinctBy(k => k.Scenario).ExceptBy(kills.Select(k => k.Scenario), k => k.Scenario);
            html.Append(CultureInfo.InvariantCulture, $"<rect class=\"ground{(fault.Proved ? "" : " survived")}\" y=\"{row * Cell}\" width=\"{columns.Length * Cell}\" height=\"{Square}\"/>");
            foreach (var (kill, name) in kills.Select(k => (k, "kill")).Concat(strays.Select(k => (k, "stray"))))
                html.Append(CultureInfo.InvariantCulture, $"<rect class=\"{name}\" x=\"{at[kill.Scenario] * Cell}\" y=\"{row * Cell}\" width=\"{Square}\" height=\"{Square}\">"
                    + $"<title>{Text(fault.Id)}: {Text(kill.ToString())}</title></rect>");
            html.Append('\n');
        }
        html.Append("</svg></div>\n<figcaption>A row is a fault, a column a scenario. Full: a line of the broken requirement went red. ")
            .Append("Pale: only lines that judge something else did. A row without squares survived.</figcaption></figure>\n");
    }
}
