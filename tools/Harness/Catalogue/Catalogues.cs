using System.Collections.Immutable;

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
    /// <exception cref="BlockFileException">A file breaks its form, an id stands in two files, or one names what is not there.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no fixtures/requirements.</exception>
    public static Catalogues Load(string fixturesFolder)
    {
        var requirements = Path.Combine(fixturesFolder, "requirements");
        var files = Files(requirements, "*.requirements");
        RefuseIdsInTwoFiles(files);
        var readings = ReadingFile.ReadReadings(Path.Combine(requirements, "readings.readings"));
        var notes = ReadingFile.ReadNotes(Path.Combine(requirements, "notes.notes"));
        RefuseUnknownNotes(Path.Combine(requirements, "readings.readings"), notes);
        var ledgers = Files(Path.Combine(fixturesFolder, "ledger"), "*.ledger");
        return new Catalogues([.. files.Select(FaceCatalogue.Read)], readings, notes, [.. ledgers.Select(Ledger.Read)]);
    }

    /// <summary>The row of an id, or null; then <see cref="Nearest"/> has a suggestion.</summary>
    public Requirement? Find(string id) => rows.GetValueOrDefault(id);

    public FaceCatalogue? Face(string name) => Faces.FirstOrDefault(f => f.Face == name);

    public Reading? FindReading(string id) => readings.GetValueOrDefault(id);

    public Note? FindNote(string code) => notes.GetValueOrDefault(code);

    /// <summary>The known requirement id that looks most like an unknown one, or null when none is near.</summary>
    public string? Nearest(string id) => NearestId.Of(id, rows.Keys);

    public string? NearestReading(string id) => NearestId.Of(id, readings.Keys);

    public string? NearestNote(string code) => NearestId.Of(code, notes.Keys);

    static ImmutableArray<string> Files(string folder, string pattern) =>
        [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal)];

    static void RefuseIdsInTwoFiles(ImmutableArray<string> files)
    {
        var seen = new Dictionary<string, Block>();
        foreach (var block in files.SelectMany(file => BlockFile.Read(file).Skip(1)))
            if (!seen.TryAdd(block.Id, block))
                throw new BlockFileException(block.File, block.Line,
                    $"'{block.Id}' stands already in {seen[block.Id].File}:{seen[block.Id].Line}");
    }

    static void RefuseUnknownNotes(string path, ImmutableArray<Note> notes)
    {
        foreach (var block in BlockFile.Read(path))
            if (block["note"] is { } code && notes.All(n => n.Code != code))
                throw new BlockFileException(path, block.LineOf("note"), $"'{code}' is no note of notes.notes");
    }
}
