using System.Diagnostics.CodeAnalysis;
using Conformance.Engine;
using Microsoft.Extensions.Primitives;

namespace Conformance.Server.Notification;

/// <summary>The ids of a Subscription-ID header: <c>8,9,10</c>, blanks around items, several lines taken together.</summary>
/// <remarks>
/// The grammar has one id; examples show lists. Holes as in <c>8,,9</c> are tolerated as in any HTTP list, an id named
/// twice counts once. Only 1*DIGIT up to 19 digits is an id: signs, hex, other scripts' digits and blanks inside are not.
/// </remarks>
public static class IdList
{
    const int DigitsMax = 19;

    /// <summary>Below this many ids, looking through them is cheaper than a set.</summary>
    const int ShortList = 32;

    /// <returns>False when the lines hold no id, something else, or more than the limits allow.</returns>
    public static bool TryParse(StringValues lines, Limits limits, [NotNullWhen(true)] out ulong[]? ids)
    {
        ids = null;
        var items = 0;
        var length = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            length += lines[i]!.Length;
            items += lines[i].AsSpan().Count(',') + 1;
        }
        if (length > limits.IdListCharsMax || items > limits.IdsPerRequestMax)
            return false;
        var found = new ulong[items];
        var count = 0;
        var seen = items > ShortList ? new HashSet<ulong>(items) : null;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].AsSpan();
            foreach (var range in line.Split(','))
            {
                var item = line[range].Trim(" \t");
                if (item.IsEmpty)
                    continue;
                if (!TryParseId(item, out var id))
                    return false;
                if (seen is null ? !found.AsSpan(0, count).Contains(id) : seen.Add(id))
                    found[count++] = id;
            }
        }
        if (count == 0)
            return false;
        ids = count == items ? found : found[..count];
        return true;
    }

    static bool TryParseId(ReadOnlySpan<char> item, out ulong id)
    {
        id = 0;
        if (item.Length > DigitsMax)
            return false;
        foreach (var digit in item)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            id = id * 10 + (uint)(digit - '0');
        }
        return true;
    }
}
