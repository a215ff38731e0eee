using System.Globalization;

namespace Conformance.Harness.Language;

/// <summary>Reads what follows <c>&gt;&gt;&gt;</c>.</summary>
static class OutgoingReader
{
    public static Outgoing? Read(ParseContext context, SourceLine line, int start, int end)
    {
        var scanner = new Scanner(context, line, start, end);
        var word = scanner.Word();
        if (!scanner.AtEnd && word.Length > 0 && !char.IsAsciiDigit(word[0]) && word is not ("raw" or "datagram" or "close"))
            return ReadRequest(context, scanner, word);
        switch (word)
        {
            case "":
                scanner.Error("send", end, "nothing is sent; '>>>' reads 'METHOD target', a command, raw, datagram, a status or close");
                return null;
            case "raw":
                return scanner.ExpectEnd("'raw'") ? new Raw() : null;
            case "datagram":
                return scanner.ExpectEnd("'datagram'") ? new Datagram() : null;
            case "close":
                return scanner.ExpectEnd("'close'") ? new CloseLine() : null;
        }
        if (char.IsAsciiDigit(word[0]))
        {
            if (word.Length == 3 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
                return new AnswerLine(status, scanner.AtEnd ? null : scanner.Rest());
            scanner.Error("status", scanner.WordStart, $"'{word}' is no status of three digits");
            return null;
        }
        if (char.IsAsciiLetterUpper(word[0]) && word.Length > 1 && word.All(char.IsAsciiLetter) && word.Any(char.IsAsciiLetterLower))
            return new Command(word);
        scanner.Error("send", scanner.WordStart, Words.IsToken(word) && word.All(c => !char.IsAsciiLetterLower(c))
            ? $"the method {word} needs a target"
            : $"'{word}' is neither a method with a target nor a command, raw, datagram, a status or close",
            Suggest.Nearest(word, ["raw", "datagram", "close"]));
        return null;
    }

    static RequestLine? ReadRequest(ParseContext context, Scanner scanner, string word)
    {
        var methodStart = scanner.WordStart;
        var methods = word.Contains('|') ? word.Split('|') : [word];
        foreach (var method in methods)
        {
            if (!Words.IsToken(method) && !IsColumn(method))
            {
                scanner.Error("send", methodStart, $"'{method}' is no method");
                return null;
            }
        }
        if (methods.Length > 1 && !context.IsClientSide)
        {
            scanner.Error("send", methodStart, "several methods stand only in scenarios with 'side client'");
            return null;
        }
        return TryReadTarget(context, scanner, out var target, out var version) ? new RequestLine([.. methods], target, version) : null;
    }

    /// <summary>A target, and the version if the line ends with one.</summary>
    public static bool TryReadTarget(ParseContext context, Scanner scanner, out Template target, out string? version)
    {
        _ = scanner.AtEnd;
        var (start, end) = (scanner.Position, scanner.End);
        var text = scanner.Line.Text.AsSpan(start, end - start);
        version = text.EndsWith(" HTTP/1.1") ? "HTTP/1.1" : text.EndsWith(" HTTP/1.0") ? "HTTP/1.0" : null;
        if (version is not null)
            end = start + text[..^version.Length].TrimEnd(' ').Length;
        target = TemplateReader.Read(context, scanner.Line, start, end);
        var blank = BlankOutsideHoles(text[..(end - start)]);
        if (blank < 0 || context.IsExpanded)
            return true;
        var extra = text[(blank + 1)..].ToString();
        scanner.Error("target", start + blank, @$"a blank in a target is written \x20; or is '{extra}' meant as 'HTTP/1.1' or 'held as p'?",
            Suggest.Nearest(extra, ["HTTP/1.1", "HTTP/1.0"]) ?? (extra.StartsWith("he", StringComparison.Ordinal) ? "held as p" : @"\x20"));
        return false;
    }

    static int BlankOutsideHoles(ReadOnlySpan<char> text)
    {
        var isInHole = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{')
                isInHole = true;
            else if (text[i] == '}')
                isInHole = false;
            else if (text[i] == ' ' && !isInHole)
                return i;
        }
        return -1;
    }

    static bool IsColumn(string word) => word.StartsWith("${", StringComparison.Ordinal) && word.EndsWith('}') && Words.IsName(word.AsSpan(2, word.Length - 3));
}
