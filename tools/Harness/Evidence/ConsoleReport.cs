using System.Globalization;
using System.Text.RegularExpressions;
using Conformance.Harness.Language;

namespace Conformance.Harness.Evidence;

/// <summary>How a line of the console is meant; the caller's <see cref="ConsoleStyle"/> decides what that looks like.</summary>
public enum Tone
{
    Plain,
    Heading,
    Good,
    Bad,
    Warning,
    Quiet,
}

/// <summary>What the terminal can do; the caller reads NO_COLOR, --color and whether it is a terminal at all.</summary>
/// <param name="Colour">Write ANSI colours.</param>
/// <param name="Ascii">Only ASCII: for terminals and logs without UTF-8.</param>
public sealed record ConsoleStyle(bool Colour, bool Ascii)
{
    public static readonly ConsoleStyle Plain = new(false, false);

    internal string Paint(Tone tone, string text) => !Colour || tone == Tone.Plain ? text : $"\e[{Code(tone)}m{text}\e[0m";

    static string Code(Tone tone) => tone switch
    {
        Tone.Heading => "1",
        Tone.Good => "32",
        Tone.Bad => "31",
        Tone.Warning => "33",
        _ => "2",
    };
}

/// <summary>Writes a finished run for people: the tree, each failure with all it takes to see and repeat it, and one last sentence.</summary>
/// <param name="requirement">The sentence and source of a requirement id; null when the catalogue does not hold it.</param>
public sealed partial class ConsoleReport(
    TextWriter output, ConsoleStyle style, Func<string, (string Sentence, string Source)?> requirement)
{
    /// <summary>Scenarios that share one reason are listed up to this many, then counted.</summary>
    const int AlikeMax = 5;
    const int DiffLinesMax = 60;

    /// <summary>Lines of a message shown before and after each that is marked.</summary>
    const int ContextLines = 3;

    public void Write(RunReport report, GateResult? gate = null, SnapshotReport? snapshots = null)
    {
        Tree(report);
        Failures(report, gate);
        Troubles(report);
        Advisories(report);
        Readings(report);
        Missing(report);
        Leftovers(report);
        Stale(gate);
        Kept(snapshots);
        var headline = Headline.Of(report, gate, snapshots);
        Line();
        Line(ExitCode.Of(report, gate, snapshots) == ExitCode.GateMet ? Tone.Good : Tone.Bad, headline.Sentence);
    }

    void Tree(RunReport report)
    {
        foreach (var face in report.Scenarios.GroupBy(Words.Face).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Line(Tone.Heading, $"{face.Key.PadRight(32)}{Counts(face)}");
            var topics = face.GroupBy(Words.Topic).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
            foreach (var topic in topics)
            {
                var branch = style.Ascii ? (topic == topics[^1] ? "`- " : "|- ") : (topic == topics[^1] ? "└─ " : "├─ ");
                Line(ToneOf(topic.Max(s => s.Verdict)), $"{branch}{topic.Key.PadRight(29)}{Counts(topic)}");
            }
        }
    }

    /// <summary>Every failure: the first of a kind in full, those that fail alike in the place and way only.</summary>
    void Failures(RunReport report, GateResult? gate)
    {
        var told = new Dictionary<(string Requirement, string Way), string>();
        var wasShort = false;
        foreach (var group in report.Scenarios.SelectMany(s => FindingGroup.Of(Finding.Of(s, Verdict.Failed))))
        {
            var isShort = group.Findings.All(f => told.ContainsKey(KindOf(f)));
            if (!isShort || !wasShort)
                Line();
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
        Fact("replay", Reproduction.Replay(report, group.First.Scenario));
    }

    void Failure(RunReport report, FindingGroup group, GateResult? gate)
    {
        var said = new HashSet<string>();
        foreach (var finding in group.Findings)
        {
            Title(finding, "");
            if (finding.Line is { } line && said.Add(line.Requirement))
                Fact("requires", requirement(line.Requirement)?.Sentence);
        }
        Exchange(group);
        foreach (var source in group.Findings.Select(f => requirement(f.Requirement)?.Source).Distinct())
            Fact("source", source);
        Known(group, gate);
        Fact("replay", Reproduction.Replay(report, group.First.Scenario));
        Fact("server", Reproduction.Server(report) is { } server ? $"{server}, in another terminal, for the line below" : null);
        foreach (var command in Reproduction.Of(report, group.First))
            Fact(command.Contains("curl -i", StringComparison.Ordinal) ? "curl" : "shell", command);
        Fact("wire", $"transcripts/{ResultsFolder.FileName(group.First.Scenario, group.First.Case)}.txt");
    }

    void Title(Finding finding, string end)
    {
        var judged = finding.Line is { } line ? $"{Words.Of(line.Level)} {line.Requirement}  " : "";
        var row = finding.Case.Row.Length > 0 ? $"  [{Words.OneLine(finding.Case.Row)}]" : "";
        Line(Tone.Bad, $"FAIL  {judged}{finding.Place}{row}{end}");
    }

    void Known(FindingGroup group, GateResult? gate)
    {
        foreach (var text in group.Findings.Select(f => gate?.EntryFor(f)?.Reason ?? gate?.ObjectionTo(f)).Distinct())
            Fact("baseline", text);
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
            Line(Tone.Quiet, $"  {Bar} >>> {WireText.Value(request.Method)} {WireText.Target(request.Target)}");
        var shown = difference.Near(ContextLines);
        for (var i = 0; i < difference.Lines.Length; i++)
        {
            if (!shown.Contains(i))
            {
                var first = i;
                while (i + 1 < difference.Lines.Length && !shown.Contains(i + 1))
                    i++;
                Line(Tone.Quiet, $"  {Bar}     ({Words.Count(i - first + 1, "line", "lines")}{(difference.Lines[i].Part == MessagePart.Header ? " of the head" : "")})");
                continue;
            }
            var marked = difference.Marked.Contains(i);
            Line(marked ? Tone.Bad : Tone.Quiet, $"  {(marked ? "!" : Bar)} {difference.Lines[i].Text}");
            if (i == difference.Marked[^1])
                Compare(group);
        }
    }

    string Bar => style.Ascii ? "|" : "│";

    void Compare(FindingGroup group)
    {
        foreach (var (expected, actual) in group.Findings.Select(f => (f.Expected, f.Actual)).Distinct())
        {
            if (group.First.Line is not null)
                Line(Tone.Good, $"      expected  {Words.OneLine(expected)}");
            Line(Tone.Bad, $"      actual    {Words.OneLine(actual)}");
        }
    }

    void Troubles(RunReport report)
    {
        var verdicts = new[] { Verdict.HarnessFault, Verdict.Blocked, Verdict.NotVerified };
        var troubled = report.Scenarios.Where(s => verdicts.Contains(s.Verdict)).OrderByDescending(s => s.Verdict).ToArray();
        if (troubled.Length > 0)
            Line();
        // What ended a whole run is told once, not for each scenario it kept from being played.
        foreach (var alike in troubled.GroupBy(s => (s.Verdict, s.Reason)))
            foreach (var name in alike.Count() > AlikeMax ? [$"{alike.Count()} scenarios"] : alike.Select(s => s.Id))
                Line(
                    alike.Key.Verdict == Verdict.HarnessFault ? Tone.Bad : Tone.Warning,
                    $"{Words.Mark(alike.Key.Verdict)}  {name}  {Words.OneLine(alike.Key.Reason)}");
    }

    void Advisories(RunReport report)
    {
        var advisories = Finding.Of(report, Verdict.Advisory);
        if (!advisories.IsEmpty)
            Line();
        foreach (var finding in advisories)
        {
            var judged = finding.Line is { } line ? $"{Words.Of(line.Level)} {line.Requirement}  " : "";
            var notes = finding.Line?.Notes.Length > 0 ? $"  note {string.Join(", ", finding.Line.Notes)}" : "";
            Line(Tone.Warning, $"ADVISORY  {judged}{finding.Place}  {finding.Message}{notes}");
        }
    }

    void Readings(RunReport report)
    {
        var chosen = RunFacts.Readings(report);
        if (!chosen.IsEmpty)
            Line();
        foreach (var reading in chosen)
            Line(Tone.Plain, $"conforms to reading {reading.Reading}  ({Words.Count(reading.Lines, "line", "lines")})");
    }

    void Missing(RunReport report)
    {
        var lacks = RunFacts.Lacks(report);
        if (!lacks.IsEmpty)
            Line();
        foreach (var (capability, scenarios) in lacks)
            Line(Tone.Quiet, $"not offered  {Words.OneLine(capability.Name)} ({Words.Count(scenarios, "scenario", "scenarios")} left out): "
                + Words.OneLine(capability.Reason));
    }

    void Leftovers(RunReport report)
    {
        if (!report.Leftovers.IsEmpty)
            Line();
        foreach (var leftover in report.Leftovers)
            Line(Tone.Warning, $"LEFT BEHIND  {Words.OneLine(leftover)}");
    }

    void Kept(SnapshotReport? snapshots)
    {
        foreach (var change in snapshots?.Changes ?? [])
        {
            Line();
            var word = change.Outcome == SnapshotOutcome.Missing ? "there is no accepted transcript" : "the transcript differs from the accepted one";
            Line(
                snapshots!.IsAccepting ? Tone.Warning : Tone.Bad,
                snapshots.IsAccepting ? $"ACCEPTED  {change.Scenario}" : $"SNAPSHOT  {change.Scenario}: {word}");
            if (change.Outcome == SnapshotOutcome.Changed)
                foreach (var text in change.Diff.TrimEnd('\n').Split('\n').Take(DiffLinesMax))
                    Line(Tone.Plain, $"  {Words.OneLine(text)}");
        }
        if (snapshots?.Orphans.IsEmpty == false)
            Line();
        foreach (var orphan in snapshots?.Orphans ?? [])
            Line(Tone.Bad, $"ORPHAN  {Words.OneLine(orphan)} belongs to no scenario; remove the file");
    }

    void Stale(GateResult? gate)
    {
        if (gate is null || gate.Stale.IsEmpty)
            return;
        Line();
        foreach (var entry in gate.Stale)
            Line(Tone.Bad, string.Create(CultureInfo.InvariantCulture,
                $"STALE  {entry} (line {entry.Line} of the baseline) did not fail; it was there because: {entry.Reason}"));
    }

    string Counts(IEnumerable<ScenarioReport> scenarios) => string.Join(
        ", ",
        scenarios.GroupBy(s => s.Verdict).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Words.Of(g.Key)}"));

    static Tone ToneOf(Verdict verdict) => verdict switch
    {
        Verdict.Passed => Tone.Good,
        Verdict.Advisory or Verdict.Blocked or Verdict.NotVerified => Tone.Warning,
        Verdict.NotApplicable => Tone.Quiet,
        _ => Tone.Bad,
    };

    void Fact(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            output.Write($"{style.Paint(Tone.Quiet, $"  {name.PadRight(9)}")} {Shown(Words.OneLine(text))}\n");
    }

    void Line(Tone tone, string text) => output.Write(style.Paint(tone, Shown(text)) + "\n");

    void Line() => output.Write("\n");

    string Shown(string text) => style.Ascii ? ToAscii(text) : text;

    static string ToAscii(string text) => text.All(char.IsAscii)
        ? text
        : string.Concat(text.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : $"\\u{{{r.Value:X}}}"));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
