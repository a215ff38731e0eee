using System.Collections.Immutable;

namespace Conformance.Harness.Evidence;

/// <summary>The findings of one case on one message, so that a report shows the message once with all that is wrong in it.</summary>
/// <param name="Findings">Never empty; of one verdict, one case and one exchange.</param>
public sealed record FindingGroup(ImmutableArray<Finding> Findings)
{
    public Finding First => Findings[0];

    /// <summary>The message with every line marked that one of the findings is about; null when they judged none.</summary>
    public Difference? Difference => Difference.Of(First) is { } first
        ? first with { Marked = [.. Findings.SelectMany(f => Difference.Of(f)!.Marked).Distinct().Order()] }
        : null;

    /// <summary>The request that the judged message answers; null when nothing was sent before it or it came by itself.</summary>
    public TranscriptEntry? Request => First.Line is { Exchange: > 0 } line && line.Exchange < First.Case.Transcript.Length
        && First.Case.Transcript[line.Exchange] is { Message.Status: > 0 } answer
            ? First.Case.Transcript.Take(line.Exchange).LastOrDefault(e =>
                e.Kind == EntryKind.Sent && e.Actor == answer.Actor && e.Message is { Method.Length: > 0 })
            : null;

    /// <summary>Joins neighbours that judge the same message; what judged none stays alone.</summary>
    public static ImmutableArray<FindingGroup> Of(IEnumerable<Finding> findings)
    {
        var groups = ImmutableArray.CreateBuilder<FindingGroup>();
        foreach (var finding in findings)
            if (groups.Count > 0 && IsAboutTheSame(groups[^1].First, finding))
                groups[^1] = new FindingGroup(groups[^1].Findings.Add(finding));
            else
                groups.Add(new FindingGroup([finding]));
        return groups.ToImmutable();
    }

    static bool IsAboutTheSame(Finding one, Finding other) =>
        ReferenceEquals(one.Case, other.Case) && one.Verdict == other.Verdict
        && one.Line is { Exchange: >= 0 } line && line.Exchange == other.Line?.Exchange;
}
