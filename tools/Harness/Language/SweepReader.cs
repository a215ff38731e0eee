using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Reads the tables of <c>sweep</c>. Cells keep their spelling; they are text until they are put in.</summary>
static class SweepReader
{
    public static Sweep? Read(ParseContext context, LineCursor cursor, SourceLine line)
    {
        var head = TagReader.Untagged(context, line, 5, "the head of a table");
        if (head.AtEnd)
        {
            head.Error("sweep", head.End, "'sweep' names its columns: sweep  action | fires");
            return null;
        }
        var start = head.Position;
        var name = head.Word();
        if (head.Take("from"))
            return ReadBuiltIn(head, line, name);
        var columns = Cells(line.Text, start, head.End);
        foreach (var (column, at) in columns)
        {
            if (!Words.IsName(column))
                context.Error("sweep", line, at, column.Length == 0 ? "a column needs a name" : $"'{column}' is no name for a column");
            else if (columns.Any(c => c.Text == column && c.At < at))
                context.Error("name-twice", line, at, $"the column '{column}' stands twice");
            else if (Words.Reserved.Contains(column))
                context.Error("name-reserved", line, at, $"'{column}' cannot be bound, the language uses it itself");
        }
        var rows = ImmutableArray.CreateBuilder<Row>();
        var isEmpty = !cursor.InStatement;
        while (cursor.InStatement)
        {
            if (ReadRow(context, cursor.Take(), columns) is { } row)
                rows.Add(row);
        }
        if (isEmpty)
            context.Error("sweep", line, start, "the table has no rows");
        return new Sweep(line.Number, [.. columns.Select(c => c.Text)], rows.ToImmutable(), null);
    }

    static Sweep? ReadBuiltIn(Scanner head, SourceLine line, string column)
    {
        var list = head.Rest();
        if (!Words.IsName(column))
            head.Error("sweep", line.Text.IndexOf(column, 5, StringComparison.Ordinal), $"'{column}' is no name for a column");
        else if (Words.BuiltInLists.Contains(list))
            return new Sweep(line.Number, [column], [], list);
        else
            head.Error("sweep", head.WordStart, $"'{list}' is no list; there are {string.Join(", ", Words.BuiltInLists)}",
                Suggest.Nearest(list, Words.BuiltInLists));
        return null;
    }

    static Row? ReadRow(ParseContext context, SourceLine line, List<(string Text, int At)> columns)
    {
        var (content, tag) = TagReader.Split(context, line, line.Indent);
        var cells = Cells(line.Text, line.Indent, content.End);
        if (cells.Count == columns.Count)
            return new Row(line.Number, [.. cells.Select(c => c.Text)], tag);
        var extra = cells.Count > columns.Count ? cells[columns.Count].At : content.End;
        context.Error("cells", line, extra, $"the table has {Plural(columns.Count, "column")}, this row {Plural(cells.Count, "cell")}");
        return null;
    }

    static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>Splits at each <c>|</c> with a blank, or the edge of the line, on both sides.</summary>
    static List<(string Text, int At)> Cells(string text, int start, int end)
    {
        var cells = new List<(string, int)>();
        var begin = start;
        for (var i = start; i <= end; i++)
        {
            var isEdge = i == end;
            if (!isEdge && (text[i] != '|' || (i > start && text[i - 1] != ' ') || (i + 1 < end && text[i + 1] != ' ')))
                continue;
            var cell = text.AsSpan(begin, i - begin);
            var trimmed = cell.Trim(' ');
            cells.Add((trimmed.ToString(), begin + (trimmed.IsEmpty ? 0 : cell.Length - cell.TrimStart(' ').Length)));
            begin = i + 1;
        }
        return cells;
    }
}
