using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Conformance.Harness.Proof;

/// <summary>A proof as text for a terminal; the same proof gives the same bytes.</summary>
public static partial class ProofText
{
    public static string Of(ProofReport report)
    {
        var text = new StringBuilder();
        Section(text, "Lines that no mutation of a passing answer turns red", report.Unproved);
        Section(text, "Alternatives that were not taken", report.NotTaken);
        if (!report.NotPlayed.IsEmpty)
            text.Append("\nNot played\n").AppendJoin('\n', report.NotPlayed.Select(reason => $"  {reason}")).Append('\n');
        text.Append(CultureInfo.InvariantCulture,
            $"\n{report.Taken - report.Unproved.Length} of {report.Taken} lines proved by {report.Mutations} mutations; ");
        text.Append(CultureInfo.InvariantCulture,
            $"{report.Unproved.Length} unproved ({100 * report.Share:0.0} %, {100 * ProofReport.ShareMax:0} % allowed), ");
        return text.Append(CultureInfo.InvariantCulture, $"{report.NotTaken.Length} alternatives not taken\n").ToString();
    }

    static void Section(StringBuilder text, string title, ImmutableArray<ProofLine> lines)
    {
        if (lines.IsEmpty)
            return;
        text.Append('\n').Append(title).Append('\n');
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {line.File}:{line.Line}  {Blanks().Replace(line.Text, "  ")}\n");
            if (line.Reason.Length > 0)
                text.Append("      ").Append(line.Reason).Append('\n');
        }
    }

    // The margin of the file is of no use here.
    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();
}
