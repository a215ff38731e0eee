namespace Conformance.Engine.Searching;

/// <summary>What kind of thing a value is to a comparison.</summary>
public enum ScalarKind
{
    Text,
    Truth,

    /// <summary>Exact, as integers and currency are.</summary>
    Number,

    /// <summary>Binary floating point.</summary>
    Real,
    Instant,
    Bytes,
}

/// <summary>One value as comparisons see it.</summary>
/// <param name="Text">As it is stored or was written.</param>
/// <param name="Number">Of a number; 0 or 1 of a truth.</param>
/// <param name="Real">Of a number of either sort.</param>
/// <param name="Ticks">Of an instant, in UTC.</param>
/// <param name="Hex">Of bytes, in upper case.</param>
public readonly record struct Scalar(
    ScalarKind Kind, string Text, decimal Number = 0, double Real = 0, long Ticks = 0, string Hex = "")
{
    public static Scalar OfText(string text) => new(ScalarKind.Text, text);

    public static Scalar OfTruth(bool truth) => new(ScalarKind.Truth, truth ? "1" : "0", truth ? 1 : 0, truth ? 1 : 0);

    public static Scalar OfNumber(decimal number, string text) => new(ScalarKind.Number, text, number, (double)number);

    public static Scalar OfReal(double number, string text) => new(ScalarKind.Real, text, Real: number);
}
