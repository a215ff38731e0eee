using System.Globalization;
using System.Text.RegularExpressions;

namespace Conformance.SelfTests.Witnesses;

/// <summary>What litmus 0.13 prints, taken apart.</summary>
/// <remarks>
/// <code>
/// -> running `basic':
///  5. put_no_parent......... WARNING: what it would have liked better
///     ...................... pass (with 1 warning)
///  8. delete_null........... FAIL (what happened)
/// &lt;- summary for `basic': of 16 tests run: 15 passed, 1 failed. 93.8%
/// </code>
/// A line is begun anew with a carriage return while its test runs.
/// </remarks>
/// <param name="Programs">Those that came to their end.</param>
/// <param name="Tests">How many they ran together.</param>
/// <param name="Complaints">Lines that tell of a failure, or of an error of litmus itself.</param>
/// <param name="Warnings">As <c>basic: 5. put_no_parent WARNING: ...</c>.</param>
/// <param name="Skipped">As warnings: tests that were left out.</param>
sealed partial record LitmusReport(
    IReadOnlyList<string> Programs, int Tests, IReadOnlyList<string> Complaints, IReadOnlyList<string> Warnings, IReadOnlyList<string> Skipped)
{
    public static LitmusReport Read(string output)
    {
        var program = "";
        var programs = new List<string>();
        var tests = 0;
        List<string> complaints = [], warnings = [], skipped = [];
        foreach (var line in output.Split('\n').Select(line => Dots().Replace(line[(line.TrimEnd('\r').LastIndexOf('\r') + 1)..].Trim(), " ")))
        {
            if (Running().Match(line) is { Success: true } running)
                program = running.Groups[1].Value;
            else if (Summary().Match(line) is { Success: true } summary)
            {
                programs.Add(summary.Groups[1].Value);
                tests += int.Parse(summary.Groups[2].Value, CultureInfo.InvariantCulture);
                if (summary.Groups[3].Value != "0")
                    complaints.Add(line);
            }
            else if (line.Contains("FAIL", StringComparison.Ordinal) || line.Contains("ERROR", StringComparison.Ordinal))
                complaints.Add($"{program}: {line}");
            else if (line.Contains("WARNING", StringComparison.Ordinal))
                warnings.Add($"{program}: {line}");
            else if (line.Contains("SKIPPED", StringComparison.Ordinal))
                skipped.Add($"{program}: {line}");
        }
        return new(programs, tests, complaints, warnings, skipped);
    }

    [GeneratedRegex("^-> running `([a-z]+)'")]
    private static partial Regex Running();

    [GeneratedRegex("^<- summary for `([a-z]+)': of ([0-9]+) tests run: [0-9]+ passed, ([0-9]+) failed")]
    private static partial Regex Summary();

    [GeneratedRegex(@"\.{2,} ?")]
    private static partial Regex Dots();
}
