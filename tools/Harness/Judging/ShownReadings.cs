using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Judging;

/// <summary>Which readings a message shows: a line stands for its reading only when all below it holds too.</summary>
/// <remarks>Without that rule the first line of an alternative that failed would be told as "conforms to reading".</remarks>
static class ShownReadings
{
    /// <summary>The result without the readings of lines that did not hold to their end.</summary>
    public static Judged Only(Judged judged)
    {
        var missed = judged.Lines.Where(line => line.Outcome != Outcome.Held).Select(line => line.Line).ToHashSet();
        if (missed.Count == 0)
            return judged;
        var failed = Walk.Below(judged.Chosen.Headers, judged.Chosen.Clauses).Prepend<IJudged>(judged.Chosen)
            .Where(line => Below(line).Prepend(line).Any(below => missed.Contains(below.Line)))
            .Select(line => line.Line).ToHashSet();
        ImmutableArray<LineResult> lines =
            [.. judged.Lines.Select(line => failed.Contains(line.Line) ? line with { ShowsReading = false } : line)];
        var shown = lines.Where(line => line.Outcome == Outcome.Held && line.ShowsReading && line.Tag is not null)
            .SelectMany(line => line.Tag!.Judgements).Select(judgement => judgement.Reading).ToHashSet();
        return judged with
        {
            Lines = lines,
            Readings = judged.Readings.RemoveRange(judged.Readings.Where(r => !shown.Contains(r.Value)).Select(r => r.Key)),
        };
    }

    static IEnumerable<IJudged> Below(IJudged line) => line switch
    {
        Expectation option => Walk.Below(option.Headers, option.Clauses),
        Clause clause => Walk.Below(clause),
        ManifestRow row => Walk.Nodes(row.Nodes),
        Node node => Walk.Nodes(node.Children),
        _ => [],
    };
}
