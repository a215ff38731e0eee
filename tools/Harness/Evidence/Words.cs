using System.Globalization;
using System.Text;
using Conformance.Harness.Language;

namespace Conformance.Harness.Evidence;

/// <summary>The spelling of verdicts, levels, numbers and untrusted text in every report.</summary>
static class Words
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Advisory => "advisory",
        Verdict.NotApplicable => "not applicable",
        Verdict.NotVerified => "not verified",
        Verdict.Blocked => "blocked",
        Verdict.Failed => "failed",
        _ => "harness fault",
    };

    /// <summary>The word that opens a finding: FAIL, ADVISORY...</summary>
    public static string Mark(Verdict verdict) => verdict switch
    {
        Verdict.Failed => "FAIL",
        Verdict.HarnessFault => "FAULT",
        _ => Of(verdict).ToUpperInvariant(),
    };

    public static string Of(Level level) => level switch
    {
        Level.Must => "MUST",
        Level.Should => "SHOULD",
        Level.May => "MAY",
        _ => "OBS",
    };

    public static string Count(int number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    /// <summary>Seconds with at most six decimals, no unit: <c>0.004</c>.</summary>
    public static string Seconds(TimeSpan span) =>
        (span.Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.######", CultureInfo.InvariantCulture);

    public static string Face(ScenarioReport scenario) => scenario.Id.Split('.')[0];

    public static string Topic(ScenarioReport scenario) => scenario.Id.Split('.') is { Length: > 1 } words ? words[1] : "";

    /// <summary>The text on one line with nothing invisible: controls, odd blanks and halves of characters become escapes.</summary>
    /// <remarks>A hostile answer must not move a terminal's cursor, colour it, or break a line-based report.</remarks>
    public static string OneLine(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
            return text;
        var line = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
            line.Append(rune.Value switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when Escapes.IsSeen(rune) => rune.ToString(),
                < 0x100 => $"\\x{rune.Value:X2}",
                _ => $"\\u{{{rune.Value:X}}}",
            });
        return line.ToString();
    }

    /// <summary>The text as UTF-8 and XML 1.0 can carry it; what they cannot is replaced by its visible name.</summary>
    public static string Safe(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~' or '\n' or '\t'))
            return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is '\n' or '\t' || (rune.Value is >= ' ' and not 0x7F && rune.Value is < 0x80 or > 0x9F && (rune.Value & 0xFFFE) != 0xFFFE))
                safe.Append(rune.ToString());
            else
                safe.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}");
        return safe.ToString();
    }
}
