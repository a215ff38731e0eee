using Conformance.Protocol;
using Microsoft.AspNetCore.Http;

namespace Conformance.Server.Rvp;

/// <summary>Headers of RVP as it spells them, and how their values are read. Source: RVP draft 7.2.</summary>
static class RvpHeaders
{
    /// <summary>A known client reads this spelling; the sibling protocol has another.</summary>
    public const string SubscriptionId = "Subscription-Id";

    public const string Version = "0.2";

    /// <summary>Digits beyond which a number is as good as the largest.</summary>
    const int DigitsMax = 18;

    /// <summary>Trimmed value of a header that stands at most once; null when absent.</summary>
    /// <returns>False when it stands more than once.</returns>
    public static bool TrySingle(IHeaderDictionary headers, string name, out string? value)
    {
        var lines = headers[name];
        value = lines.Count == 0 ? null : lines[0]!.Trim(' ', '\t');
        return lines.Count <= 1;
    }

    /// <summary>1*DIGIT, above zero; a larger one than fits is the largest.</summary>
    public static long? Number(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return null;
        var digits = text.AsSpan().TrimStart('0');
        return digits.IsEmpty ? null
            : digits.Length > DigitsMax ? long.MaxValue
            : long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Hops so far; 1 when the header is absent, null for what is no count.</summary>
    public static long? HopCount(IHeaderDictionary headers) =>
        !TrySingle(headers, HeaderNames.RvpHopCount, out var text) ? null
        : text is null ? 1
        : Number(text);
}
