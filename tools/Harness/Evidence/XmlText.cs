using System.Globalization;
using System.Text;
using System.Xml;

namespace Conformance.Harness.Evidence;

/// <summary>What the XML reports share: a writer, names of cases, and text that XML 1.0 can hold whatever a server sent.</summary>
static class XmlText
{
    static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        Encoding = new UTF8Encoding(false),
    };

    public static byte[] Write(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
            write(xml);
        return bytes.ToArray();
    }

    /// <summary>The runs of a file; one in its name when it never ran, so that it is counted nonetheless.</summary>
    public static IEnumerable<CaseReport> Runs(ScenarioReport scenario) => !scenario.Cases.IsEmpty
        ? scenario.Cases
        : [new CaseReport("", 1, scenario.Verdict, scenario.Reason, [], [], TimeSpan.Zero)];

    public static string CaseName(ScenarioReport scenario, CaseReport run) =>
        scenario.Id
        + (run.Row.Length > 0 ? $" [{run.Row}]" : "")
        + (run.Repetition > 1 ? string.Create(CultureInfo.InvariantCulture, $" #{run.Repetition}") : "");

    public static IEnumerable<Finding> Findings(ScenarioReport scenario, CaseReport run, Verdict verdict) =>
        Finding.Of(scenario with { Cases = [run] }, verdict);

    public static string Explain(Finding finding)
    {
        var text = new StringBuilder();
        var judged = finding.Line is { } line ? $"{Words.Of(line.Level)} {line.Requirement}  " : "";
        text.Append(Words.Mark(finding.Verdict)).Append("  ").Append(judged).Append(finding.Place).Append('\n');
        if (finding.Line is not null)
            text.Append("  line      ").Append(Words.OneLine(finding.Line.Text)).Append('\n')
                .Append("  expected  ").Append(Words.OneLine(finding.Expected)).Append('\n');
        text.Append("  actual    ").Append(Words.OneLine(finding.Actual)).Append('\n');
        if (Difference.Of(finding) is { } difference)
            for (var i = 0; i < difference.Lines.Length; i++)
                text.Append(difference.Marked.Contains(i) ? "! " : "  ").Append(difference.Lines[i].Text).Append('\n');
        return text.ToString();
    }

    public static string Line(string text) => Words.Safe(Words.OneLine(text));

    public static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
