using System.Globalization;
using System.Text;

namespace Conformance.Harness.Wire;

/// <summary>Reads one answer, interim or final.</summary>
internal sealed class AnswerParser(string requestMethod, WireLimits limits) : MessageParser(limits)
{
    /// <summary>Of <c>HTTP/1.1</c>.</summary>
    const int VersionLength = 8;

    protected override string Kind => "an answer";

    protected override bool MayBegin(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> name = "HTTP/"u8;
        var known = Math.Min(bytes.Length, name.Length);
        return bytes is [(byte)'\r'] or [(byte)'\r', (byte)'\n', ..] or [(byte)'\n', ..]
            || Ascii.EqualsIgnoreCase(bytes[..known], name[..known]);
    }

    protected override HttpMessage? ReadStartLine(HttpMessage message)
    {
        var line = message.StartLine;
        if (!IsStatusLine(line, out var statusAt))
        {
            Break(NoAnswerCause.Malformed, $"'{MessageHead.Show(Encoding.Latin1.GetBytes(line))}' is no status line.");
            return null;
        }

        var version = line.StartsWith("HTTP/1.1", StringComparison.Ordinal) ? "HTTP/1.1" : line[..VersionLength];
        if (version is not ("HTTP/1.1" or "HTTP/1.0"))
            Flaws.Add($"The status line says {version} instead of HTTP/1.1 or HTTP/1.0.");
        if (statusAt > VersionLength + 1)
            Flaws.Add("More than one blank stands before the status.");
        if (line.Length == statusAt + 3)
            Flaws.Add("No blank follows the status.");
        var digits = line.AsSpan(statusAt, 3);
        var status = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (status is < 100 or > 599)
            Flaws.Add($"The status {digits} is outside 100 to 599.");
        return message with { Version = version, Status = status, Reason = line[Math.Min(line.Length, statusAt + 4)..] };
    }

    protected override Framing Frame(HttpMessage message) => Framing.OfAnswer(message, requestMethod, Flaws);

    /// <summary>A version, blanks, three digits, and then nothing or a blank and the reason.</summary>
    static bool IsStatusLine(string line, out int statusAt)
    {
        statusAt = VersionLength;
        while (statusAt < line.Length && line[statusAt] == ' ')
            statusAt++;
        return statusAt > VersionLength
            && line.StartsWith("HTTP/", StringComparison.OrdinalIgnoreCase)
            && char.IsAsciiDigit(line[5]) && line[6] == '.' && char.IsAsciiDigit(line[7])
            && line.Length >= statusAt + 3
            && !line.AsSpan(statusAt, 3).ContainsAnyExceptInRange('0', '9')
            && (line.Length == statusAt + 3 || line[statusAt + 3] == ' ');
    }
}
