using System.Globalization;

namespace Conformance.Bench;

/// <summary>How many measured values become one, and how one is written.</summary>
static class Figures
{
    /// <summary>The middle value; of an even number the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The turns of a run: forwards and backwards by rounds, so that a drift of the machine meets all alike.</summary>
    public static IEnumerable<int> Turns(int contenders, int rounds)
    {
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < contenders; i++)
                yield return round % 2 == 0 ? i : contenders - 1 - i;
    }

    public static string Of(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);

    public static string Ratio(double value) => Of(value) + "x";
}
