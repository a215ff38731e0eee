using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>A line that is neither blank nor comment, without the blanks at its end.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Indent">Blanks before the first mark.</param>
/// <param name="AfterBlank">A blank line stands above, so the statement above has ended.</param>
/// <param name="AfterComment">A comment stands right above.</param>
/// <param name="HadBlanks">Blanks or tabs were cut off the end.</param>
readonly record struct SourceLine(
    int Number, int Indent, string Text, bool AfterBlank, bool AfterComment, bool HadBlanks = false)
{
    /// <summary>Sorts lines into those that speak and comments; blank lines leave only a mark.</summary>
    public static (List<SourceLine> Lines, ImmutableArray<Comment> Comments) Sort(ImmutableArray<string> source)
    {
        var lines = new List<SourceLine>(source.Length);
        var comments = ImmutableArray.CreateBuilder<Comment>();
        bool afterBlank = false, afterComment = false;
        for (var i = 0; i < source.Length; i++)
        {
            var text = source[i];
            var hadBlanks = text.Length > 0 && text.AsSpan().TrimEnd('\r') is var kept && kept.Length > 0 && kept[^1] is ' ' or '\t';
            if (text.Length > 0 && text[^1] is ' ' or '\r' or '\t')
                text = text.TrimEnd(' ', '\r', '\t');
            var indent = 0;
            while (indent < text.Length && text[indent] == ' ')
                indent++;
            if (text.Length == 0)
            {
                afterBlank = true;
                afterComment = false;
            }
            else if (text[indent] == '#')
            {
                comments.Add(new Comment(i + 1, indent, text[indent..]));
                afterComment = true;
            }
            else
            {
                lines.Add(new SourceLine(i + 1, indent, text, afterBlank, afterComment, hadBlanks));
                afterBlank = afterComment = false;
            }
        }
        return (lines, comments.ToImmutable());
    }
}

/// <summary>Walks over the lines of a file. Looks one line ahead, never further.</summary>
sealed class LineCursor(List<SourceLine> lines)
{
    int next;

    public bool AtEnd => next >= lines.Count;

    public SourceLine Peek => lines[next];

    public SourceLine Take() => lines[next++];

    /// <summary>True when the next line belongs to the statement above it.</summary>
    public bool InStatement => !AtEnd && Peek.Indent > 0 && !Peek.AfterBlank;

    /// <summary>Steps over what belongs to a line that could not be read, so that the next report is about something else.</summary>
    public void SkipDeeperThan(int indent)
    {
        while (!AtEnd && Peek.Indent > indent && !Peek.AfterBlank)
            next++;
    }
}
