using System.Text.RegularExpressions;

namespace Conformance.Harness.Evidence;

/// <summary>Writes each failure with its requirement, the exchange with the difference in place, and how to see it again.</summary>
sealed partial class ConsoleFailures(ConsolePage page, Func<string, (string Sentence, string Source)?> requirement)
{
    /// <summary>Lines of a message shown before and after each that is marked.</summary>
    const int ContextLines = 3;

    /// <summary>Every failure: the first of a kind in full, those that fail alike in the place and way only.</summary>
    public void Write(RunReport report, GateResult? gate)
    {
        var told = new Dictionary<(string Requirement, string Way), string>();
        var wasShort = false;
        foreach (var group in report.Scenarios.SelectMany(s => FindingGroup.Of(Finding.Of(s, Verdict.Failed))))
        {
            var isShort = group.Findings.All(f => told.ContainsKey(KindOf(f)));
            if (!isShort || !wasShort)
                page.Line();
            wasShort = isShort;
            if (isShort)
                Again(report, group, gate, told);
            else
                Failure(report, group, gate);
            foreach (var finding in group.Findings)
                told.TryAdd(KindOf(finding), finding.Place);
        }
    }

    /// <summary>Failures of one requirement in one way, whatever the ids: told in full once.</summary>
    static (string Requirement, string Way) KindOf(Finding finding) =>
        (finding.Requirement, string.Join(' ', Digits().Replace(finding.Actual, "#").Split(';', StringSplitOptions.TrimEntries).Distinct()));

    void Again(
        RunReport report, FindingGroup group, GateResult? gate, Dictionary<(string Requirement, string Way), string> told)
    {
        foreach (var finding in group.Findings)
            Title(finding, $"  as at {told[KindOf(finding)]}");
        Compare(group);
        Known(group, gate);
        page.Fact("replay", Reproduction.Replay(report, group.First.Scenario));
    }

    void Failure(RunReport report, FindingGroup group, GateResult? gate)
    {
        var said = new HashSet<string>();
        foreach (var finding in group.Findings)
        {
            Title(finding, "");
            if (finding.Line is { } line && said.Add(line.Requirement))
                page.Fact("requires", requirement(line.Requirement)?.Sentence);
        }
        Exchange(group);
        foreach (var source in group.Findings.Select(f => requirement(f.Requirement)?.Source).Distinct())
            page.Fact("source", source);
        Known(group, gate);
        page.Fact("replay", Reproduction.Replay(report, group.First.Scenario));
        page.Fact("server", Reproduction.Server(report) is { } server ? $"{server}, in another terminal, for the line below" : null);
        foreach (var command in Reproduction.Of(report, group.First))
            page.Fact(command.Contains("curl -i", StringComparison.Ordinal) ? "curl" : "shell", command);
        page.Fact("wire", $"transcripts/{ResultsFolder.FileName(group.First.Scenario, group.First.Case)}.txt");
    }

    void Title(Finding finding, string end)
    {
        var judged = finding.Line is { } line ? $"{Words.Of(line.Level)} {line.Requirement}  " : "";
        var row = finding.Case.Row.Length > 0 ? $"  [{Words.OneLine(finding.Case.Row)}]" : "";
        page.Line(Tone.Bad, $"FAIL  {judged}{finding.Place}{row}{end}");
    }

    void Known(FindingGroup group, GateResult? gate)
    {
        foreach (var text in group.Findings.Select(f => gate?.EntryFor(f)?.Reason ?? gate?.ObjectionTo(f)).Distinct())
            page.Fact("baseline", text);
    }

    /// <summary>The request that was answered, then the message judged with the difference below the lines it is about.</summary>
    void Exchange(FindingGroup group)
    {
        if (group.Difference is not { } difference)
        {
            Compare(group);
            return;
        }
        if (group.Request?.Message is { } request)
            page.Line(Tone.Quiet, $"  {page.Bar} >>> {WireText.Value(request.Method)} {WireText.Target(request.Target)}");
        var shown = difference.Near(ContextLines);
        for (var i = 0; i < difference.Lines.Length; i++)
        {
            if (!shown.Contains(i))
            {
                var first = i;
                while (i + 1 < difference.Lines.Length && !shown.Contains(i + 1))
                    i++;
                page.Line(Tone.Quiet, $"  {page.Bar}     ({Words.Count(i - first + 1, "line", "lines")}{(difference.Lines[i].Part == MessagePart.Header ? " of the head" : "")})");
                continue;
            }
            var marked = difference.Marked.Contains(i);
            page.Line(marked ? Tone.Bad : Tone.Quiet, $"  {(marked ? "!" : page.Bar)} {difference.Lines[i].Text}");
            if (i == difference.Marked[^1])
                Compare(group);
        }
    }

    void Compare(FindingGroup group)
    {
        foreach (var (expected, actual) in group.Findings.Select(f => (f.Expected, f.Actual)).Distinct())
        {
            if (group.First.Line is not null)
                page.Line(Tone.Good, $"      expected  {Words.OneLine(expected)}");
            page.Line(Tone.Bad, $"      actual    {Words.OneLine(actual)}");
        }
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
