namespace Conformance.Harness.Targets;

/// <summary>Finds the word that was probably meant.</summary>
static class Nearest
{
    /// <summary><c>; did you mean 'x'?</c>, or nothing when no known word is near.</summary>
    public static string Hint(string word, IEnumerable<string> known)
    {
        var best = known.Select(k => (Word: k, Distance: Distance(word, k))).OrderBy(p => p.Distance).FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(1, word.Length / 3) ? $"; did you mean '{best.Word}'?" : "";
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours between two words.</summary>
    static int Distance(string a, string b)
    {
        var costs = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
                costs[i, j] = i == 0 || j == 0 ? i + j : Cheapest(costs, a, b, i, j);
        return costs[a.Length, b.Length];
    }

    static int Cheapest(int[,] costs, string a, string b, int i, int j)
    {
        var cost = Math.Min(
            Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1,
            costs[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(cost, costs[i - 2, j - 2] + 1) : cost;
    }
}
