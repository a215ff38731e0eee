using System.Text;

namespace Conformance.Harness.Language;

/// <summary>The page that a printer fills: puts comments and blank lines back between the lines, and tags at their column.</summary>
sealed class Page(ScenarioFile file)
{
    public const int TagColumn = 60;

    readonly StringBuilder text = new();
    int sourceLine = 1;
    int nextComment;

    /// <param name="line">Where it stood; what stood between there and the line before is put back first.</param>
    /// <param name="tagColumn">From 0; the tag stands two blanks after longer content.</param>
    public void Write(int line, int indent, string content, Tag? tag, int tagColumn = TagColumn)
    {
        PutBack(line);
        var start = text.Length;
        text.Append(' ', indent).Append(content);
        if (tag is not null)
        {
            var width = text.Length - start;
            text.Append(' ', Math.Max(2, tagColumn - width)).Append("# ").Append(LineText.Of(tag));
        }
        text.Append('\n');
        sourceLine = Math.Max(sourceLine, line + 1);
    }

    public string Finish()
    {
        PutBack(file.Lines.Length + 1);
        while (text.Length > 1 && text[^1] == '\n' && text[^2] == '\n')
            text.Length--;
        return text.ToString();
    }

    void PutBack(int until)
    {
        while (sourceLine < until)
        {
            if (nextComment < file.Comments.Length && file.Comments[nextComment].Line == sourceLine)
            {
                var comment = file.Comments[nextComment++];
                text.Append(' ', comment.Indent).Append(comment.Text).Append('\n');
            }
            else if (IsBlank(sourceLine) && text.Length > 0 && !EndsWithBlankLine())
                text.Append('\n');
            sourceLine++;
        }
    }

    bool IsBlank(int line) => line <= file.Lines.Length && string.IsNullOrWhiteSpace(file.Lines[line - 1]);

    bool EndsWithBlankLine() => text.Length > 1 && text[^1] == '\n' && text[^2] == '\n';
}
