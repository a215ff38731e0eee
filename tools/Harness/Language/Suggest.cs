namespace Conformance.Harness.Language;

/// <summary>The word that was probably meant; used wherever a file, a flag or an id is read.</summary>
public static class Suggest
{
    /// <summary>The candidate nearest to a word, or null when none is near enough to be worth a line.</summary>
    /// <remarks>
    /// Near is an edit distance (insert, delete, replace, swap neighbours; case counts half) of at most a third of the
    /// word, and at least one. Of equals the first wins, so the order of the candidates is part of the answer.
    /// </remarks>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var limit = 2 * Math.Max(1, (word.Length + 1) / 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (candidate != word && candidate.Equals(word, StringComparison.OrdinalIgnoreCase))
                return candidate;
            if (2 * Math.Abs(candidate.Length - word.Length) > limit)
                continue;
            var distance = Distance(word, candidate);
            if (distance > limit || candidate == word)
                continue;
            (best, limit) = (candidate, distance - 1);
        }
        return best;
    }

    /// <summary><c>; did you mean 'x'?</c>, or nothing when no candidate is near.</summary>
    public static string Hint(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } meant ? $"; did you mean '{meant}'?" : "";

    /// <summary>Twice the edit distance; a change of case alone costs one.</summary>
    /// <remarks>Optimal string alignment over three rows; words over 200 characters are cut.</remarks>
    public static int Distance(string left, string right)
    {
        var a = left.AsSpan(0, Math.Min(left.Length, 200));
        var b = right.AsSpan(0, Math.Min(right.Length, 200));
        var before = new int[b.Length + 1];
        var above = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            above[j] = 2 * j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = 2 * i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0
                    : char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 1 : 2;
                var cost = Math.Min(above[j - 1] + change, Math.Min(above[j], row[j - 1]) + 2);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost = Math.Min(cost, before[j - 2] + 2);
                row[j] = cost;
            }
            (before, above, row) = (above, row, before);
        }
        return above[b.Length];
    }
}
