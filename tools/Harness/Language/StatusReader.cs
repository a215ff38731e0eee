using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Reads <c>207</c>, <c>400|422</c>, <c>4xx</c> or a hole.</summary>
static class StatusReader
{
    public static StatusSet? Read(ParseContext context, Scanner scanner)
    {
        if (scanner.AtEnd)
        {
            scanner.Error("status", scanner.End, "a status is missing");
            return null;
        }
        var text = scanner.Line.Text;
        var start = scanner.Position;
        if (text.AsSpan(start, scanner.End - start).StartsWith("${"))
        {
            var close = text.IndexOf('}', start);
            if (close < 0 || close >= scanner.End)
            {
                scanner.Error("hole", start, "this hole is never closed: a } is missing");
                return null;
            }
            scanner.Back(close + 1);
            var part = HoleReader.Read(context, scanner.Line, start + 2, close);
            return part is null ? null : new StatusSet([], part);
        }
        var word = scanner.Word();
        var items = word.Split('|');
        var at = start;
        foreach (var item in items)
        {
            if (!Words.IsStatus(item))
            {
                scanner.Error("status", at, $"'{item}' is no status; write 207, 4xx or 400|422", Meant(item));
                return null;
            }
            at += item.Length + 1;
        }
        return new StatusSet([.. items], null);
    }

    static string? Meant(string item) =>
        item.Length == 3 && char.IsAsciiDigit(item[0]) && item[1..].Equals("XX", StringComparison.OrdinalIgnoreCase) ? $"{item[0]}xx"
        : item.Contains(',', StringComparison.Ordinal) ? item.Replace(',', '|')
        : null;
}
