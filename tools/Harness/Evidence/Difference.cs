using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Conformance.Harness.Evidence;

/// <summary>A message with the lines marked that a finding is about, so the eye lands where the difference is.</summary>
/// <param name="Marked">Indices into <paramref name="Lines"/>; never empty: what is absent marks the start line.</param>
public sealed partial record Difference(ImmutableArray<MessageLine> Lines, ImmutableArray<int> Marked)
{
    const int MarkedMax = 8;

    /// <summary>The message a finding judged, or null when it judged none (a relation, a missing answer).</summary>
    public static Difference? Of(Finding finding)
    {
        if (finding.Line is not { } line || line.Exchange < 0 || line.Exchange >= finding.Case.Transcript.Length
            || finding.Case.Transcript[line.Exchange] is not { Message: not null } entry)
            return null;
        var lines = TranscriptText.Message(entry);
        return new Difference(lines, Mark(lines, line));
    }

    /// <summary>The lines worth a look: the first, the marked ones, and some before and after each of these.</summary>
    /// <remarks>A single line left out between two that are shown would save nothing, so it is shown too.</remarks>
    public ImmutableHashSet<int> Near(int context)
    {
        var near = Marked.Prepend(0).SelectMany(m => Enumerable.Range(m - (m == 0 ? 0 : context), (m == 0 ? 0 : context) + context + 1))
            .Where(i => i >= 0 && i < Lines.Length)
            .Where(i => Lines[i].Part != MessagePart.Header || Marked.Any(m => Lines[m].Part == MessagePart.Header))
            .Concat(Marked).Append(0).ToImmutableHashSet();
        return near.Union(Enumerable.Range(0, Lines.Length).Where(i => near.Contains(i - 1) && near.Contains(i + 1)));
    }

    static ImmutableArray<int> Mark(ImmutableArray<MessageLine> lines, LineReport line)
    {
        if (line.Text.Contains("<<<", StringComparison.Ordinal) || line.Text.StartsWith("status ", StringComparison.Ordinal))
            return [0];
        if (HeaderName(line.Text) is { } name)
        {
            var headers = Where(lines, l => l.Part == MessagePart.Header
                && l.Text.TrimStart().StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
            if (!headers.IsEmpty || lines.All(l => l.Part != MessagePart.Body))
                return headers.IsEmpty ? [0] : headers;
        }
        // What was found, then what was looked for: the rarest word of either that stands in the body.
        foreach (var text in new[] { line.Actual, line.Expected })
        {
            var best = Word().Matches(text)
                .Select(m => Where(lines, l => l.Part == MessagePart.Body && Holds(l.Text, m.Value)))
                .Where(found => !found.IsEmpty)
                .OrderBy(found => found.Length)
                .FirstOrDefault([]);
            if (!best.IsEmpty)
                return [.. best.Take(MarkedMax)];
        }
        return [0];
    }

    static bool Holds(string line, string word)
    {
        for (var at = line.IndexOf(word, StringComparison.Ordinal); at >= 0; at = line.IndexOf(word, at + 1, StringComparison.Ordinal))
            if ((at == 0 || !char.IsLetterOrDigit(line[at - 1]))
                && (at + word.Length == line.Length || !char.IsLetterOrDigit(line[at + word.Length])))
                return true;
        return false;
    }

    static ImmutableArray<int> Where(ImmutableArray<MessageLine> lines, Func<MessageLine, bool> wanted) =>
        [.. Enumerable.Range(0, lines.Length).Where(i => wanted(lines[i]))];

    /// <summary>The header a line of a scenario speaks of: <c>Name: v</c>, <c>exactly Name: v</c>, <c>Name?: v</c>, <c>Name has m</c>, <c>no Name</c>.</summary>
    static string? HeaderName(string text) => HeaderForm().Match(text) is { Success: true } match
        ? match.Groups["name"].Value
        : null;

    [GeneratedRegex(@"^(or )?(exactly )?((?<name>[A-Za-z][A-Za-z0-9-]*)(\?:|: | has )|no (?<name>[A-Za-z][A-Za-z0-9-]*)(  #|$))")]
    private static partial Regex HeaderForm();

    [GeneratedRegex(@"[\p{L}\p{Nd}][\p{L}\p{Nd}._/-]*")]
    private static partial Regex Word();
}
