using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Conformance.Harness.Language;

/// <summary>Reads escapes and holes; they mean the same wherever text stands.</summary>
static class TemplateReader
{
    /// <summary>The text from <paramref name="start"/> up to <paramref name="end"/> of a line.</summary>
    public static Template Read(ParseContext context, SourceLine line, int start, int end)
    {
        var span = line.Text.AsSpan(start, end - start);
        if (span.IsEmpty)
            return Template.Empty;
        var source = span.ToString();
        if (span.IndexOfAny('\\', '$') < 0)
            return new Template(source, [new LiteralPart([.. Encoding.UTF8.GetBytes(source)])]);
        return new Template(source, ReadParts(context, line, start, end));
    }

    static ImmutableArray<TemplatePart> ReadParts(ParseContext context, SourceLine line, int start, int end)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var literal = new List<byte>();
        var at = start;
        while (at < end)
        {
            var rest = line.Text.AsSpan(at, end - at);
            if (rest[0] == '\\')
                at += ReadEscape(context, line, at, rest, literal);
            else if (rest.StartsWith("${"))
            {
                if (literal.Count > 0)
                    parts.Add(new LiteralPart([.. literal]));
                literal.Clear();
                var close = rest.IndexOf('}');
                if (close < 0)
                {
                    context.Error("hole", line, at, "this hole is never closed: a } is missing");
                    break;
                }
                if (HoleReader.Read(context, line, at + 2, at + close) is { } hole)
                    parts.Add(hole);
                at += close + 1;
            }
            else
            {
                var length = rest[1..].IndexOfAny('\\', '$') is var next && next < 0 ? rest.Length : next + 1;
                literal.AddRange(Encoding.UTF8.GetBytes(rest[..length].ToString()));
                at += length;
            }
        }
        if (literal.Count > 0)
            parts.Add(new LiteralPart([.. literal]));
        return parts.ToImmutable();
    }

    static int ReadEscape(ParseContext context, SourceLine line, int at, ReadOnlySpan<char> rest, List<byte> literal)
    {
        switch (rest.Length > 1 ? rest[1] : '\0')
        {
            case '\\': literal.Add((byte)'\\'); return 2;
            case 'r': literal.Add((byte)'\r'); return 2;
            case 'n': literal.Add((byte)'\n'); return 2;
            case 't': literal.Add((byte)'\t'); return 2;
            case '#': literal.Add((byte)'#'); return 2;
            case '$' when rest.Length > 2 && rest[2] == '{':
                literal.AddRange("${"u8);
                return 3;
            case 'x' when rest.Length > 3
                && byte.TryParse(rest[2..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b):
                literal.Add(b);
                return 4;
            case 'x':
                context.Error("escape", line, at, @"\x takes two hexadecimal digits, as in \x0D");
                return 2;
            default:
                var shown = rest[..Math.Min(2, rest.Length)].ToString();
                context.Error(
                    "escape", line, at, @$"'{shown}' is no escape; there are \\ \r \n \t \xHH \${{ and \#", Meant(rest));
                return shown.Length;
        }
    }

    static string Meant(ReadOnlySpan<char> rest) => rest.Length < 2 ? @"\\" : rest[1] switch
    {
        'R' => @"\r",
        'N' => @"\n",
        'T' => @"\t",
        'X' => @"\x",
        '0' => @"\x00",
        's' or ' ' => @"\x20",
        '$' => "$",
        _ => @"\\" + rest[1],
    };
}
