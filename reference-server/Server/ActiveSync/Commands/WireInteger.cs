namespace Conformance.Server.ActiveSync.Commands;

/// <summary>Reads an xs:integer: an optional sign and decimal digits, with white space around.</summary>
static class WireInteger
{
    const long Largest = 100_000_000_000_000_000;

    /// <summary>Null for what is none; a number of more digits than can be held is so large that nobody waits so long.</summary>
    public static long? Read(string text)
    {
        var digits = text.AsSpan().Trim(" \t\r\n");
        var isNegative = digits.StartsWith('-');
        if (isNegative || digits.StartsWith('+'))
            digits = digits[1..];
        if (digits.IsEmpty)
            return null;
        long number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return null;
            number = Math.Min(number * 10 + (digit - '0'), Largest);
        }
        return isNegative ? -number : number;
    }

    /// <summary>A key that this server gave out, or 0; null for what cannot be one.</summary>
    public static int? ReadKey(string text) => int.TryParse(text, out var key) && key >= 0 && key.ToString() == text ? key : null;
}
