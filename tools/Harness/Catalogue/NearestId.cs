namespace Conformance.Harness.Catalogue;

/// <summary>Suggests the id that was probably meant.</summary>
static class NearestId
{
    /// <summary>The nearest of the known ids; the smaller one in ordinal order when two are as near.</summary>
    /// <returns>Null when more than a third of the characters would have to change.</returns>
    public static string? Of(string id, IEnumerable<string> known)
    {
        var most = Math.Max(1, id.Length / 3);
        return known
            .Where(candidate => Math.Abs(candidate.Length - id.Length) <= most)
            .Select(candidate => (candidate, distance: Distance(id.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.distance <= most)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>Insertions, deletions and replacements that turn one text into the other (Levenshtein).</summary>
    static int Distance(string from, string to)
    {
        var above = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.Length];
    }
}
