using System.Collections.Immutable;
using System.Text;

namespace Conformance.Harness.Wire;

/// <summary>The start line and the header lines of one message, taken apart.</summary>
/// <remarks>
/// Lenient in what it reads and strict in what it notes: whatever RFC 9112 does not allow but a reader can still
/// understand becomes a flaw. Source: RFC 9112, sections 2.2, 3, 4 and 5.
/// </remarks>
internal sealed record MessageHead(string StartLine, ImmutableArray<Header> Headers)
{
    static readonly System.Buffers.SearchValues<byte> TokenBytes = System.Buffers.SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <param name="head">From the first byte of the start line to the end of the last header line.</param>
    public static MessageHead Read(ReadOnlySpan<byte> head, Flaws flaws)
    {
        var start = NextLine(ref head, flaws);
        NoteControls(start, "The start line", flaws);
        return new(Encoding.Latin1.GetString(start), ReadLines(head, flaws));
    }

    /// <summary>Reads header lines: those of a head, or the trailers after the last chunk.</summary>
    public static ImmutableArray<Header> ReadLines(ReadOnlySpan<byte> lines, Flaws flaws)
    {
        var headers = ImmutableArray.CreateBuilder<Header>(8);
        while (!lines.IsEmpty)
        {
            var line = NextLine(ref lines, flaws);
            if (line.IsEmpty)
                continue;
            if (line[0] is (byte)' ' or (byte)'\t')
                Unfold(headers, line, flaws);
            else
                ReadLine(headers, line, flaws);
        }

        return headers.DrainToImmutable();
    }

    public static bool IsToken(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenBytes);

    static void ReadLine(ImmutableArray<Header>.Builder headers, ReadOnlySpan<byte> line, Flaws flaws)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 0)
        {
            flaws.Add($"The header line '{Show(line)}' has no colon.");
            return;
        }

        var name = line[..colon];
        if (!IsToken(name))
        {
            var trimmed = name.TrimEnd(" \t"u8);
            flaws.Add(trimmed.Length < name.Length && IsToken(trimmed)
                ? $"There are blanks between the header name '{Show(trimmed)}' and its colon."
                : $"The header name '{Show(name)}' is no token.");
            name = trimmed;
        }

        var value = line[(colon + 1)..].Trim(" \t"u8);
        NoteControls(value, $"The header {Show(name)}", flaws);
        headers.Add(new(Encoding.Latin1.GetString(name), Encoding.Latin1.GetString(value)));
    }

    static void Unfold(ImmutableArray<Header>.Builder headers, ReadOnlySpan<byte> line, Flaws flaws)
    {
        var more = Encoding.Latin1.GetString(line.Trim(" \t"u8));
        if (headers.Count == 0)
        {
            flaws.Add("A line that begins with a blank stands before the first header.");
            return;
        }

        var last = headers[^1];
        flaws.Add($"The header {last.Name} is folded over several lines.");
        headers[^1] = last with { Value = $"{last.Value} {more}".Trim() };
    }

    /// <summary>Cuts off one line; the last may lack its end.</summary>
    static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> rest, Flaws flaws)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        if (line is [.., (byte)'\r'])
            return line[..^1];
        if (end >= 0)
            flaws.Add("Lines end with LF alone instead of CRLF.");
        return line;
    }

    static void NoteControls(ReadOnlySpan<byte> text, string where, Flaws flaws)
    {
        foreach (var b in text)
            if (b is (byte)'\0')
                flaws.Add($"{where} holds a NUL.");
            else if (b is (byte)'\r')
                flaws.Add($"{where} holds a CR without LF.");
            else if (b is < 0x20 and not (byte)'\t' or 0x7F)
                flaws.Add($"{where} holds the control character 0x{b:X2}.");
    }

    /// <summary>A short printable form for a sentence.</summary>
    internal static string Show(ReadOnlySpan<byte> bytes)
    {
        const int most = 60;
        var shown = new StringBuilder();
        foreach (var b in bytes[..Math.Min(bytes.Length, most)])
            if (b is >= 0x20 and < 0x7F)
                shown.Append((char)b);
            else
                shown.Append($"\\x{b:X2}");
        return bytes.Length > most ? shown.Append("...").ToString() : shown.ToString();
    }
}
