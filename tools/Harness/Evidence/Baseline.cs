using System.Collections.Immutable;
using System.Globalization;
using Conformance.Harness.Catalogue;

namespace Conformance.Harness.Evidence;

/// <summary>The failures a team knows about, so that a gate turns red for new ones and for entries that no longer hold.</summary>
/// <remarks>
/// A block file; requirement and scenario are the id, the reason is mandatory:
/// <code>
/// POLL-03 notification.poll.splits-fired-from-quiet
///   reason    ids are grouped by folder, see our ticket 4711
///   expected  200 : s10
///   expires   2027-03-31
/// </code>
/// </remarks>
public sealed class Baseline
{
    static readonly string[] Fields = ["reason", "expected", "expires"];

    readonly string path;
    readonly ImmutableArray<string> lines;

    Baseline(string path, ImmutableArray<string> lines, ImmutableArray<BaselineEntry> entries) =>
        (this.path, this.lines, Entries) = (path, lines, entries);

    public ImmutableArray<BaselineEntry> Entries { get; }

    /// <exception cref="BlockFileException">The file is no block file, or an entry lacks its reason or has a field of another name.</exception>
    public static Baseline Read(string path) => Parse(File.ReadAllText(path), path);

    public static Baseline Parse(string text, string path)
    {
        var lines = text.Length == 0 ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').ToImmutableArray();
        return new Baseline(path, lines, [.. BlockFile.Parse(lines, path).Select(Entry)]);
    }

    /// <summary>Sorts the failures of a run into new and explained, and the entries into those that hold, are stale, or were not met.</summary>
    /// <remarks>An entry past its date explains nothing; the day that counts is the UTC day the run started.</remarks>
    public GateResult Apply(RunReport report)
    {
        var today = DateOnly.FromDateTime(report.Started.UtcDateTime);
        var fresh = new List<NewFailure>();
        var explained = new List<ExplainedFailure>();
        foreach (var finding in Finding.Of(report, Verdict.Failed))
        {
            var entry = Entries.FirstOrDefault(e => Names(e, finding));
            var objection = entry is null ? null : Objection(entry, finding, today);
            if (entry is not null && objection is null)
                explained.Add(new ExplainedFailure(finding, entry));
            else
                fresh.Add(new NewFailure(finding, objection));
        }
        var quiet = Entries.Where(e => !fresh.Any(f => Names(e, f.Finding)) && !explained.Any(f => f.Entry == e)).ToArray();
        var stale = quiet.Where(e => WasJudged(report, e)).ToImmutableArray();
        return new GateResult([.. fresh], [.. explained], stale, [.. quiet.Except(stale)]);
    }

    /// <summary>The file that would explain this run: new failures added, stale entries removed, all else untouched.</summary>
    /// <param name="reason">Why the new failures are accepted; needed only when there are any.</param>
    /// <exception cref="ArgumentException">There are new failures and no reason for them.</exception>
    public BaselineUpdate Update(RunReport report, string? reason)
    {
        var gate = Apply(report);
        var added = gate.New
            .Where(f => f.Finding.Requirement.Length > 0)
            .DistinctBy(f => (f.Finding.Requirement, f.Finding.Scenario.Id))
            .ToArray();
        if (added.Length > 0 && string.IsNullOrWhiteSpace(reason))
            throw new ArgumentException($"{Words.Count(added.Length, "new failure needs", "new failures need")} a reason", nameof(reason));
        // An entry that names the failure but no longer explains it (expired, another message) is replaced, not doubled.
        var replaced = Entries.Where(e => added.Any(f => Names(e, f.Finding)));
        var dropped = gate.Stale.Concat(replaced).SelectMany(Span).ToHashSet();
        var kept = lines.Where((_, index) => !dropped.Contains(index)).ToList();
        foreach (var failure in added)
            kept.AddRange(Write(failure.Finding, reason!));
        while (kept.Count > 0 && kept[0].Length == 0)
            kept.RemoveAt(0);
        var unexplainable = gate.New.Where(f => f.Finding.Requirement.Length == 0).Select(f => f.Finding).ToImmutableArray();
        return new BaselineUpdate(
            LineDiff.Of(lines, kept), kept.Count == 0 ? "" : string.Join('\n', kept) + "\n", gate.Stale, unexplainable);
    }

    static IEnumerable<string> Write(Finding finding, string reason) =>
    [
        "",
        $"{finding.Requirement} {finding.Scenario.Id}",
        $"  reason    {Words.OneLine(reason).Trim()}",
    ];

    static bool Names(BaselineEntry entry, Finding finding) =>
        entry.Requirement == finding.Requirement && entry.Scenario == finding.Scenario.Id;

    static string? Objection(BaselineEntry entry, Finding finding, DateOnly today) =>
        entry.Expires < today ? string.Create(CultureInfo.InvariantCulture, $"the baseline entry expired on {entry.Expires:yyyy-MM-dd}")
        : entry.Expected is { } text && !finding.Message.Contains(text, StringComparison.Ordinal)
            ? $"it fails in another way than the baseline says: '{text}' is not in the message"
            : null;

    /// <summary>True when the run had its chance to show the failure and did not.</summary>
    static bool WasJudged(RunReport report, BaselineEntry entry) => report.Scenarios.Any(s =>
        s.Id == entry.Scenario
        && (s.Verdict is Verdict.Passed or Verdict.Advisory or Verdict.Failed)
        && !s.Cases.SelectMany(c => c.Lines).Any(l => l.Requirement == entry.Requirement && l.Verdict == Verdict.Blocked));

    /// <summary>The indices of the entry's lines, without comments and blanks that lead to the next one.</summary>
    IEnumerable<int> Span(BaselineEntry entry)
    {
        var first = entry.Line - 1;
        var next = Entries.Where(e => e.Line > entry.Line).Select(e => e.Line - 1).DefaultIfEmpty(lines.Length).Min();
        var last = next - 1;
        while (last > first && (lines[last].Length == 0 || lines[last][0] == '#'))
            last--;
        // The blank line above goes with it, so that removing leaves no double gap.
        if (first > 0 && lines[first - 1].Length == 0)
            first--;
        return Enumerable.Range(first, last - first + 1);
    }

    static BaselineEntry Entry(Block block)
    {
        var words = block.Id.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2)
            throw new BlockFileException(block.File, block.Line, $"'{block.Id}' is not a requirement id and a scenario id");
        if (block.Fields.FirstOrDefault(f => !Fields.Contains(f.Name)) is { } unknown)
            throw new BlockFileException(block.File, unknown.Line, $"unknown field '{unknown.Name}'; there are {string.Join(", ", Fields)}");
        if (string.IsNullOrWhiteSpace(block["reason"]))
            throw new BlockFileException(block.File, block.Line, $"'{block.Id}' has no reason");
        var expires = block.Fields.FirstOrDefault(f => f.Name == "expires");
        DateOnly? day = null;
        if (expires is not null)
            day = DateOnly.TryParseExact(expires.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
                ? parsed
                : throw new BlockFileException(block.File, expires.Line, $"'{expires.Text}' is no date such as 2027-03-31");
        return new BaselineEntry(block.Line, words[0], words[1], block["reason"]!, block["expected"], day);
    }

    public override string ToString() => $"{path}: {Words.Count(Entries.Length, "entry", "entries")}";
}

/// <summary>What an update would do; nothing is written before somebody has seen it.</summary>
/// <param name="Diff">The change line by line; empty when there is none.</param>
/// <param name="Text">The whole new file.</param>
/// <param name="Removed">The stale entries that the new text no longer holds.</param>
/// <param name="Unexplainable">Failures without a requirement, which no entry can name.</param>
public sealed record BaselineUpdate(
    string Diff, string Text, ImmutableArray<BaselineEntry> Removed, ImmutableArray<Finding> Unexplainable);
