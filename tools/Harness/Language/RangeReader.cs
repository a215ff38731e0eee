using System.Globalization;

namespace Conformance.Harness.Language;

/// <summary>What a range counts, which decides how its ends are written.</summary>
enum RangeOf
{
    /// <summary>Whole numbers or bare names: <c>1..before</c>.</summary>
    Captured,

    /// <summary>Whole numbers or holes: <c>..1023</c>.</summary>
    Things,

    /// <summary>Numbers or holes, each with a unit: <c>108s..132s</c>.</summary>
    Time,
}

/// <summary>Reads <c>a..b</c>, <c>a..</c>, <c>..b</c> and <c>a</c>, which is <c>a..a</c>.</summary>
static class RangeReader
{
    public static Range? Read(ParseContext context, SourceLine line, int start, int end, RangeOf of)
    {
        while (start < end && line.Text[start] == ' ')
            start++;
        var text = line.Text.AsSpan(start, end - start);
        var source = text.ToString();
        if (text.IsEmpty || text is "..")
        {
            context.Error("range", line, start, "a range has one end or two: 5, 5.., ..5 or 5..9");
            return null;
        }
        var dots = text.IndexOf("..");
        if (dots < 0)
            return ReadBound(context, line, start, end, of) is { } only ? new Range(only, only, source) : null;
        Bound? from = null, to = null;
        if (dots > 0 && (from = ReadBound(context, line, start, start + dots, of)) is null)
            return null;
        if (dots + 2 < text.Length && (to = ReadBound(context, line, start + dots + 2, end, of)) is null)
            return null;
        if (from is { Number: { } low } && to is { Number: { } high } && low * Scale(from.Unit) > high * Scale(to.Unit))
        {
            context.Error("range", line, start, $"the range {source} runs backwards");
            return null;
        }
        return new Range(from, to, source);
    }

    static Bound? ReadBound(ParseContext context, SourceLine line, int start, int end, RangeOf of)
    {
        var text = line.Text.AsSpan(start, end - start);
        string? unit = null;
        if (of == RangeOf.Time)
        {
            unit = UnitAt(text);
            if (unit is null)
            {
                context.Error("unit", line, end - 1, $"a time needs a unit: {string.Join(", ", Words.Units)}");
                return null;
            }
            text = text[..^unit.Length];
        }
        if (of == RangeOf.Captured && Words.IsName(text))
            return new Bound(null, new UsePart(text.ToString(), null, 0, false), null);
        if (of != RangeOf.Captured && text.StartsWith("${") && text.EndsWith("}"))
            return HoleReader.Read(context, line, start + 2, start + text.Length - 1) is UsePart use ? new Bound(null, use, unit) : null;
        var style = of == RangeOf.Time ? NumberStyles.AllowDecimalPoint : NumberStyles.AllowLeadingSign;
        if (decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number))
            return new Bound(number, null, unit);
        context.Error("range", line, start, of == RangeOf.Captured
            ? $"'{text}' is neither a whole number nor a name"
            : $"'{text}' is neither a number nor a hole");
        return null;
    }

    /// <summary>The unit a text ends with, or null.</summary>
    public static string? UnitAt(ReadOnlySpan<char> text)
    {
        if (text.EndsWith("ms"))
            return "ms";
        if (text.IsEmpty)
            return null;
        return text[^1] switch { 's' => "s", 'm' => "m", 'h' => "h", 'd' => "d", _ => null };
    }

    /// <summary>Milliseconds in a unit; 1 where there is none.</summary>
    public static decimal Scale(string? unit) => unit switch
    {
        "s" => 1000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => 1,
    };
}
