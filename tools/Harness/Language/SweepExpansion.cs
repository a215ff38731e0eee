using System.Collections.Immutable;
using System.Text;

namespace Conformance.Harness.Language;

/// <summary>One run of a file: its text with one row of each table put in, read again.</summary>
/// <param name="Concrete">Without sweeps; its lines are those of the file in number, with the cells in them.</param>
/// <param name="Row"><c>action=... fires=...</c>, or empty for a file without tables.</param>
/// <param name="AddedNeeds">What a column <c>needs</c> adds to the needs of the file.</param>
/// <param name="ForcedReading">The only reading of its family that counts in this run, or null.</param>
public sealed record ScenarioRun(
    ScenarioFile Concrete, string Row, ImmutableArray<string> AddedNeeds, string? ForcedReading);

/// <param name="Diagnostics">What a row made unreadable; then <paramref name="Runs"/> is empty.</param>
public sealed record ExpandedScenario(ImmutableArray<ScenarioRun> Runs, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>The product of the tables of a file.</summary>
/// <remarks>
/// Cells are put in as text, before holes and escapes are read, everywhere below the head and outside the tables. Each
/// run is read afresh: a cell may hold a stimulus, a status set, bytes or a list of names.
/// </remarks>
public static class SweepExpansion
{
    /// <summary>More runs than any file of the suite should have.</summary>
    public const int RunsMax = 1000;

    public const string AnnouncedVersions = "announced versions";

    public static ExpandedScenario Expand(ScenarioFile file)
    {
        var sweeps = file.Statements.OfType<Sweep>().ToArray();
        if (sweeps.Length == 0)
            return new ExpandedScenario([new ScenarioRun(file, "", [], null)], []);
        var runs = ImmutableArray.CreateBuilder<ScenarioRun>();
        foreach (var rows in Product(sweeps))
        {
            if (runs.Count == RunsMax)
                return Refused(file, sweeps[0], $"the tables make more than {RunsMax} runs");
            var read = Run(file, sweeps, rows);
            if (read.Run is null)
                return new ExpandedScenario([], read.Diagnostics);
            runs.Add(read.Run);
        }
        return new ExpandedScenario(runs.ToImmutable(), []);
    }

    /// <summary>The members of a list that the language knows by name.</summary>
    /// <remarks>Of the versions all that the documents know: each needs to be announced, so at a target that announces fewer the others are left out.</remarks>
    public static ImmutableArray<string> Members(string list) => list switch
    {
        AnnouncedVersions => ["2.5", "12.0", "12.1", "14.0", "14.1", "16.0", "16.1"],
        "query forms" => ["plain", "base64"],
        "namespace forms" => ["http", "https"],
        _ => [],
    };

    static ExpandedScenario Refused(ScenarioFile file, Sweep sweep, string message) => new([],
    [
        new Diagnostic(Severity.Error, "sweep", file.Path, sweep.Line, 1, message, null, file.Lines[sweep.Line - 1]),
    ]);

    /// <summary>The rows of each table in turn, the last table fastest.</summary>
    static IEnumerable<Row[]> Product(Sweep[] sweeps)
    {
        var tables = Array.ConvertAll(sweeps, sweep => sweep.BuiltIn is null
            ? sweep.Rows
            : [.. Members(sweep.BuiltIn).Select(member => new Row(sweep.Line, [member], null))]);
        if (tables.Any(table => table.IsEmpty))
            yield break;
        var at = new int[tables.Length];
        while (true)
        {
            yield return [.. tables.Select((table, i) => table[at[i]])];
            var turn = tables.Length - 1;
            while (turn >= 0 && ++at[turn] == tables[turn].Length)
                at[turn--] = 0;
            if (turn < 0)
                yield break;
        }
    }

    static (ScenarioRun? Run, ImmutableArray<Diagnostic> Diagnostics) Run(ScenarioFile file, Sweep[] sweeps, Row[] rows)
    {
        var cells = new Dictionary<string, string>();
        var needs = ImmutableArray<string>.Empty;
        string? reading = null;
        var label = new StringBuilder();
        for (var i = 0; i < sweeps.Length; i++)
        {
            for (var c = 0; c < sweeps[i].Columns.Length; c++)
            {
                var (column, cell) = (sweeps[i].Columns[c], rows[i].Cells[c]);
                if (column == "needs")
                    needs = needs.AddRange(cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                else if (column == "reading")
                    reading = cell.Length == 0 ? reading : cell;
                else
                    cells[column] = cell;
                if (sweeps[i].BuiltIn == AnnouncedVersions)
                    needs = needs.Add($"version.{cell}");
                if (column is not ("needs" or "reading"))
                    label.Append(label.Length == 0 ? "" : " ").Append(column).Append('=').Append(cell);
            }
        }
        var result = ScenarioParser.ParseLines(file.Path, PutIn(file, sweeps, cells), isExpanded: true, RowTag(rows));
        return result.File is null
            ? (null, result.Diagnostics)
            : (new ScenarioRun(result.File, label.ToString(), needs, reading), []);
    }

    /// <summary>The tags of the chosen rows; with several tables that have some, all of them count.</summary>
    static Tag? RowTag(Row[] rows)
    {
        Tag? tag = null;
        foreach (var own in rows.Select(row => row.OwnTag).OfType<Tag>())
            tag = tag is null ? own : new Tag(TagKind.Judges, tag.Judgements.AddRange(own.Judgements), $"{tag.Source}; {own.Source}");
        return tag;
    }

    static ImmutableArray<string> PutIn(ScenarioFile file, Sweep[] sweeps, Dictionary<string, string> cells)
    {
        var lines = ImmutableArray.CreateBuilder<string>(file.Lines.Length);
        var below = file.Fields.IsEmpty ? 1 : file.Fields[^1].Line;
        var taken = new HashSet<int>(sweeps.Select(sweep => sweep.Line).Concat(sweeps.SelectMany(s => s.Rows.Select(r => r.Line))));
        for (var i = 0; i < file.Lines.Length; i++)
        {
            if (taken.Contains(i + 1))
                lines.Add("");
            else
                lines.Add(i < below ? file.Lines[i] : PutIn(file.Lines[i], cells));
        }
        return lines.MoveToImmutable();
    }

    /// <summary>Replaces <c>${column}</c> unless its dollar is escaped. What is put in is not searched again.</summary>
    public static string PutIn(string line, IReadOnlyDictionary<string, string> cells)
    {
        var hole = line.IndexOf("${", StringComparison.Ordinal);
        if (hole < 0)
            return line;
        StringBuilder? text = null;
        var copied = 0;
        while (hole >= 0)
        {
            var close = line.IndexOf('}', hole);
            if (close < 0)
                break;
            if (!IsEscaped(line, hole) && cells.TryGetValue(line[(hole + 2)..close], out var cell))
            {
                text ??= new StringBuilder(line.Length + 64);
                text.Append(line, copied, hole - copied).Append(cell);
                copied = close + 1;
            }
            hole = line.IndexOf("${", hole + 2, StringComparison.Ordinal);
        }
        return text is null ? line : KeepLastBlank(text.Append(line, copied, line.Length - copied));
    }

    /// <summary>An empty cell may leave a blank at the end of a body line; there it is a byte and must be seen.</summary>
    static string KeepLastBlank(StringBuilder text)
    {
        var line = text.ToString();
        var body = line.AsSpan().TrimStart(' ');
        var content = body.TrimStart("|-");
        return body.StartsWith('|') && content.Length > 1 && content[^1] == ' ' ? string.Concat(line.AsSpan(0, line.Length - 1), @"\x20") : line;
    }

    /// <summary>An odd number of backslashes stands before the mark.</summary>
    static bool IsEscaped(string line, int at)
    {
        var slashes = 0;
        while (at - slashes > 0 && line[at - slashes - 1] == '\\')
            slashes++;
        return slashes % 2 == 1;
    }
}
