using System.Text.RegularExpressions;

namespace Conformance.Harness.Wire;

/// <summary>Reads one answer, interim or final.</summary>
internal sealed partial class AnswerParser(string requestMethod, WireLimits limits) : MessageParser(limits)
{
    protected override string Kind => "an answer";

    protected override bool MayBegin(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> name = "HTTP/"u8;
        var known = Math.Min(bytes.Length, name.Length);
        return bytes is [(byte)'\r'] or [(byte)'\r', (byte)'\n', ..] or [(byte)'\n', ..]
            || System.Text.Ascii.EqualsIgnoreCase(bytes[..known], name[..known]);
    }

    protected override HttpMessage? ReadStartLine(HttpMessage message)
    {
        var match = StatusLine().Match(message.StartLine);
        if (!match.Success)
        {
            Break(NoAnswerCause.Malformed,
                $"'{MessageHead.Show(System.Text.Encoding.Latin1.GetBytes(message.StartLine))}' is no status line.");
            return null;
        }

        var version = match.Groups["version"].Value;
        if (version is not ("HTTP/1.1" or "HTTP/1.0"))
            Flaws.Add($"The status line says {version} instead of HTTP/1.1 or HTTP/1.0.");
        if (match.Groups["gap"].Length > 1)
            Flaws.Add("More than one blank stands before the status.");
        if (match.Groups["tail"].Length == 0)
            Flaws.Add("No blank follows the status.");
        var status = int.Parse(match.Groups["status"].ValueSpan);
        if (status is < 100 or > 599)
            Flaws.Add($"The status {match.Groups["status"].Value} is outside 100 to 599.");
        return message with { Version = version, Status = status, Reason = match.Groups["reason"].Value };
    }

    protected override Framing Frame(HttpMessage message) => Framing.OfAnswer(message, requestMethod, Flaws);

    [GeneratedRegex(@"^(?<version>HTTP/[0-9]\.[0-9])(?<gap> +)(?<status>[0-9]{3})(?<tail>$| (?<reason>.*)$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex StatusLine();
}
