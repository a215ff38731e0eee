using System.Collections.Immutable;
using System.Text;

namespace Conformance.Harness.Language;

/// <summary>Writes a file in its one canonical layout; <c>fmt</c> does nothing else.</summary>
/// <remarks>
/// Layout only: values, the spelling and order of headers, alternatives and body breaks stay as written. Blank lines and
/// comments are those of <see cref="ScenarioFile.Lines"/>, several blank lines become one.
/// </remarks>
public static class ScenarioPrinter
{
    public static string Print(ScenarioFile file)
    {
        var page = new Page(file);
        page.Write(1, 0, $"{(file.IsRecording ? "recording" : "scenario")} {file.Id}", null);
        PrintFields(page, file);
        foreach (var statement in file.Statements)
            Print(page, statement);
        return page.Finish();
    }

    static void PrintFields(Page page, ScenarioFile file)
    {
        var order = file.IsRecording ? Words.RecordingFields : Words.ScenarioFields;
        // A comment above a field goes where the field goes; line by line they may change places.
        var lines = file.Fields.Select(f => f.Line).Order().ToArray();
        var sorted = file.Fields.OrderBy(f => order.IndexOf(f.Name)).ToArray();
        var moved = !sorted.Select(f => f.Line).SequenceEqual(lines);
        for (var i = 0; i < sorted.Length; i++)
            page.Write(moved ? lines[i] : sorted[i].Line, 2, $"{sorted[i].Name,-8} {Text(sorted[i])}", null);
    }

    static string Text(Field field) => field.Name != "prefix" ? field.Text
        : string.Join(" = ", field.Text.Split('=', 2, StringSplitOptions.TrimEntries));

    static void Print(Page page, Statement statement)
    {
        switch (statement)
        {
            case Given given:
                var width = given.Bindings.Max(b => b.Name.Length);
                PrintList(page, statement, given.Bindings, b => b.Line, b => $"{b.Name.PadRight(width)} = {b.Sentence.Source}", _ => null);
                break;
            case When happening:
                var named = happening.Events.Max(e => e.Name?.Length ?? 0);
                PrintList(page, statement, happening.Events, e => e.Line,
                    e => e.Name is null ? e.Sentence.Source : $"{e.Name.PadRight(named)} = {e.Sentence.Source}", _ => null);
                break;
            case Still still:
                PrintList(page, statement, still.Held, h => h.Line, h => $"{h.Name} is open", h => h.OwnTag);
                break;
            case Check check:
                PrintList(page, statement, check.Relations, r => r.Line, LineText.Of, r => r.OwnTag);
                break;
            case Then then:
                page.Write(then.Line, 0, $"then   +{then.Amount.Source}{then.Unit}", null);
                break;
            case Hangup hangup:
                page.Write(hangup.Line, 0, $"hangup {hangup.Name}", null);
                break;
            case Sweep sweep:
                SweepPrinter.Print(page, sweep);
                break;
            case Finally or Expect or Until:
                page.Write(statement.Line, 0, statement.GetType().Name.ToLowerInvariant(), null);
                break;
            case Whenever whenever:
                page.Write(whenever.Line, 0, whenever.Start ? "whenever start" : "whenever", null);
                break;
            case Sent sent:
                page.Write(sent.Line, 0, LineText.Of(sent), sent.OwnTag);
                PrintParts(page, sent.Headers, sent.Body, sent.Clauses);
                break;
            case Received received:
                PrintReceived(page, received);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(statement), statement, "an unknown statement");
        }
    }

    static void PrintList<T>(
        Page page, Statement statement, ImmutableArray<T> items, Func<T, int> line, Func<T, string> text, Func<T, Tag?> tag)
    {
        var word = statement.GetType().Name.ToLowerInvariant();
        foreach (var item in items)
        {
            page.Write(line(item), 0, word.PadRight(7) + text(item), tag(item));
            word = "";
        }
    }

    static void PrintReceived(Page page, Received received)
    {
        var or = "";
        foreach (var option in received.Options)
        {
            page.Write(option.Line, 0, or + LineText.Of(option), option.OwnTag);
            PrintParts(page, option.Headers, option.Body, option.Clauses);
            or = "or ";
        }
    }

    static void PrintParts(Page page, ImmutableArray<Choice<HeaderLine>> headers, Body? body, ImmutableArray<Choice<Clause>> clauses)
    {
        foreach (var (or, header) in Flat(headers))
            page.Write(header.Line, 4, or + LineText.Of(header), header.OwnTag);
        foreach (var line in body?.Lines ?? [])
            page.Write(line.Line, 4, LineText.Of(line), null);
        foreach (var (or, clause) in Flat(clauses))
        {
            page.Write(clause.Line, 2, or + LineText.Of(clause), clause.OwnTag);
            PrintBelow(page, clause);
        }
    }

    static void PrintBelow(Page page, Clause clause)
    {
        switch (clause)
        {
            case TreeClause tree:
                PrintTree(page, 4, tree.Nodes);
                break;
            case PropertiesClause properties:
                PrintTree(page, 4, properties.Nodes);
                break;
            case MultistatusClause multistatus:
                foreach (var (or, part) in Flat(multistatus.Parts))
                    page.Write(part.Line, 4, or + LineText.Of(part), part.OwnTag);
                break;
            case ManifestClause manifest:
                foreach (var (or, row) in Flat(manifest.Lines))
                {
                    page.Write(row.Line, 4, or + LineText.Of(row), row.OwnTag);
                    if (row is ManifestRow { Nodes: var nodes })
                        PrintTree(page, 6, nodes);
                }
                break;
            default:
                break;
        }
    }

    static void PrintTree(Page page, int indent, ImmutableArray<Choice<Node>> nodes)
    {
        foreach (var (or, node) in Flat(nodes))
        {
            page.Write(node.Line, indent, or + LineText.Of(node), node.OwnTag);
            PrintTree(page, indent + 2, node.Children);
        }
    }

    static IEnumerable<(string Or, T Item)> Flat<T>(ImmutableArray<Choice<T>> choices)
        where T : notnull
    {
        foreach (var choice in choices)
        {
            var or = "";
            foreach (var option in choice.Options)
            {
                yield return (or, option);
                or = "or ";
            }
        }
    }
}

/// <summary>Tables: columns padded to their widest cell, tags after the widest row.</summary>
static class SweepPrinter
{
    public static void Print(Page page, Sweep sweep)
    {
        if (sweep.BuiltIn is not null)
        {
            page.Write(sweep.Line, 0, $"sweep  {sweep.Columns[0]} from {sweep.BuiltIn}", null);
            return;
        }
        var widths = sweep.Columns.Select((name, i) => sweep.Rows.Max(row => row.Cells[i].Length) is var cell && cell > name.Length ? cell : name.Length).ToArray();
        var head = Line("sweep  ", sweep.Columns, widths);
        var rows = sweep.Rows.Select(row => Line("       ", row.Cells, widths)).ToArray();
        var tagColumn = Math.Max(Page.TagColumn, rows.Append(head).Max(text => text.Length) + 2);
        page.Write(sweep.Line, 0, head, null);
        for (var i = 0; i < rows.Length; i++)
            page.Write(sweep.Rows[i].Line, 0, rows[i], sweep.Rows[i].OwnTag, tagColumn);
    }

    static string Line(string start, ImmutableArray<string> cells, int[] widths)
    {
        var text = new StringBuilder(start);
        for (var i = 0; i < cells.Length; i++)
            text.Append(i == 0 ? "" : " | ").Append(cells[i].PadRight(widths[i]));
        return text.ToString().TrimEnd(' ');
    }
}
