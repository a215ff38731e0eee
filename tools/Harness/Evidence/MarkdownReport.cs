using System.Text;

namespace Conformance.Harness.Evidence;

/// <summary>The run as a Markdown page short enough for a CI step summary; the first line says it all.</summary>
public sealed class MarkdownReport(Func<string, (string Sentence, string Source)?> requirement)
{
    /// <summary>A step summary may hold 1 MiB; beyond this many failures the page points to the other reports.</summary>
    const int FailuresMax = 50;
    const int ExchangeLinesMax = 60;

    public string Write(RunReport report, GateResult? gate = null, SnapshotReport? snapshots = null)
    {
        var text = new StringBuilder();
        text.Append("**").Append(Escape(Headline.Of(report, gate, snapshots).Sentence)).Append("**\n\n");
        text.Append("| face | ").Append(string.Join(" | ", Enum.GetValues<Verdict>().Select(Words.Of))).Append(" |\n");
        text.Append("|---").Append(string.Concat(Enum.GetValues<Verdict>().Select(_ => "|---:"))).Append("|\n");
        foreach (var face in report.Scenarios.GroupBy(Words.Face).OrderBy(g => g.Key, StringComparer.Ordinal))
            text.Append("| ").Append(Escape(face.Key)).Append(" | ")
                .Append(string.Join(" | ", Enum.GetValues<Verdict>().Select(v => face.Count(s => s.Verdict == v)))).Append(" |\n");
        var failures = Finding.Of(report, Verdict.Failed);
        foreach (var finding in failures.Take(FailuresMax))
            Failure(text, report, finding, gate);
        if (failures.Length > FailuresMax)
            text.Append("\nand ").Append(failures.Length - FailuresMax).Append(" more failures; `results.json` has them all.\n");
        List(text, "Not judged", report.Scenarios
            .Where(s => s.Verdict is Verdict.Blocked or Verdict.NotVerified or Verdict.HarnessFault)
            .Select(s => $"{Words.Of(s.Verdict)} `{Code(s.Id)}`: {Escape(s.Reason)}"));
        List(text, "Advisories", Finding.Of(report, Verdict.Advisory).Select(f => $"`{Code(f.Place)}` {Escape($"{f.Requirement}: {f.Message}")}"));
        List(text, "Readings", RunFacts.Readings(report).Select(r => $"conforms to reading `{Code(r.Reading)}`"));
        List(text, "Not offered", report.Capabilities.Where(c => !c.Offered).Select(c => $"`{Code(c.Name)}`: {Escape(c.Reason)}"));
        List(text, "Stale baseline entries", (gate?.Stale ?? []).Select(e => $"`{Code(e.ToString())}`: {Escape(e.Reason)}"));
        List(text, "Seeded faults that were on", report.Faults.Select(f => $"`{Code(f)}`"));
        List(text, "Left behind on the target", report.Leftovers.Select(Escape));
        List(text, "Snapshots that differ", (snapshots?.Differing ?? []).Select(s => $"`{Code(s.Scenario)}`"));
        List(text, "Orphaned snapshots", (snapshots?.Orphans ?? []).Select(o => $"`{Code(o)}`"));
        return text.ToString();
    }

    void Failure(StringBuilder text, RunReport report, Finding finding, GateResult? gate)
    {
        var level = finding.Line is { } line ? $"{Words.Of(line.Level)} {line.Requirement} " : "";
        var known = gate?.EntryFor(finding) is not null ? " (in the baseline)" : "";
        text.Append("\n<details><summary>FAIL ").Append(Escape(level + finding.Place + known)).Append("</summary>\n\n");
        if (requirement(finding.Requirement) is { } row)
            text.Append("> ").Append(Escape(row.Sentence)).Append("  \n> ").Append(Escape(row.Source)).Append("\n\n");
        var lines = XmlText.Explain(finding).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Block(text, "", lines.Length > ExchangeLinesMax ? [.. lines.Take(ExchangeLinesMax), "..."] : lines);
        Block(text, "sh", [Reproduction.Replay(report, finding.Scenario), .. Reproduction.Of(report, finding)]);
        text.Append("</details>\n");
    }

    static void List(StringBuilder text, string title, IEnumerable<string> items)
    {
        var all = items.ToArray();
        if (all.Length == 0)
            return;
        text.Append("\n### ").Append(title).Append("\n\n");
        foreach (var item in all.Take(FailuresMax))
            text.Append("- ").Append(item).Append('\n');
        if (all.Length > FailuresMax)
            text.Append("- and ").Append(all.Length - FailuresMax).Append(" more\n");
    }

    /// <summary>A fenced block whose fence is longer than any in the text, so that nothing inside can end it.</summary>
    static void Block(StringBuilder text, string language, IReadOnlyList<string> lines)
    {
        var longest = lines.Max(l => l.Split(l.Where(c => c != '`').Distinct().ToArray()).Max(run => run.Length));
        var fence = new string('`', Math.Max(3, longest + 1));
        text.Append(fence).Append(language).Append('\n');
        foreach (var line in lines)
            text.Append(line).Append('\n');
        text.Append(fence).Append("\n\n");
    }

    static string Code(string text) => Words.OneLine(text).Replace('`', '\'');

    /// <summary>Text that Markdown and the HTML in it show as it is.</summary>
    static string Escape(string text)
    {
        var safe = new StringBuilder();
        foreach (var c in Words.OneLine(text))
            safe.Append(c switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' => $"\\{c}",
                _ => c.ToString(),
            });
        return safe.ToString();
    }
}
