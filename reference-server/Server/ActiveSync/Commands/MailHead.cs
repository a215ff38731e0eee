using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Conformance.Server.ActiveSync.Commands;

/// <summary>What the head of a mail says that concerns its delivery. Source: RFC 5322, 2.2, 3.6.</summary>
/// <param name="Recipients">The part before the at sign of each address in To, Cc and Bcc.</param>
sealed partial record MailHead(string? From, string Subject, ImmutableArray<string> Recipients)
{
    const int BytesMax = 64 * 1024;

    /// <summary>Null when the bytes do not begin with header lines.</summary>
    public static MailHead? Read(byte[] mail)
    {
        var text = Encoding.UTF8.GetString(mail, 0, Math.Min(mail.Length, BytesMax)).ReplaceLineEndings("\n");
        var head = text.Split("\n\n", 2)[0].Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal);
        var lines = head.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Line().Match(line)).ToList();
        if (lines.Count == 0 || lines.Any(line => !line.Success))
            return null;
        return new MailHead(
            First(lines, "From"), First(lines, "Subject") ?? "",
            [.. lines.Where(IsOfRecipients).SelectMany(line => Address().Matches(line.Groups[2].Value)).Select(address => address.Groups[1].Value)]);
    }

    static bool IsOfRecipients(Match line) => line.Groups[1].Value.ToLowerInvariant() is "to" or "cc" or "bcc";

    static string? First(List<Match> lines, string name) =>
        lines.FirstOrDefault(line => line.Groups[1].Value.Equals(name, StringComparison.OrdinalIgnoreCase))?.Groups[2].Value.Trim();

    [GeneratedRegex("^([!-9;-~]+):(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"([^\s<>@,;""]+)@[^\s<>@,;""]+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
