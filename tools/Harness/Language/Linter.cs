using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>The rules that a file must keep beyond its grammar: names, tags, catalogues, form.</summary>
/// <remarks>
/// Works on the file as written; columns of a sweep stand for whatever their cells hold. Each diagnostic has a stable code:
/// errors blank, tab, cr, file-name, field-missing, needs, fault, reason, requirement, face, level, reading,
/// reading-family, note, row, untagged, tag-on-request, tag-on-condition, name-unbound, name-twice, name-scope, actor,
/// held, sentence; warnings capture-unused, row-unused, long-wait, equal-lines, status-span, note-only, raw-ordinary,
/// no-barrier, clock-cost.
/// </remarks>
public static class Linter
{
    static readonly ImmutableArray<string> RequiredFields = ["title", "source", "needs", "catches"];

    public static ImmutableArray<Diagnostic> Lint(ScenarioFile file, ILintCatalogue catalogue, IVocabulary vocabulary)
    {
        var report = new LintReport(file);
        Characters(report);
        if (file.IsRecording)
            return report.ToImmutable();
        Head(report, catalogue);
        TagLint.Check(report, catalogue);
        ScopeLint.Check(report, vocabulary);
        ShapeLint.Check(report);
        return report.ToImmutable();
    }

    static void Characters(LintReport report)
    {
        for (var i = 0; i < report.File.Lines.Length; i++)
        {
            var line = report.File.Lines[i];
            if (line.EndsWith('\r'))
                report.Error("cr", i + 1, line.Length - 1, @"the line ends with a carriage return; one that belongs to a value is written \r");
            else if (line.EndsWith(' '))
                report.Error("blank", i + 1, line.TrimEnd(' ').Length, @"blanks at the end of the line; one that belongs to a value is written \x20");
            if (line.IndexOf('\t') is var tab && tab >= 0)
                report.Error("tab", i + 1, tab, @"a tab; one that belongs to a value is written \t");
        }
    }

    static void Head(LintReport report, ILintCatalogue catalogue)
    {
        var file = report.File;
        if (Path.GetFileName(file.Path) != $"{file.Id}.scenario")
            report.ErrorAt("file-name", 1, file.Id, $"the file is named {Path.GetFileName(file.Path)}; its id wants {file.Id}.scenario");
        foreach (var name in RequiredFields.Where(name => file[name] is null))
            report.Error("field-missing", 1, 0, $"the field '{name}' is missing");
        foreach (var field in file.Fields)
        {
            if (field.Name == "needs")
                Known(report, "needs", field.Line, file.Needs, catalogue.Needs, "need");
            else if (field.Name == "catches")
                Known(report, "fault", field.Line, file.Catches, catalogue.Faults, "seeded fault");
        }
        foreach (var sweep in file.Statements.OfType<Sweep>())
        {
            foreach (var row in sweep.Rows)
            {
                Known(report, "needs", row.Line, Cell(sweep, row, "needs").SelectMany(c => c.Split(',', StringSplitOptions.TrimEntries)), catalogue.Needs, "need");
                Known(report, "reading", row.Line, Cell(sweep, row, "reading"), catalogue.Readings, "catalogued reading");
            }
        }
    }

    static IEnumerable<string> Cell(Sweep sweep, Row row, string column) =>
        sweep.Columns.IndexOf(column) is var index && index >= 0 && row.Cells[index].Length > 0 ? [row.Cells[index]] : [];

    static void Known(
        LintReport report, string code, int line, IEnumerable<string> words, IReadOnlyCollection<string> known, string noun)
    {
        foreach (var word in words.Where(word => !known.Contains(word)))
            report.ErrorAt(code, line, word, $"'{word}' is no {noun}", Suggest.Nearest(word, known));
    }
}

/// <summary>Gathers what lint finds in one file.</summary>
sealed class LintReport(ScenarioFile file)
{
    readonly List<Diagnostic> found = [];

    public ScenarioFile File { get; } = file;

    /// <param name="column">From 0.</param>
    public void Error(string code, int line, int column, string message, string? suggestion = null) =>
        Add(Severity.Error, code, line, column, message, suggestion);

    /// <summary>With the caret under a word of the line.</summary>
    public void ErrorAt(string code, int line, string word, string message, string? suggestion = null) =>
        Add(Severity.Error, code, line, ColumnOf(line, word), message, suggestion);

    public void WarnAt(string code, int line, string word, string message) =>
        Add(Severity.Warning, code, line, ColumnOf(line, word), message, null);

    public ImmutableArray<Diagnostic> ToImmutable() => [.. found.OrderBy(d => d.Line).ThenBy(d => d.Column)];

    void Add(Severity severity, string code, int line, int column, string message, string? suggestion) =>
        found.Add(new Diagnostic(severity, code, File.Path, line, column + 1, message, suggestion, Text(line)));

    string Text(int line) => line >= 1 && line <= File.Lines.Length ? File.Lines[line - 1] : "";

    /// <summary>Where the word stands whole; else its first letters; else the first mark of the line.</summary>
    int ColumnOf(int line, string word)
    {
        var text = Text(line);
        for (var at = Find(text, word, 0); at >= 0 && word.Length > 0; at = Find(text, word, at + 1))
        {
            var end = at + word.Length;
            if ((at == 0 || !Words.IsNamePart(text[at - 1])) && (end == text.Length || !Words.IsNamePart(text[end])))
                return at;
        }
        return Math.Max(0, Find(text, word, 0) is var any && any >= 0 ? any : text.Length - text.TrimStart(' ').Length);
    }

    static int Find(string text, string word, int from) =>
        from > text.Length ? -1 : text.IndexOf(word, from, StringComparison.Ordinal);
}
