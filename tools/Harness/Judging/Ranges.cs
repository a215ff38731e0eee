using System.Globalization;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Range = Conformance.Harness.Language.Range;

namespace Conformance.Harness.Judging;

/// <summary>Says whether a number lies in a range whose ends may be bound names.</summary>
public static class Ranges
{
    /// <param name="number">Decimal digits with an optional sign; any length.</param>
    /// <exception cref="MissingValueException">An end has no value, or is no number.</exception>
    public static bool Holds(Range range, string number, Scope scope) => Holds(range, Saturated(number), scope);

    /// <summary>Times compare in seconds; an end without a unit has that of the other end.</summary>
    public static bool Holds(Range range, TimeSpan time, Scope scope)
    {
        var unit = range.From?.Unit ?? range.To?.Unit ?? "s";
        var seconds = (decimal)time.Ticks / TimeSpan.TicksPerSecond;
        return (range.From is null || seconds >= Value(range.From, scope) * Seconds(range.From.Unit ?? unit))
            && (range.To is null || seconds <= Value(range.To, scope) * Seconds(range.To.Unit ?? unit));
    }

    public static bool Holds(Range range, decimal number, Scope scope) =>
        (range.From is null || number >= Value(range.From, scope)) && (range.To is null || number <= Value(range.To, scope));

    static decimal Value(Bound bound, Scope scope) =>
        bound.Number ?? Number(scope.Resolve(bound.Use!), bound.Use!.Name);

    static decimal Number(string text, string name) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new MissingValueException(name, $"'{text}' is no number to bound a range with");

    // A number too long for the type is beyond every bound that a scenario can write.
    static decimal Saturated(string number) =>
        decimal.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : number.StartsWith('-') ? decimal.MinValue : decimal.MaxValue;

    static decimal Seconds(string unit) => unit switch
    {
        "ms" => 0.001m,
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86400,
        _ => throw new InvalidOperationException($"'{unit}' is no unit of time."),
    };
}
