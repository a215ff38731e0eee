using System.Text;

namespace Conformance.Harness.Evidence;

/// <summary>The difference between two texts by lines, as people read it: <c>-</c> gone, <c>+</c> new, three lines of context.</summary>
public static class LineDiff
{
    const int Context = 3;

    /// <summary>Beyond this many cells the middle is shown as replaced in whole: bounded work on texts of any length.</summary>
    const long CellsMax = 4_000_000;

    /// <returns>Empty when the texts are equal; else lines ended by LF, with <c>@ n</c> before each part (n counts in the old text).</returns>
    public static string Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var edits = Edits(before, after);
        var text = new StringBuilder();
        var near = new bool[edits.Count];
        for (var i = 0; i < edits.Count; i++)
            if (edits[i].Mark != ' ')
                Array.Fill(near, true, Math.Max(0, i - Context), Math.Min(edits.Count, i + Context + 1) - Math.Max(0, i - Context));
        for (var i = 0; i < edits.Count; i++)
        {
            if (!near[i])
                continue;
            if (i == 0 || !near[i - 1])
                text.Append("@ ").Append(edits[i].Line).Append('\n');
            text.Append($"{edits[i].Mark} {edits[i].Text}".TrimEnd(' ')).Append('\n');
        }
        return text.ToString();
    }

    static List<(char Mark, string Text, int Line)> Edits(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        int head = 0, tail = 0;
        while (head < a.Count && head < b.Count && a[head] == b[head])
            head++;
        while (tail < a.Count - head && tail < b.Count - head && a[^(tail + 1)] == b[^(tail + 1)])
            tail++;
        var edits = new List<(char, string, int)>();
        for (var i = 0; i < head; i++)
            edits.Add((' ', a[i], i + 1));
        Middle(a, b, head, a.Count - tail, b.Count - tail, edits);
        for (var i = a.Count - tail; i < a.Count; i++)
            edits.Add((' ', a[i], i + 1));
        return edits;
    }

    static void Middle(
        IReadOnlyList<string> a, IReadOnlyList<string> b, int from, int endA, int endB, List<(char, string, int)> edits)
    {
        int n = endA - from, m = endB - from, i = 0, j = 0;
        var common = (long)n * m <= CellsMax ? Common(a, b, from, n, m) : null;
        while (i < n || j < m)
            if (i < n && j < m && common is not null && a[from + i] == b[from + j])
            {
                edits.Add((' ', a[from + i], from + i + 1));
                i++;
                j++;
            }
            else if (i < n && (j == m || common is null || common[i + 1, j] >= common[i, j + 1]))
                edits.Add(('-', a[from + i], from + ++i));
            else
                edits.Add(('+', b[from + j++], from + i + 1));
    }

    /// <summary>Length of the longest common sequence of lines from each pair of places on.</summary>
    static int[,] Common(IReadOnlyList<string> a, IReadOnlyList<string> b, int from, int n, int m)
    {
        var length = new int[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
            for (var j = m - 1; j >= 0; j--)
                length[i, j] = a[from + i] == b[from + j]
                    ? length[i + 1, j + 1] + 1
                    : Math.Max(length[i + 1, j], length[i, j + 1]);
        return length;
    }
}
