using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Reads the right margin: two blanks, <c># </c>, and what the line judges.</summary>
static class TagReader
{
    const string Hint = "after two blanks a # starts a tag such as '# MUST POLL-03', '# setup' or '# row'; write \\# for a plain #";

    /// <summary>The content of a line and its tag.</summary>
    public static (Scanner Content, Tag? Tag) Split(ParseContext context, SourceLine line, int start)
    {
        var mark = line.Text.AsSpan(start).IndexOf("  #");
        if (mark < 0)
            return (new Scanner(context, line, start, line.Text.Length), null);
        var end = start + mark;
        var tag = Read(context, line, end + 2);
        while (end > start && line.Text[end - 1] == ' ')
            end--;
        return (new Scanner(context, line, start, end), tag);
    }

    /// <summary>The content of a line that carries no tag by its nature.</summary>
    public static Scanner Untagged(ParseContext context, SourceLine line, int start, string what)
    {
        var mark = line.Text.AsSpan(start).IndexOf("  #");
        if (mark >= 0)
            context.Error("tag-place", line, start + mark + 2, $"{what} judges nothing and takes no tag; write \\# for a plain #");
        return new Scanner(context, line, start, mark < 0 ? line.Text.Length : start + mark);
    }

    static Tag? Read(ParseContext context, SourceLine line, int mark)
    {
        var scanner = new Scanner(context, line, mark + 1, line.Text.Length);
        if (mark + 1 >= line.Text.Length || line.Text[mark + 1] != ' ')
        {
            context.Error("tag", line, mark, Hint);
            return null;
        }
        if (context.IsRecording)
        {
            context.Error("tag-place", line, mark, "a recording judges nothing and takes no tags; write \\# for a plain #");
            return null;
        }
        var source = line.Text[(mark + 2)..].Trim();
        if (source is "setup")
            return new Tag(TagKind.Setup, [], source);
        if (source is "row")
            return context.RowTag ?? new Tag(TagKind.Row, [], source);
        var judgements = ImmutableArray.CreateBuilder<Judgement>();
        do
        {
            if (ReadJudgement(scanner) is not { } judgement)
                return null;
            judgements.Add(judgement);
        }
        while (scanner.TakeMark(';'));
        return scanner.ExpectEnd("a tag") ? new Tag(TagKind.Judges, judgements.ToImmutable(), source) : null;
    }

    static Judgement? ReadJudgement(Scanner scanner)
    {
        var word = scanner.Word();
        if (LevelOf(word) is not { } level)
        {
            scanner.Error("tag", scanner.WordStart, word.Length == 0
                ? "a level and an id are missing" : $"'{word}' is no level; {Hint}",
                Suggest.Nearest(word, Words.Levels.Append("setup").Append("row")));
            return null;
        }
        var requirements = ImmutableArray.CreateBuilder<string>();
        do
        {
            var id = Id(scanner);
            if (id == "NOT")
            {
                scanner.Error("tag", scanner.WordStart, $"{word} NOT is a {word} on an absence: leave NOT away");
                return null;
            }
            if (id.Length == 0 || !id.Contains('-'))
            {
                scanner.Error("tag", scanner.WordStart, $"'{id}' is no requirement id; ids look like POLL-03");
                return null;
            }
            requirements.Add(id);
        }
        while (scanner.TakeMark(','));
        if (!TryReadOption(scanner, "reading", out var reading) || !TryReadOption(scanner, "note", out var note))
            return null;
        if (!scanner.AtEnd && scanner.Line.Text[scanner.Position] != ';')
        {
            var position = scanner.Position;
            var extra = scanner.Word();
            scanner.Error("tag", position, $"'{extra}' is out of place; a tag goes on with ', ID', 'reading R', 'note CODE' or '; LEVEL ID'",
                Suggest.Nearest(extra, ["reading", "note"]));
            return null;
        }
        return new Judgement(level, requirements.ToImmutable(), reading, note);
    }

    static bool TryReadOption(Scanner scanner, string word, out string? value)
    {
        value = null;
        if (!scanner.Take(word))
            return true;
        value = Id(scanner);
        if (value.Length > 0)
            return true;
        scanner.Error("tag", scanner.Position, $"a {word} needs its name");
        return false;
    }

    /// <summary>A word that ends at a blank, a comma or a semicolon.</summary>
    static string Id(Scanner scanner)
    {
        var word = scanner.Word();
        var cut = word.AsSpan().IndexOfAny(',', ';');
        if (cut < 0)
            return word;
        scanner.Back(scanner.WordStart + cut);
        return word[..cut];
    }

    static Level? LevelOf(string word) => word switch
    {
        "MUST" => Level.Must,
        "SHOULD" => Level.Should,
        "MAY" => Level.May,
        "OBS" => Level.Observed,
        _ => null,
    };
}
