using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Conformance.Harness.Language;

/// <summary>Turns bytes into body lines and body lines into one text.</summary>
public static class BodyText
{
    /// <summary>Where a long line is broken with <c>|-</c>; a break never changes a byte.</summary>
    public const int WidthMax = 110;

    const int HexPerLine = 16;

    /// <summary>The lines of a body, margins included, without indentation; none for an empty body.</summary>
    /// <remarks>Text when the bytes are UTF-8 without control characters other than CR, LF and TAB; else 16 bytes a line.</remarks>
    public static ImmutableArray<string> Show(ReadOnlySpan<byte> bytes) => IsText(bytes) ? ShowText(bytes) : ShowHex(bytes);

    /// <summary>True for bytes that a reader can make out as text.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if ((b < 0x20 && b is not ((byte)'\r' or (byte)'\n' or (byte)'\t')) || b == 0x7F)
                return false;
        }
        return Utf8.IsValid(bytes);
    }

    /// <summary>The whole body as one template, line ends included: what is sent, or must come back.</summary>
    public static Template Join(Body body)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var literal = new List<byte>();
        for (var i = 0; i < body.Lines.Length; i++)
        {
            foreach (var part in Parts(body.Lines[i]))
            {
                if (part is LiteralPart text)
                    literal.AddRange(text.Bytes);
                else
                {
                    Flush();
                    parts.Add(part);
                }
            }
            literal.AddRange(End(body.Lines[i], isLast: i == body.Lines.Length - 1));
        }
        Flush();
        return new Template(string.Join('\n', body.Lines.Select(LineText.Of)), parts.ToImmutable());

        void Flush()
        {
            if (literal.Count > 0)
                parts.Add(new LiteralPart([.. literal]));
            literal.Clear();
        }
    }

    static ImmutableArray<TemplatePart> Parts(BodyLine line) => line switch
    {
        TextBodyLine text => text.Text.Parts,
        HexBodyLine hex => hex.Bytes.Parts,
        _ => throw new ArgumentOutOfRangeException(nameof(line), line, "an unknown line of a body"),
    };

    static ReadOnlySpan<byte> End(BodyLine line, bool isLast) => line switch
    {
        TextBodyLine { Margin: "||" } => "\r\n"u8,
        TextBodyLine { Margin: "|" } when !isLast => "\n"u8,
        _ => [],
    };

    static ImmutableArray<string> ShowText(ReadOnlySpan<byte> bytes)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        while (!bytes.IsEmpty)
        {
            var feed = bytes.IndexOf((byte)'\n');
            if (feed < 0)
            {
                AddLine(lines, "|", bytes);
                return lines.ToImmutable();
            }
            var isCrLf = feed > 0 && bytes[feed - 1] == (byte)'\r';
            AddLine(lines, isCrLf ? "||" : "|", bytes[..(isCrLf ? feed - 1 : feed)]);
            bytes = bytes[(feed + 1)..];
            // The last line of a body ends with nothing, so a final LF needs an empty line after it.
            if (bytes.IsEmpty && !isCrLf)
                lines.Add("|");
        }
        return lines.ToImmutable();
    }

    static void AddLine(ImmutableArray<string>.Builder lines, string margin, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > WidthMax)
        {
            var cut = Cut(bytes);
            lines.Add($"|- {Escapes.QuoteBody(bytes[..cut])}");
            bytes = bytes[cut..];
        }
        lines.Add(bytes.IsEmpty ? margin : $"{margin} {Escapes.QuoteBody(bytes)}");
    }

    /// <summary>Before a tag if there is one in the second half of the width, else at the width, never inside a character.</summary>
    static int Cut(ReadOnlySpan<byte> bytes)
    {
        var tag = bytes[(WidthMax / 2)..WidthMax].LastIndexOf("><"u8);
        if (tag >= 0)
            return (WidthMax / 2) + tag + 1;
        var cut = WidthMax;
        while (cut > 1 && (bytes[cut] & 0xC0) == 0x80)
            cut--;
        // A dollar parted from its brace needs no escape, but would read as a mistake.
        return bytes[cut - 1] == (byte)'$' && cut > 1 ? cut - 1 : cut;
    }

    static ImmutableArray<string> ShowHex(ReadOnlySpan<byte> bytes)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < bytes.Length; i += HexPerLine)
        {
            var text = new StringBuilder("0x");
            foreach (var b in bytes[i..Math.Min(bytes.Length, i + HexPerLine)])
                text.Append(' ').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            lines.Add(text.ToString());
        }
        return lines.ToImmutable();
    }
}
