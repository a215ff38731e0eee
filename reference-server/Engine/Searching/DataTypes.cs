using System.Collections.Frozen;
using System.Globalization;

namespace Conformance.Engine.Searching;

/// <summary>The data types of properties, by the names that <c>dt</c> and CAST use; their case counts.</summary>
/// <remarks>
/// Each also with <c>mv.</c> before it, for several values. Source: Exchange SDK, "Property Data Types", "CAST Function".
/// </remarks>
public static class DataTypes
{
    const string Several = "mv.";

    static readonly string[] instants =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mmK",
    ];

    static readonly FrozenDictionary<string, Func<string, Scalar?>> readers = new Dictionary<string, Func<string, Scalar?>>
    {
        ["string"] = text => Scalar.OfText(text),
        ["uri"] = text => Scalar.OfText(text),
        ["uuid"] = text => Scalar.OfText(text),
        ["boolean"] = Truth,
        ["i2"] = text => Integer(text, short.MinValue, short.MaxValue),
        ["int"] = text => Integer(text, int.MinValue, int.MaxValue),
        ["i4"] = text => Integer(text, int.MinValue, int.MaxValue),
        ["i8"] = text => Integer(text, long.MinValue, long.MaxValue),
        ["r4"] = Real,
        ["r8"] = Real,
        ["float"] = Real,
        ["fixed.14.4"] = Fixed,
        ["dateTime"] = Instant,
        ["dateTime.tz"] = Instant,
        ["bin.base64"] = Base64,
        ["bin.hex"] = Hex,
    }.ToFrozenDictionary();

    /// <summary>Whether there is a type of this name.</summary>
    public static bool IsKnown(string type) => readers.ContainsKey(SingleOf(type));

    /// <summary>Reads a value of a type; null when the text is none.</summary>
    /// <param name="type">Null for text. A name that nobody knows counts as text too: a client may store what it likes.</param>
    public static Scalar? Read(string? type, string text) =>
        type is not null && readers.TryGetValue(SingleOf(type), out var read) ? read(text) : Scalar.OfText(text);

    /// <summary>Reads a number as it stands in a query.</summary>
    public static Scalar? ReadNumber(string digits) => Fixed(digits) ?? Real(digits);

    public static Scalar? Truth(string text) => text.ToLowerInvariant() switch
    {
        "1" or "true" => Scalar.OfTruth(true),
        "0" or "false" => Scalar.OfTruth(false),
        _ => null,
    };

    public static Scalar? Base64(string text)
    {
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(text, bytes, out var count)
            ? new Scalar(ScalarKind.Bytes, text, Hex: Convert.ToHexString(bytes.AsSpan(0, count)))
            : null;
    }

    static string SingleOf(string type) => type.StartsWith(Several, StringComparison.Ordinal) ? type[Several.Length..] : type;

    static Scalar? Integer(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? Scalar.OfNumber(number, text)
            : null;

    static Scalar? Fixed(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Scalar.OfNumber(number, text)
            : null;

    static Scalar? Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? Scalar.OfReal(number, text)
            : null;

    static Scalar? Instant(string text) => DateTimeOffset.TryParseExact(
        text, instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? new Scalar(ScalarKind.Instant, text, Ticks: instant.UtcTicks)
            : null;

    static Scalar? Hex(string text) =>
        text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)
            ? new Scalar(ScalarKind.Bytes, text, Hex: text.ToUpperInvariant())
            : null;
}
