using System.Buffers;
using System.Globalization;
using System.Text;

namespace Conformance.Harness.Language;

/// <summary>Writes bytes so that each one is seen: what has no mark of its own becomes an escape.</summary>
/// <remarks>The reading side is <see cref="TemplateReader"/>; what is written here reads back to the same bytes.</remarks>
public static class Escapes
{
    /// <summary>What stands for itself wherever it stands: most of what any message is made of, and so taken in one go.</summary>
    static readonly SearchValues<byte> plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Where(c => c is not ('\\' or '$')).Select(c => (byte)c)]);

    /// <summary>Text as a value of the language: a header value, a target, a tree value, a reason.</summary>
    public static string Quote(string text) => Quote(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes as a value; bytes that are not UTF-8 become <c>\xHH</c>.</summary>
    public static string Quote(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + 8);
        Write(bytes, text);
        if (text.Length > 0 && text[0] == ' ')
            text.Remove(0, 1).Insert(0, "\\x20");
        QuoteLastBlank(text);
        return text.Replace("  #", "  \\#").ToString();
    }

    /// <summary>As <see cref="Quote(ReadOnlySpan{byte})"/> for a place where a blank would end the word.</summary>
    public static string QuoteWord(ReadOnlySpan<byte> bytes) => Quote(bytes).Replace(" ", "\\x20", StringComparison.Ordinal);

    /// <summary>As a line of a body: blanks at its start stand as they are, since a margin stands before them.</summary>
    public static string QuoteBody(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + 8);
        Write(bytes, text);
        QuoteLastBlank(text);
        return text.ToString();
    }

    static void Write(ReadOnlySpan<byte> bytes, StringBuilder text)
    {
        Span<char> chars = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            if (bytes.IndexOfAnyExcept(plain) is not 0 and var end)
            {
                var run = end < 0 ? bytes : bytes[..end];
                text.Append(Encoding.ASCII.GetString(run));
                bytes = bytes[run.Length..];
                continue;
            }
            var valid = Rune.DecodeFromUtf8(bytes, out var rune, out var used) == OperationStatus.Done;
            if (valid && rune.Value == '\\')
                text.Append(@"\\");
            else if (valid && rune.Value == '$' && bytes.Length > 1 && bytes[1] == '{')
                text.Append(@"\$");
            else if (valid && IsSeen(rune))
                text.Append(chars[..rune.EncodeToUtf16(chars)]);
            else
                WriteHidden(bytes[..used], text);
            bytes = bytes[used..];
        }
    }

    static void WriteHidden(ReadOnlySpan<byte> bytes, StringBuilder text)
    {
        foreach (var b in bytes)
        {
            _ = b switch
            {
                (byte)'\r' => text.Append(@"\r"),
                (byte)'\n' => text.Append(@"\n"),
                (byte)'\t' => text.Append(@"\t"),
                _ => text.Append(@"\x").Append(b.ToString("X2", CultureInfo.InvariantCulture)),
            };
        }
    }

    static void QuoteLastBlank(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] == ' ')
            text.Remove(text.Length - 1, 1).Append(@"\x20");
    }

    /// <summary>True for a blank and for what shows itself; the rest looks like nothing, or like a blank.</summary>
    public static bool IsSeen(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);
}
