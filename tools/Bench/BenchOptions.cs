using System.Globalization;

namespace Conformance.Bench;

/// <summary>How long a measurement takes; small numbers make a smoke test, the usual ones a figure.</summary>
/// <param name="Rounds">Times each contender has its turn.</param>
/// <param name="Requests">Requests in one turn of the load runner.</param>
/// <param name="Seconds">Warm-up before the first round, in seconds of the wall clock.</param>
sealed record BenchOptions(int Rounds, int Requests, int Seconds)
{
    /// <exception cref="FormatException">A flag is unknown or no number from 1 to 1000000 follows it.</exception>
    public static BenchOptions Parse(string[] flags)
    {
        var options = new BenchOptions(Rounds: 5, Requests: 20_000, Seconds: 5);
        for (var i = 0; i < flags.Length; i += 2)
        {
            if (i + 1 == flags.Length
                || !int.TryParse(flags[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number is < 1 or > 1_000_000)
                throw new FormatException($"{flags[i]} takes a number from 1 to 1000000");
            options = flags[i] switch
            {
                "--rounds" => options with { Rounds = number },
                "--requests" => options with { Requests = number },
                "--seconds" => options with { Seconds = number },
                _ => throw new FormatException($"{flags[i]} is unknown; known are --rounds, --requests, --seconds"),
            };
        }
        return options;
    }
}
