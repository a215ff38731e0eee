using System.Collections.Immutable;
using Conformance.Harness.Evidence;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>What one case has come to so far: every judged line with its verdict, and what ended it early.</summary>
sealed class CaseLog(ScenarioFile file, Verdicts verdicts)
{
    readonly List<LineReport> lines = [];

    public ImmutableArray<LineReport> Lines => [.. lines];

    /// <summary>Why nothing more can be judged; null while the case goes on.</summary>
    public string? BlockedBy { get; set; }

    /// <summary>Why the rest is left out because it would wait too long; null when it is not.</summary>
    public string? TooLong { get; set; }

    /// <summary>The worst of all lines and of what ended the case.</summary>
    public Verdict Verdict => lines.Select(l => l.Verdict)
        .Append(BlockedBy is null ? Verdict.Passed : Verdict.Blocked)
        .Append(TooLong is null ? Verdict.Passed : Verdict.NotVerified).Max();

    /// <summary>A sentence that says why the verdict is not passed; empty when it is.</summary>
    public string Reason => Verdict is var verdict && verdict == Verdict.Passed ? "" : verdict switch
    {
        Verdict.NotVerified => TooLong!,
        Verdict.Blocked => BlockedBy ?? lines.First(l => l.Verdict == Verdict.Blocked).Actual,
        _ => lines.First(l => l.Verdict == verdict) is var line
            ? $"{line.Requirement} at line {line.Line}: {(line.Actual.Length > 0 ? line.Actual : string.Join(", ", line.Notes))}"
            : "",
    };

    /// <param name="exchange">Number of the transcript entry the lines are about; -1 for none.</param>
    public void Record(IEnumerable<LineResult> results, int exchange)
    {
        foreach (var result in results)
            lines.AddRange(verdicts.Of(result, file.Lines[result.Line - 1].Trim(), exchange));
    }

    /// <summary>Notes every line of a statement as one that could not be judged.</summary>
    public void Block(Statement statement, string reason) => Record(
        JudgedLines.Of(statement).Select(line => new LineResult(line.Line, line.Tag, Outcome.Blocked, file.Lines[line.Line - 1].Trim(), reason)),
        -1);
}
