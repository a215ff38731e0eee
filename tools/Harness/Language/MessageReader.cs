using System.Collections.Immutable;

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
