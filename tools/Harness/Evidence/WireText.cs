using System.Collections.Immutable;
using System.Text;
using Conformance.Harness.Language;

namespace Conformance.Harness.Evidence;

/// <summary>Which part of a message a line shows, so that a difference can be marked in place.</summary>
public enum MessagePart
{
    StartLine,
    Header,
    Body,

    /// <summary>A remark of ours about the message; no part of it.</summary>
    Comment,
}

/// <summary>One line of a message in the recording form, indented as in the file.</summary>
public sealed record MessageLine(MessagePart Part, string Text);

/// <summary>Bytes as the scenario language writes them: every byte visible, nothing lost.</summary>
/// <remarks>Escapes: <c>\\ \r \n \t \xHH \${ \#</c>, and <c>\x20</c> for a blank at an end. Margins: see scenario language, section 2.</remarks>
public static class WireText
{
    const int WidthMax = 100;

    /// <summary>Text of a header value or a reason, whose characters are bytes (Latin-1).</summary>
    public static string Value(string latin1) => Escapes.Quote(Encoding.Latin1.GetBytes(latin1));

    /// <summary>Text of a target, whose characters are bytes (Latin-1): a blank in it would end it.</summary>
    public static string Target(string latin1) => Escapes.QuoteWord(Encoding.Latin1.GetBytes(latin1));

    /// <summary>The body with its margins, or hexadecimal lines when it is no text; each indented by four blanks.</summary>
    /// <param name="byElement">Break long lines between elements only, whatever their length: for texts that are compared.</param>
    public static IEnumerable<string> Body(ReadOnlyMemory<byte> body, bool byElement = false)
    {
        if (body.IsEmpty)
            return [];
        return IsText(body.Span) ? TextBody(body.ToArray(), byElement) : HexBody(body);
    }

    static IEnumerable<string> HexBody(ReadOnlyMemory<byte> body)
    {
        for (var i = 0; i < body.Length; i += 16)
            yield return HexLine(body.Span.Slice(i, Math.Min(16, body.Length - i)));
    }

    static string HexLine(ReadOnlySpan<byte> bytes)
    {
        var digits = Convert.ToHexString(bytes);
        var line = new StringBuilder("    0x", 6 + bytes.Length * 3);
        for (var i = 0; i < digits.Length; i += 2)
            line.Append(' ').Append(digits, i, 2);
        return line.ToString();
    }

    static IEnumerable<string> TextBody(byte[] body, bool byElement)
    {
        var start = 0;
        while (start < body.Length)
        {
            var end = Array.IndexOf(body, (byte)'\n', start);
            var stop = end < 0 ? body.Length : end;
            var crlf = end > start && body[end - 1] == '\r';
            var line = Escapes.QuoteBody(body.AsSpan(start, (crlf ? stop - 1 : stop) - start));
            var pieces = byElement ? Elements(line) : Break(line);
            for (var i = 0; i < pieces.Count - 1; i++)
                yield return Margin("|-", pieces[i]);
            yield return Margin(crlf ? "||" : "|", pieces[^1]);
            start = stop + 1;
            if (end >= 0 && !crlf && start == body.Length)
                yield return Margin("|", "");
        }
    }

    static string Margin(string margin, string text) => text.Length == 0 ? $"    {margin}" : $"    {margin} {Tail(text)}";

    /// <summary>Where the last tag in the second half of the width ends, one that another follows if there is any; else -1.</summary>
    static int TagEnd(ReadOnlySpan<char> text)
    {
        const int Half = WidthMax / 2;
        if (text.Slice(Half + 1, Half).LastIndexOf("><") is >= 0 and var between)
            return between + Half + 1;
        return text.Slice(Half, Half).LastIndexOf('>') is >= 0 and var tag ? tag + Half : -1;
    }

    /// <summary>Long lines in pieces, broken after a tag where one ends, never inside an escape.</summary>
    static List<string> Break(string line)
    {
        var pieces = new List<string>();
        var text = line.AsSpan();
        while (text.Length > WidthMax)
        {
            var tag = TagEnd(text);
            var at = tag > 0 ? tag + 1 : WidthMax;
            for (var back = 1; back <= 3; back++)
                if (tag <= 0 && StartsEscape(text, WidthMax - back))
                {
                    at = WidthMax - back;
                    break;
                }
            if (char.IsLowSurrogate(text[at]))
                at--;
            pieces.Add(text[..at].ToString());
            text = text[at..];
        }
        pieces.Add(text.ToString());
        return pieces;
    }

    static List<string> Elements(string text) => [.. text.Replace("><", ">\n<", StringComparison.Ordinal).Split('\n')];

    /// <summary>True when a backslash that is not itself escaped stands here.</summary>
    static bool StartsEscape(ReadOnlySpan<char> text, int at)
    {
        if (text[at] != '\\')
            return false;
        var before = 0;
        while (at - before > 0 && text[at - before - 1] == '\\')
            before++;
        return before % 2 == 0;
    }

    static string Tail(string text) => text.EndsWith(' ') ? text[..^1] + "\\x20" : text;

    static bool IsText(ReadOnlySpan<byte> bytes)
    {
        var odd = 0;
        foreach (var b in bytes)
            if (b < ' ' && b is not ((byte)'\r' or (byte)'\n' or (byte)'\t'))
                odd++;
        return odd * 8 <= bytes.Length && (System.Text.Unicode.Utf8.IsValid(bytes) || bytes.ContainsAnyInRange((byte)' ', (byte)'~'));
    }
}
