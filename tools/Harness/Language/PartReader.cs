using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Reads what hangs below the first line of a message: headers, body, clauses, in this order.</summary>
sealed class PartReader(ParseContext context, LineCursor cursor)
{
    const int ClauseIndent = 2;
    const int WireIndent = 4;

    readonly ClauseReader clauses = new(context, cursor);

    public (ImmutableArray<Choice<HeaderLine>> Headers, Body? Body, ImmutableArray<Choice<Clause>> Clauses) Read(
        Tag? inherited, bool isRequest)
    {
        var headers = new ChoiceBuilder<HeaderLine>();
        var body = ImmutableArray.CreateBuilder<BodyLine>();
        var found = new ChoiceBuilder<Clause>();
        while (cursor.InStatement)
        {
            var line = cursor.Take();
            if (line.Indent == ClauseIndent)
                clauses.Read(line, inherited, isRequest, found);
            else if (line.Indent != WireIndent)
            {
                context.Error("indent", line, line.Indent,
                    "below a message two blanks start a clause and four a header or a body line");
                cursor.SkipDeeperThan(line.Indent);
            }
            else if (found.Count > 0)
                context.Error("order", line, line.Indent, "headers and body stand before the clauses");
            else if (BodyReader.IsBody(line))
                ReadBody(line, body);
            else if (body.Count > 0)
                context.Error("order", line, line.Indent, "headers stand before the body; a body line starts with |, ||, |- or 0x");
            else if (HeaderReader.Read(context, line, inherited) is var (isAlternative, header) && header is not null)
                AddHeader(line, isAlternative, header, isRequest, headers);
        }
        return (headers.ToImmutable(), body.Count == 0 ? null : new Body(body.ToImmutable()), found.ToImmutable());
    }

    void AddHeader(SourceLine line, bool isAlternative, HeaderLine header, bool isRequest, ChoiceBuilder<HeaderLine> headers)
    {
        if (isRequest && (isAlternative || header.Form is not (HeaderForm.Is or HeaderForm.Absent)))
            context.Error("header-in-request", line, line.Indent,
                "a header that is sent reads 'Name: value' or 'no Name'; 'or', 'exactly', '?:', 'has' and 'lacks' judge what is received");
        else if (!headers.Add(isAlternative, header))
            context.Error("or", line, line.Indent, "'or' has no header above it to be an alternative of");
    }

    void ReadBody(SourceLine line, ImmutableArray<BodyLine>.Builder body)
    {
        if (body.Count > 0 && line.AfterComment)
            context.Error("comment-in-body", line, line.Indent, "a comment stands inside this body; put it above the first line of the body");
        if (BodyReader.Read(context, line) is { } read)
            body.Add(read);
    }
}

/// <summary>Reads a header line and its own way to be judged.</summary>
static class HeaderReader
{
    public static (bool IsAlternative, HeaderLine? Header) Read(ParseContext context, SourceLine line, Tag? inherited)
    {
        var (scanner, own) = TagReader.Split(context, line, line.Indent);
        var isAlternative = scanner.Take("or");
        var tag = own ?? inherited;
        var word = scanner.Word();
        var start = scanner.WordStart;
        if (word == "no" && !scanner.AtEnd)
        {
            var absent = scanner.Word();
            if (!IsHeaderName(context, line, absent, scanner.WordStart) || !scanner.ExpectEnd("the name of a header that must be absent"))
                return (isAlternative, null);
            return (isAlternative, new HeaderLine(line.Number, HeaderForm.Absent, absent, Template.Empty, own, tag));
        }
        var isExact = word == "exactly" && !scanner.AtEnd;
        if (isExact)
            (word, start) = (scanner.Word(), scanner.WordStart);
        var colon = word.IndexOf(':');
        if (colon < 0)
            return (isAlternative, ReadMember(context, scanner, word, start, own, tag));
        scanner.Back(start + colon + 1);
        var isOptional = !isExact && colon > 0 && word[colon - 1] == '?';
        var name = word[..(isOptional ? colon - 1 : colon)];
        if (!IsHeaderName(context, line, name, start))
            return (isAlternative, null);
        var value = scanner.Template();
        return (isAlternative, new HeaderLine(
            line.Number, isExact ? HeaderForm.Exactly : isOptional ? HeaderForm.IsIfPresent : HeaderForm.Is, name, value, own, tag));
    }

    static HeaderLine? ReadMember(ParseContext context, Scanner scanner, string name, int start, Tag? own, Tag? tag)
    {
        var line = scanner.Line;
        HeaderForm? form = scanner.Take("has") ? HeaderForm.Has : scanner.Take("lacks") ? HeaderForm.Lacks : null;
        if (form is null)
        {
            var second = scanner.PeekSpan().ToString();
            context.Error("header", line, start,
                "a header line reads 'Name: value', 'exactly Name: value', 'Name?: value', 'Name has member', 'Name lacks member' "
                    + "or 'no Name'",
                second.StartsWith(':') ? $"{name}:" : second.Length == 0 ? null : Suggest.Nearest(second, ["has", "lacks"]) ?? Suggest.Nearest(name, ["no", "or"]));
            return null;
        }
        if (!IsHeaderName(context, line, name, start))
            return null;
        if (!scanner.AtEnd)
            return new HeaderLine(line.Number, form.Value, name, scanner.Template(), own, tag);
        context.Error("header", line, scanner.End, form == HeaderForm.Has
            ? "'has' needs the member that the list must hold"
            : "'lacks' needs the member that the list must not hold");
        return null;
    }

    static bool IsHeaderName(ParseContext context, SourceLine line, string name, int at)
    {
        if (Words.IsToken(name))
            return true;
        context.Error("header", line, at, $"'{name}' cannot be the name of a header; bytes beside HTTP go into a 'raw' message");
        return false;
    }
}

/// <summary>Reads the lines of a body.</summary>
static class BodyReader
{
    public static bool IsBody(SourceLine line) => Margin(line) is not null;

    static string? Margin(SourceLine line)
    {
        var text = line.Text.AsSpan(line.Indent);
        var blank = text.IndexOf(' ');
        return (blank < 0 ? text : text[..blank]) switch { "|" => "|", "||" => "||", "|-" => "|-", "0x" => "0x", _ => null };
    }

    public static BodyLine? Read(ParseContext context, SourceLine line)
    {
        var margin = Margin(line)!;
        if (line.HadBlanks && margin != "0x" && line.Text.Length > line.Indent + margin.Length)
        {
            context.Error("trailing-blank", line, line.Text.Length, @"a blank at the end of a body line cannot be seen; write \x20 or \t, or take it away");
            return null;
        }
        var start = Math.Min(line.Text.Length, line.Indent + margin.Length + 1);
        if (margin == "0x")
            return ReadHex(context, line, start);
        return new TextBodyLine(line.Number, margin, TemplateReader.Read(context, line, start, line.Text.Length));
    }

    static HexBodyLine? ReadHex(ParseContext context, SourceLine line, int start)
    {
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var bytes = new List<byte>();
        var scanner = new Scanner(context, line, start, line.Text.Length);
        while (!scanner.AtEnd)
        {
            var word = scanner.PeekSpan();
            if (word.Length == 2 && byte.TryParse(word, System.Globalization.NumberStyles.AllowHexSpecifier,
                System.Globalization.CultureInfo.InvariantCulture, out var b))
            {
                bytes.Add(b);
                scanner.Back(scanner.Position + 2);
            }
            else if (ReadHole(context, scanner) is { } hole)
            {
                if (bytes.Count > 0)
                    parts.Add(new LiteralPart([.. bytes]));
                bytes.Clear();
                parts.Add(hole);
            }
            else
                return null;
        }
        if (bytes.Count > 0)
            parts.Add(new LiteralPart([.. bytes]));
        return new HexBodyLine(line.Number, new Template(line.Text[start..], parts.ToImmutable()));
    }

    static TemplatePart? ReadHole(ParseContext context, Scanner scanner)
    {
        var start = scanner.Position;
        var text = scanner.Line.Text;
        if (!scanner.PeekSpan().StartsWith("${"))
        {
            context.Error("hex", scanner.Line, start, $"'{scanner.Word()}' is no byte: two hexadecimal digits each, blanks between, or a hole");
            return null;
        }
        var close = text.IndexOf('}', start);
        if (close < 0)
        {
            context.Error("hole", scanner.Line, start, "this hole is never closed: a } is missing");
            return null;
        }
        scanner.Back(close + 1);
        return HoleReader.Read(context, scanner.Line, start + 2, close);
    }
}
