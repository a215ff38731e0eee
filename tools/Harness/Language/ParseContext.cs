using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>What the readers of one file share: where they are, what they found wrong.</summary>
/// <param name="isExpanded">The lines are those of a row of a sweep: cells are put in.</param>
/// <param name="rowTag">What <c># row</c> stands for, once a row is chosen.</param>
sealed class ParseContext(string path, bool isExpanded, Tag? rowTag)
{
    /// <summary>More errors than anyone reads; a file that is no scenario ends here.</summary>
    const int DiagnosticsMax = 100;

    readonly List<Diagnostic> diagnostics = [];

    public string Path { get; } = path;

    public bool IsExpanded { get; } = isExpanded;

    public Tag? RowTag { get; } = rowTag;

    public bool IsRecording { get; set; }

    public bool IsClientSide { get; set; }

    /// <summary>Prefixes that trees may use: the fixed ones and those of the head.</summary>
    public HashSet<string> Prefixes { get; } = [.. Words.Prefixes];

    /// <summary>Whether a hole may take a value out where we read now. A request cannot.</summary>
    public bool MayCapture { get; set; }

    public bool HasErrors => diagnostics.Count > 0;

    public ImmutableArray<Diagnostic> Diagnostics => [.. diagnostics.OrderBy(d => d.Line)];

    /// <param name="column">From 0, as an index into the line.</param>
    public void Error(string code, SourceLine line, int column, string message, string? suggestion = null) =>
        Error(code, line.Number, column, line.Text, message, suggestion);

    public void Error(string code, int line, int column, string text, string message, string? suggestion = null)
    {
        if (diagnostics.Count < DiagnosticsMax)
            diagnostics.Add(new Diagnostic(Severity.Error, code, Path, line, column + 1, message, suggestion, text));
    }
}

/// <summary>Reads the words of one line, left to right, up to its tag.</summary>
sealed class Scanner(ParseContext context, SourceLine line, int start, int end)
{
    public SourceLine Line => line;

    /// <summary>Index of what is read next.</summary>
    public int Position { get; private set; } = start;

    public int End { get; } = end;

    /// <summary>Where the word read last begins.</summary>
    public int WordStart { get; private set; } = start;

    public bool AtEnd
    {
        get
        {
            SkipBlanks();
            return Position >= End;
        }
    }

    /// <summary>The next word, or nothing at the end.</summary>
    public string Word()
    {
        var word = PeekSpan();
        WordStart = Position;
        Position += word.Length;
        return word.ToString();
    }

    public ReadOnlySpan<char> PeekSpan()
    {
        SkipBlanks();
        var rest = line.Text.AsSpan(Position, End - Position);
        var blank = rest.IndexOf(' ');
        return blank < 0 ? rest : rest[..blank];
    }

    /// <summary>Steps over a word if it comes next.</summary>
    public bool Take(string word)
    {
        if (!PeekSpan().SequenceEqual(word))
            return false;
        WordStart = Position;
        Position += word.Length;
        return true;
    }

    /// <summary>Steps over one mark if it comes next, with or without blanks around it.</summary>
    public bool TakeMark(char mark)
    {
        if (AtEnd || line.Text[Position] != mark)
            return false;
        WordStart = Position++;
        return true;
    }

    /// <summary>A name, ended by whatever is no letter, digit or underscore; nothing when there is none.</summary>
    public string Name()
    {
        SkipBlanks();
        WordStart = Position;
        while (Position < End && Words.IsNamePart(line.Text[Position]))
            Position++;
        return line.Text[WordStart..Position];
    }

    /// <summary>What is left, without the blanks before it.</summary>
    public string Rest()
    {
        SkipBlanks();
        WordStart = Position;
        Position = End;
        return line.Text[WordStart..End];
    }

    /// <summary>What is left as a template.</summary>
    public Template Template()
    {
        SkipBlanks();
        WordStart = Position;
        Position = End;
        return TemplateReader.Read(context, line, WordStart, End);
    }

    public void Back(int position) => Position = position;

    public void Error(string code, int column, string message, string? suggestion = null) =>
        context.Error(code, line, column, message, suggestion);

    /// <summary>Refuses what is left on the line, if anything is.</summary>
    public bool ExpectEnd(string what)
    {
        if (AtEnd)
            return true;
        Error("extra", Position, $"nothing follows {what}; this is '{line.Text[Position..End]}'");
        return false;
    }

    void SkipBlanks()
    {
        while (Position < End && line.Text[Position] == ' ')
            Position++;
    }
}
