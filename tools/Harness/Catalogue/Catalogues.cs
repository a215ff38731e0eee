using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Catalogue;

/// <summary>All that the fixtures know about requirements: rows by face, readings, notes, ledgers.</summary>
/// <remarks>Read once at the start; a value from then on.</remarks>
public sealed class Catalogues
{
    readonly Dictionary<string, Requirement> rows;
    readonly Dictionary<string, Reading> readings;
    readonly Dictionary<string, Note> notes;

    Catalogues(
        ImmutableArray<FaceCatalogue> faces,
        ImmutableArray<Reading> readings,
        ImmutableArray<Note> notes,
        ImmutableArray<Ledger> ledgers)
    {
        Faces = faces;
        Ledgers = ledgers;
        rows = faces.SelectMany(f => f.Rows).ToDictionary(r => r.Id);
        this.readings = readings.ToDictionary(r => r.Id);
        this.notes = notes.ToDictionary(n => n.Code);
    }

    /// <summary>In the order of their names.</summary>
    public ImmutableArray<FaceCatalogue> Faces { get; }

    public ImmutableArray<Ledger> Ledgers { get; }

    public IEnumerable<Requirement> Requirements => Faces.SelectMany(f => f.Rows);

    public IReadOnlyCollection<Reading> Readings => readings.Values;

    public IReadOnlyCollection<Note> Notes => notes.Values;

    /// <summary>Reads fixtures/requirements and fixtures/ledger.</summary>
    /// <param name="fixturesFolder">The folder named fixtures.</param>
    /// <exception cref="BlockFileException">A file breaks its form, an id stands in two files, or a reading names
    /// a note that is not there.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no fixtures/requirements.</exception>
    public static Catalogues Load(string fixturesFolder)
    {
        var folder = Path.Combine(fixturesFolder, "requirements");
        var files = ReadAll(folder, "*.requirements");
        RefuseIdsInTwoFiles(files.SelectMany(file => file.Blocks.Skip(1)));
        var readings = BlockFile.Read(Path.Combine(folder, "readings.readings"));
        var notes = ReadingFile.Notes(BlockFile.Read(Path.Combine(folder, "notes.notes")));
        RefuseUnknownNotes(readings, notes);
        return new Catalogues(
            [.. files.Select(file => FaceCatalogue.Of(file.Blocks, file.Path))],
            ReadingFile.Readings(readings),
            notes,
            [.. ReadAll(Path.Combine(fixturesFolder, "ledger"), "*.ledger").Select(f => Ledger.Of(f.Blocks, f.Path))]);
    }

    /// <summary>The row of an id, or null; then <see cref="Nearest"/> has a suggestion.</summary>
    public Requirement? Find(string id) => rows.GetValueOrDefault(id);

    public FaceCatalogue? Face(string name) => Faces.FirstOrDefault(f => f.Face == name);

    public Reading? FindReading(string id) => readings.GetValueOrDefault(id);

    public Note? FindNote(string code) => notes.GetValueOrDefault(code);

    /// <summary>The known requirement id that looks most like an unknown one, or null when none is near.</summary>
    public string? Nearest(string id) => Nearest(id, rows.Keys);

    public string? NearestReading(string id) => Nearest(id, readings.Keys);

    public string? NearestNote(string code) => Nearest(code, notes.Keys);

    // In ordinal order, so that of two as near the same one is always named.
    static string? Nearest(string id, IEnumerable<string> known) => Suggest.Nearest(id, known.Order(StringComparer.Ordinal));

    static ImmutableArray<(string Path, ImmutableArray<Block> Blocks)> ReadAll(string folder, string pattern) =>
        [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).Select(p => (p, BlockFile.Read(p)))];

    static void RefuseIdsInTwoFiles(IEnumerable<Block> blocks)
    {
        var seen = new Dictionary<string, Block>();
        foreach (var block in blocks)
            if (!seen.TryAdd(block.Id, block))
                throw new BlockFileException(block.File, block.Line,
                    $"'{block.Id}' stands already in {seen[block.Id].File}:{seen[block.Id].Line}");
    }

    static void RefuseUnknownNotes(ImmutableArray<Block> readings, ImmutableArray<Note> notes)
    {
        foreach (var block in readings)
            if (block["note"] is { } code && notes.All(n => n.Code != code))
                throw new BlockFileException(
                    block.File, block.LineOf("note"), $"'{code}' is no note of notes.notes");
    }
}
