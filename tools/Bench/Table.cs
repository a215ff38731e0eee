namespace Conformance.Bench;

/// <summary>Rows of words and figures, columns as wide as their widest cell; the first is flush left.</summary>
sealed class Table(params string[] head)
{
    readonly List<string[]> rows = [head];

    public void Add(params string[] cells) => rows.Add(cells);

    public void Write(TextWriter output)
    {
        var widths = Enumerable.Range(0, head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) =>
                column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
    }
}
