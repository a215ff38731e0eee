using System.Globalization;
using Conformance.Harness.Language;

namespace Conformance.Harness.Evidence;

/// <summary>Writes a finished run for people: the tree, each failure with all it takes to see and repeat it, and one last sentence.</summary>
/// <param name="requirement">The sentence and source of a requirement id; null when the catalogue does not hold it.</param>
public sealed class ConsoleReport(
    TextWriter output, ConsoleStyle style, Func<string, (string Sentence, string Source)?> requirement)
{
    /// <summary>Scenarios that share one reason are listed up to this many, then counted.</summary>
    const int AlikeMax = 5;
    const int DiffLinesMax = 60;

    readonly ConsolePage page = new(output, style);

    public void Write(RunReport report, GateResult? gate = null, SnapshotReport? snapshots = null)
    {
        Tree(report);
        new ConsoleFailures(page, requirement).Write(report, gate);
        Troubles(report);
        Advisories(report);
        Readings(report);
        Missing(report);
        Leftovers(report);
        Stale(gate);
        Kept(snapshots);
        var headline = Headline.Of(report, gate, snapshots);
        page.Line();
        page.Line(ExitCode.Of(report, gate, snapshots) == ExitCode.GateMet ? Tone.Good : Tone.Bad, headline.Sentence);
    }

    void Tree(RunReport report)
    {
        foreach (var face in report.Scenarios.GroupBy(Words.Face).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            page.Line(Tone.Heading, $"{face.Key.PadRight(32)}{Counts(face)}");
            var topics = face.GroupBy(Words.Topic).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
            foreach (var topic in topics)
            {
                var branch = page.Branch(topic == topics[^1]);
                page.Line(ToneOf(topic.Max(s => s.Verdict)), $"{branch}{topic.Key.PadRight(29)}{Counts(topic)}");
            }
        }
    }

    void Troubles(RunReport report)
    {
        var verdicts = new[] { Verdict.HarnessFault, Verdict.Blocked, Verdict.NotVerified };
        var troubled = report.Scenarios.Where(s => verdicts.Contains(s.Verdict)).OrderByDescending(s => s.Verdict).ToArray();
        if (troubled.Length > 0)
            page.Line();
        // What ended a whole run is told once, not for each scenario it kept from being played.
        foreach (var alike in troubled.GroupBy(s => (s.Verdict, s.Reason)))
            foreach (var name in alike.Count() > AlikeMax ? [$"{alike.Count()} scenarios"] : alike.Select(s => s.Id))
                page.Line(
                    alike.Key.Verdict == Verdict.HarnessFault ? Tone.Bad : Tone.Warning,
                    $"{Words.Mark(alike.Key.Verdict)}  {name}  {Words.OneLine(alike.Key.Reason)}");
    }

    void Advisories(RunReport report)
    {
        var advisories = Finding.Of(report, Verdict.Advisory);
        if (!advisories.IsEmpty)
            page.Line();
        foreach (var finding in advisories)
        {
            var judged = finding.Line is { } line ? $"{Words.Of(line.Level)} {line.Requirement}  " : "";
            var notes = finding.Line?.Notes.Length > 0 ? $"  note {string.Join(", ", finding.Line.Notes)}" : "";
            page.Line(Tone.Warning, $"ADVISORY  {judged}{finding.Place}  {finding.Message}{notes}");
        }
    }

    void Readings(RunReport report)
    {
        var chosen = RunFacts.Readings(report);
        if (!chosen.IsEmpty)
            page.Line();
        foreach (var reading in chosen)
            page.Line(Tone.Plain, $"conforms to reading {reading.Reading}  ({Words.Count(reading.Lines, "line", "lines")})");
    }

    void Missing(RunReport report)
    {
        var lacks = RunFacts.Lacks(report);
        if (!lacks.IsEmpty)
            page.Line();
        foreach (var (capability, scenarios) in lacks)
            page.Line(Tone.Quiet, $"not offered  {Words.OneLine(capability.Name)} ({Words.Count(scenarios, "scenario", "scenarios")} left out): "
                + Words.OneLine(capability.Reason));
    }

    void Leftovers(RunReport report)
    {
        if (!report.Leftovers.IsEmpty)
            page.Line();
        foreach (var leftover in report.Leftovers)
            page.Line(Tone.Warning, $"LEFT BEHIND  {Words.OneLine(leftover)}");
    }

    void Kept(SnapshotReport? snapshots)
    {
        foreach (var change in snapshots?.Changes ?? [])
        {
            page.Line();
            var word = change.Outcome == SnapshotOutcome.Missing ? "there is no accepted transcript" : "the transcript differs from the accepted one";
            page.Line(
                snapshots!.IsAccepting ? Tone.Warning : Tone.Bad,
                snapshots.IsAccepting ? $"ACCEPTED  {change.Scenario}" : $"SNAPSHOT  {change.Scenario}: {word}");
            if (change.Outcome == SnapshotOutcome.Changed)
                foreach (var text in change.Diff.TrimEnd('\n').Split('\n').Take(DiffLinesMax))
                    page.Line(Tone.Plain, $"  {Words.OneLine(text)}");
        }
        if (snapshots?.Orphans.IsEmpty == false)
            page.Line();
        foreach (var orphan in snapshots?.Orphans ?? [])
            page.Line(Tone.Bad, $"ORPHAN  {Words.OneLine(orphan)} belongs to no scenario; remove the file");
    }

    void Stale(GateResult? gate)
    {
        if (gate is null || gate.Stale.IsEmpty)
            return;
        page.Line();
        foreach (var entry in gate.Stale)
            page.Line(Tone.Bad, string.Create(CultureInfo.InvariantCulture,
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
}
