using System.Collections.Immutable;
using System.Text;

namespace Conformance.Harness.Evidence;

public enum SnapshotOutcome
{
    Equal,

    /// <summary>There is no accepted snapshot yet; the new one lies beside as <c>.received.txt</c>.</summary>
    Missing,

    /// <summary>It differs from the accepted one.</summary>
    Changed,
}

/// <param name="Diff">From the accepted to the received text; empty when equal.</param>
public sealed record SnapshotResult(string Scenario, SnapshotOutcome Outcome, string Diff);

/// <param name="IsAccepting">True when what differed has just been accepted.</param>
/// <param name="Orphans">Accepted snapshots of scenarios that no longer exist, by file name; nothing removes them but a person.</param>
public sealed record SnapshotReport(ImmutableArray<SnapshotResult> Results, ImmutableArray<string> Orphans, bool IsAccepting = false)
{
    /// <summary>What is not as accepted, and was not accepted now.</summary>
    public IEnumerable<SnapshotResult> Differing => IsAccepting ? [] : Changes;

    public IEnumerable<SnapshotResult> Changes => Results.Where(r => r.Outcome != SnapshotOutcome.Equal);

    public bool Holds => Orphans.IsEmpty && Results.All(r => r.Outcome == SnapshotOutcome.Equal);
}

/// <summary>The accepted transcripts of one target: a regression shows as a difference of text.</summary>
/// <remarks>
/// The file convention of the Verify library, so that it may take this class's place: <c>ID.verified.txt</c> is accepted and
/// kept in version control, <c>ID.received.txt</c> is what a run saw instead and is not.
/// </remarks>
/// <param name="folder">fixtures/snapshots/TARGET.</param>
/// <param name="known">See <see cref="SnapshotText.Of"/>.</param>
public sealed class Snapshots(string folder, IReadOnlyDictionary<string, string>? known = null)
{
    const string Verified = ".verified.txt";
    const string Received = ".received.txt";

    /// <summary>Makes what this run saw the accepted text; returns what it changed.</summary>
    /// <param name="exists">Every scenario id there is, also those this run left out: what is not among them is an orphan.</param>
    public SnapshotReport Accept(RunReport report, IEnumerable<string> exists) => Each(report, exists, (id, text) =>
    {
        var result = Compare(id, text);
        if (result.Outcome != SnapshotOutcome.Equal)
            Write(id + Verified, text);
        File.Delete(At(id + Received));
        return result;
    }) with
    { IsAccepting = true };

    /// <summary>Compares with the accepted texts; what differs is written beside them as received.</summary>
    public SnapshotReport Verify(RunReport report, IEnumerable<string> exists) => Each(report, exists, (id, text) =>
    {
        var result = Compare(id, text);
        if (result.Outcome == SnapshotOutcome.Equal)
            File.Delete(At(id + Received));
        else
            Write(id + Received, text);
        return result;
    });

    /// <remarks>Only scenarios that were judged: one that was left out or blocked says nothing about the server.</remarks>
    SnapshotReport Each(RunReport report, IEnumerable<string> exists, Func<string, string, SnapshotResult> judge)
    {
        Directory.CreateDirectory(folder);
        var results = report.Scenarios
            .Where(s => s.Verdict is Verdict.Passed or Verdict.Advisory or Verdict.Failed)
            .OrderBy(s => s.Id, StringComparer.Ordinal)
            .Select(s => judge(ResultsFolder.Portable(s.Id), SnapshotText.Of(report, s, known)))
            .ToImmutableArray();
        var alive = exists.Select(ResultsFolder.Portable).ToHashSet(StringComparer.Ordinal);
        var orphans = Directory.EnumerateFiles(folder, "*" + Verified)
            .Select(f => Path.GetFileName(f)!)
            .Where(name => !alive.Contains(name[..^Verified.Length]))
            .Order(StringComparer.Ordinal);
        return new SnapshotReport(results, [.. orphans]);
    }

    SnapshotResult Compare(string id, string text)
    {
        if (!File.Exists(At(id + Verified)))
            return new SnapshotResult(id, SnapshotOutcome.Missing, LineDiff.Of([], text.Split('\n')));
        // A checkout may have turned line ends; the texts themselves hold no carriage return.
        var accepted = File.ReadAllText(At(id + Verified)).Replace("\r\n", "\n", StringComparison.Ordinal);
        return accepted == text
            ? new SnapshotResult(id, SnapshotOutcome.Equal, "")
            : new SnapshotResult(id, SnapshotOutcome.Changed, LineDiff.Of(accepted.Split('\n'), text.Split('\n')));
    }

    string At(string name) => Path.Combine(folder, name);

    void Write(string name, string text) => File.WriteAllText(At(name), text, new UTF8Encoding(false));
}
