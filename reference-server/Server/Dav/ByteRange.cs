using System.Globalization;

namespace Conformance.Server.Dav;

/// <summary>One part of a body that a GET asks for. Source: RFC 9110, 14.</summary>
/// <param name="First">0 upwards.</param>
/// <param name="Last">Inclusive; below <paramref name="First"/> when no byte of the range is there.</param>
readonly record struct ByteRange(long First, long Last)
{
    const string Unit = "bytes=";

    public bool IsSatisfiable => First <= Last;

    public int Length => (int)(Last - First + 1);

    /// <summary>Null when the whole body is meant: no range, several ranges, another unit, or what cannot be read.</summary>
    public static ByteRange? Read(string? text, int length)
    {
        if (text is null || !text.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
            return null;
        var spec = text.AsSpan(Unit.Length).Trim();
        var dash = spec.IndexOf('-');
        if (dash < 0 || spec.Contains(','))
            return null;
        if (dash == 0)
            return Number(spec[1..]) is { } suffix ? new ByteRange(Math.Max(0, length - suffix), suffix == 0 ? -1 : length - 1L) : null;
        if (Number(spec[..dash]) is not { } first)
            return null;
        if (spec[(dash + 1)..].IsEmpty)
            return new ByteRange(first, length - 1L);
        return Number(spec[(dash + 1)..]) is { } last && last >= first ? new ByteRange(first, Math.Min(last, length - 1L)) : null;
    }

    /// <summary>Digits only; more of them than a number holds count as the largest, which lies behind every body.</summary>
    static long? Number(ReadOnlySpan<char> digits) =>
        digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9') ? null
        : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : long.MaxValue;
}
