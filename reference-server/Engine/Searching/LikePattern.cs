namespace Conformance.Engine.Searching;

/// <summary>The patterns of LIKE: <c>%</c> is any run of characters, everything else is itself, without regard to case.</summary>
/// <remarks>
/// The pieces between the signs are looked for from left to right, each where it is found first, so a pattern never goes back.
/// Source: Exchange SDK, "LIKE Predicate", which knows no other sign.
/// </remarks>
public static class LikePattern
{
    const StringComparison Comparison = StringComparison.OrdinalIgnoreCase;

    public static bool Matches(string text, string pattern)
    {
        var rest = text.AsSpan();
        var first = pattern.IndexOf('%');
        if (first < 0)
            return text.Equals(pattern, Comparison);
        var last = pattern.LastIndexOf('%');
        var head = pattern.AsSpan(0, first);
        var tail = pattern.AsSpan(last + 1);
        if (rest.Length < head.Length + tail.Length || !rest.StartsWith(head, Comparison) || !rest.EndsWith(tail, Comparison))
            return false;
        rest = rest[head.Length..^tail.Length];
        var middle = pattern.AsSpan(first, last - first + 1);
        foreach (var range in middle.Split('%'))
        {
            var piece = middle[range];
            var at = rest.IndexOf(piece, Comparison);
            if (at < 0)
                return false;
            rest = rest[(at + piece.Length)..];
        }
        return true;
    }
}
