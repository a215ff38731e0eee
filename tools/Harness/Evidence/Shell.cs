using System.Globalization;
using System.Text;

namespace Conformance.Harness.Evidence;

/// <summary>Quoting for POSIX shells. Nothing a server sent can end a quotation.</summary>
static class Shell
{
    /// <summary>The word as it is when harmless, else in single quotes.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:,=@%+".Contains(c))
            ? text
            : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>A <c>printf</c> that writes these bytes: octal escapes, which every printf knows.</summary>
    public static string Printf(ReadOnlySpan<byte> bytes)
    {
        var format = new StringBuilder("printf '");
        foreach (var b in bytes)
            format.Append(b switch
            {
                (byte)'\r' => "\\r",
                (byte)'\n' => "\\n",
                (byte)'\\' => @"\\",
                (byte)'%' => "%%",
                (byte)'\'' => @"\047",
                >= (byte)' ' and <= (byte)'~' => ((char)b).ToString(),
                _ => "\\" + Convert.ToString(b, 8).PadLeft(3, '0'),
            });
        return format.Append('\'').ToString();
    }

    public static bool IsPlain(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    public static string Port(int port) => port.ToString(CultureInfo.InvariantCulture);
}
