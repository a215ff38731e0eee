using System.Globalization;

namespace Conformance.Server.Dav.Locking;

/// <summary>The Timeout header of a LOCK. Source: RFC 4918, 10.7.</summary>
/// <remarks><code>Timeout = 1#( "Second-" 1*DIGIT / "Infinite" )</code></remarks>
static class TimeoutHeader
{
    const string Seconds = "Second-";

    /// <summary>The first time that can be read; null for none, since the header is only a wish.</summary>
    public static long? Read(string text)
    {
        foreach (var range in text.AsSpan().Split(','))
        {
            var one = text.AsSpan(range).Trim();
            if (one.Equals("Infinite", StringComparison.OrdinalIgnoreCase))
                return long.MaxValue;
            if (one.StartsWith(Seconds, StringComparison.OrdinalIgnoreCase)
                && one[Seconds.Length..] is { IsEmpty: false } digits && !digits.ContainsAnyExceptInRange('0', '9'))
                return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        }
        return null;
    }
}
