using System.Globalization;

namespace Conformance.Harness.Running;

/// <summary>Times as the language writes them: a number and ms, s, m, h or d.</summary>
public static class Durations
{
    /// <summary>Longest time a <c>then</c> may let pass.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <summary>The time, or null when the number is none, is negative, or passes <see cref="Longest"/>.</summary>
    public static TimeSpan? Of(string number, string unit)
    {
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return null;
        var factor = unit switch
        {
            "ms" => 1m,
            "s" => 1_000m,
            "m" => 60_000m,
            "h" => 3_600_000m,
            "d" => 86_400_000m,
            _ => 0m,
        };
        return factor > 0 && amount >= 0 && amount <= (decimal)Longest.TotalMilliseconds / factor
            ? TimeSpan.FromMilliseconds((double)(amount * factor))
            : null;
    }
}
