using System.Collections.Immutable;
using System.Globalization;

namespace Conformance.Harness.Language;

/// <summary>Reads what is sent and what must come back, with the headers, the body and the clauses below it.</summary>
sealed class MessageReader(ParseContext context, LineCursor cursor)
{
    readonly PartReader parts = new(context, cursor);

    /// <summary>True when an arrow is the first word, or the second after a name, or the next after <c>or</c>.</summary>
    public static bool IsMessage(SourceLine line)
    {
        var text = line.Text.AsSpan();
        for (var words = 0; words < 3; words++)
        {
            if (IsArrow(text))
                return true;
            var blank = text.IndexOf(' ');
            if (blank < 0 || (words == 0 && text[..blank] is not "or" && Words.Statements.Contains(text[..blank].ToString())))
                return false;
            if (words == 1 && !line.Text.StartsWith("or ", StringComparison.Ordinal))
                return false;
            text = text[blank..].TrimStart(' ');
        }
        return false;
    }

    public Statement? Read(SourceLine line)
    {
        var (scanner, tag) = TagReader.Split(context, line, 0);
        if (line.Text.StartsWith("or ", StringComparison.Ordinal))
        {
            context.Error("or", line, 0, line.AfterBlank
                ? "a blank line ended the answer above; 'or' has nothing to be an alternative of"
                : "'or' has no answer above it to be an alternative of");
            return null;
        }
        if (!TryReadActor(scanner, out var actor))
            return null;
        if (scanner.PeekSpan() is ">>>")
            return ReadSent(scanner, actor, tag);
        var first = ReadExpectation(scanner, actor, tag, inheritsActor: false);
        var options = ImmutableArray.CreateBuilder<Expectation>();
        if (first is not null)
            options.Add(first);
        while (!cursor.AtEnd && cursor.Peek is { Indent: 0, AfterBlank: false } next
            && next.Text.StartsWith("or ", StringComparison.Ordinal) && IsMessage(next))
        {
            cursor.Take();
            if (ReadAlternative(next, actor) is { } option)
                options.Add(option);
        }
        return options.Count == 0 ? null : new Received(line.Number, actor, options.ToImmutable());
    }

    Expectation? ReadAlternative(SourceLine line, string? speaker)
    {
        var (scanner, tag) = TagReader.Split(context, line, 3);
        if (!TryReadActor(scanner, out var actor))
            return null;
        if (scanner.PeekSpan() is ">>>")
        {
            scanner.Error("or", 0, "only what comes back has alternatives; we send one thing");
            cursor.SkipDeeperThan(0);
            return null;
        }
        if (actor is not null && actor != speaker)
            scanner.Error("or", 3, $"an alternative has the speaker of the answer above it, {(speaker is null ? "who is not named" : $"'{speaker}'")}", speaker);
        return ReadExpectation(scanner, speaker, tag, inheritsActor: actor is null);
    }

    bool TryReadActor(Scanner scanner, out string? actor)
    {
        actor = null;
        if (IsArrow(scanner.PeekSpan()))
            return true;
        actor = scanner.Word();
        if (Words.IsName(actor))
            return true;
        scanner.Error("name", scanner.WordStart, $"'{actor}' is no name: a letter, then letters, digits and _");
        return false;
    }

    static bool IsArrow(ReadOnlySpan<char> text) =>
        (text.StartsWith(">>>") || text.StartsWith("<<<")) && (text.Length == 3 || text[3] == ' ');

    Sent? ReadSent(Scanner scanner, string? actor, Tag? tag)
    {
        scanner.Word();
        context.MayCapture = context.IsClientSide;
        var end = scanner.End;
        var held = TakeHeld(scanner, ref end);
        var what = OutgoingReader.Read(context, scanner.Line, scanner.Position, end);
        if (what is null || held is "")
        {
            cursor.SkipDeeperThan(0);
            return null;
        }
        var (headers, body, clauses) = parts.Read(tag, isRequest: !context.IsClientSide);
        context.MayCapture = false;
        return new Sent(scanner.Line.Number, actor, what, held, headers, body, clauses) { OwnTag = tag, Tag = tag };
    }

    /// <summary>Cuts <c>held as NAME</c> off the end; an empty name means that it could not be read.</summary>
    static string? TakeHeld(Scanner scanner, ref int end)
    {
        const string Mark = " held as ";
        var text = scanner.Line.Text.AsSpan(0, end);
        var at = text.LastIndexOf(Mark);
        if (at < scanner.Position)
            return null;
        var name = text[(at + Mark.Length)..].Trim(' ');
        end = at;
        if (Words.IsName(name) && !Words.Reserved.Contains(name.ToString()))
            return name.ToString();
        scanner.Error("name", at + Mark.Length, $"'{name}' is no name: a letter, then letters, digits and _");
        return "";
    }

    Expectation? ReadExpectation(Scanner scanner, string? actor, Tag? tag, bool inheritsActor)
    {
        scanner.Word();
        context.MayCapture = true;
        var what = IncomingReader.Read(context, scanner);
        if (what is null)
        {
            cursor.SkipDeeperThan(0);
            return null;
        }
        var (headers, body, clauses) = parts.Read(tag, isRequest: false);
        context.MayCapture = false;
        return new Expectation(scanner.Line.Number, actor, what, tag, tag, headers, body, clauses) { InheritsActor = inheritsActor };
    }
}

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

/// <summary>Reads what follows <c>&lt;&lt;&lt;</c>.</summary>
static class IncomingReader
{
    public static Incoming? Read(ParseContext context, Scanner scanner)
    {
        if (scanner.AtEnd)
        {
            scanner.Error("expect", scanner.End, "nothing is expected; '<<<' reads a status, 'METHOD target', nothing or closed");
            return null;
        }
        var position = scanner.Position;
        if (char.IsAsciiDigit(scanner.Line.Text[position]) || scanner.Line.Text[position] == '$')
        {
            if (StatusReader.Read(context, scanner) is not { } statuses)
                return null;
            return new StatusLine(statuses, scanner.AtEnd ? null : scanner.Rest());
        }
        var word = scanner.Word();
        if (!scanner.AtEnd && Words.IsToken(word) && word is not ("nothing" or "closed"))
            return OutgoingReader.TryReadTarget(context, scanner, out var target, out var version)
                ? new ArrivalLine(word, target) { Version = version }
                : null;
        if (word is "nothing" or "closed")
            return !scanner.ExpectEnd($"'{word}'") ? null : word == "nothing" ? new NothingLine() : new ClosedLine();
        scanner.Error("expect", scanner.WordStart, $"'{word}' is neither a status nor a method with a target, nor nothing or closed",
            Suggest.Nearest(word, ["nothing", "closed"]));
        return null;
    }
}
