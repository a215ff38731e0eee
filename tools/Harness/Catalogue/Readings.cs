using System.Collections.Immutable;

namespace Conformance.Harness.Catalogue;

/// <summary>One way to read a matter on which documents, clients or servers disagree.</summary>
/// <param name="Id">Family and name, such as <c>C-03/outer</c>; a run that met one reading keeps to it.</param>
/// <param name="Profiles">Profiles that accept it; empty when none does.</param>
/// <param name="Note">Code to report with it, or null when it simply passes.</param>
public sealed record Reading(
    string Id, ImmutableArray<string> Profiles, string? Note, string Sentence, string Source)
{
    public string Family => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    public bool AcceptedBy(string profile) => Profiles.Contains(profile);
}

/// <summary>A code that makes a line which holds advisory, with what it says to the reader of a report.</summary>
public sealed record Note(string Code, string Sentence);

/// <summary>Reads <c>readings.readings</c> and <c>notes.notes</c> of fixtures/requirements.</summary>
/// <remarks>
/// <code>
/// C-04/any-uri
///   profiles  exchange2000, exchange2003, observed
///   note      URI-LAX
///   sentence  A POLL works at any URI of the same store.
///   source    KDE exchangemonitor
/// </code>
/// <c>profiles none</c> says that no profile accepts the reading. A note block has <c>sentence</c> only.
/// </remarks>
static class ReadingFile
{
    public static ImmutableArray<Reading> Readings(ImmutableArray<Block> blocks)
    {
        var readings = blocks.Select(Reading).ToImmutableArray();
        foreach (var family in readings.GroupBy(r => r.Family).Where(f => f.Count() == 1))
        {
            var block = blocks.First(b => b.Id == family.Single().Id);
            throw new BlockFileException(
                block.File, block.Line, $"the family {family.Key} has one reading only; a reading needs a rival");
        }
        return readings;
    }

    public static ImmutableArray<Note> Notes(ImmutableArray<Block> blocks) => [.. blocks.Select(Note)];

    static Reading Reading(Block block)
    {
        block.Allow("profiles", "note", "sentence", "source");
        if (block.Id.IndexOf('/', StringComparison.Ordinal) is var slash && (slash < 1 || slash == block.Id.Length - 1))
            throw new BlockFileException(block.File, block.Line, $"'{block.Id}' is no reading id: FAMILY/NAME");
        return new Reading(
            block.Id, ProfilesOf(block), block["note"], block.Sentence("sentence"), block.Need("source"));
    }

    static ImmutableArray<string> ProfilesOf(Block block)
    {
        var words = block.Need("profiles") is "none" ? [] : block.List("profiles").ToImmutableArray();
        if (words.FirstOrDefault(w => !Profiles.All.Contains(w)) is { } unknown)
            throw new BlockFileException(block.File, block.LineOf("profiles"),
                $"'{unknown}' is no profile; some of {string.Join(", ", Profiles.All)}, or none");
        return words;
    }

    static Note Note(Block block)
    {
        block.Allow("sentence");
        return new Note(block.Id, block.Sentence("sentence"));
    }
}
