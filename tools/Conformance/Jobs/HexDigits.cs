using System.Text;

namespace Conformance.CommandLine.Jobs;

/// <summary>Bytes that stand as hexadecimal digits, as a recording or an encoder prints them.</summary>
static class HexDigits
{
    /// <summary>The bytes; null when the text is anything but pairs of digits, blanks, line ends, and <c>0x</c> before them.</summary>
    /// <remarks>No document is taken for digits: its first byte is a version, which is no character.</remarks>
    public static byte[]? Read(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>();
        foreach (var word in Encoding.Latin1.GetString(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var digits = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? word[2..] : word;
            if (digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit))
                return null;
            bytes.AddRange(Convert.FromHexString(digits));
        }
        return bytes.Count > 0 ? [.. bytes] : null;
    }
}
