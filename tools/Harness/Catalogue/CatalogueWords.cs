using Conformance.Harness.Language;

namespace Conformance.Harness.Catalogue;

/// <summary>Reads the fields of a block: which are there, which words they may hold.</summary>
/// <remarks>Each complaint is a <see cref="BlockFileException"/> with file, line and the words allowed.</remarks>
static class CatalogueWords
{
    static readonly Dictionary<string, (Level, bool Negative)> levels = new()
    {
        ["must"] = (Level.Must, false),
        ["must-not"] = (Level.Must, true),
        ["should"] = (Level.Should, false),
        ["should-not"] = (Level.Should, true),
        ["may"] = (Level.May, false),
        ["observed"] = (Level.Observed, false),
    };

    static readonly Dictionary<string, Basis> bases =
        Enum.GetValues<Basis>().ToDictionary(b => b.ToString().ToLowerInvariant());

    static readonly Dictionary<string, Side> sides =
        Enum.GetValues<Side>().ToDictionary(s => s.ToString().ToLowerInvariant());

    static readonly Dictionary<string, bool> yesNo = new() { ["yes"] = true, ["no"] = false };

    static readonly Dictionary<string, bool> complete = new() { ["complete"] = true };

    static readonly Dictionary<string, string> profiles = Profiles.All.ToDictionary(p => p);

    /// <summary>Refuses fields that the form does not know.</summary>
    public static void Allow(this Block block, params string[] names)
    {
        foreach (var field in block.Fields)
            if (!names.Contains(field.Name))
                throw new BlockFileException(block.File, field.Line,
                    $"unknown field '{field.Name}' under {block.Id}; known here: {string.Join(", ", names)}");
    }

    public static string Need(this Block block, string name) =>
        block[name] is { Length: > 0 } text
            ? text
            : throw new BlockFileException(block.File, block.Line, $"{block.Id} has no '{name}'");

    public static (Level Level, bool Negative) LevelOf(this Block block) => block.Word("level", levels);

    public static Basis BasisOf(this Block block) => block.Word("basis", bases);

    public static Side SideOf(this Block block) => block.Word("side", sides);

    public static bool Flag(this Block block, string name) => block.Word(name, yesNo);

    /// <summary>Whether a head says <c>coverage complete</c>.</summary>
    public static bool IsComplete(this Block head) => head["coverage"] is not null && head.Word("coverage", complete);

    public static string ProfileOf(this Block block, string name) => block.Word(name, profiles);

    /// <summary>The text of a field whose sentence ends with a full stop and stands on its own.</summary>
    public static string Sentence(this Block block, string name)
    {
        var text = block.Need(name);
        return char.IsLower(text[0]) || text[^1] != '.'
            ? throw new BlockFileException(block.File, block.LineOf(name),
                $"'{name}' of {block.Id} starts with a capital and ends with a full stop")
            : text;
    }

    /// <summary>A list whose members are separated by commas; empty when the field is absent.</summary>
    public static IEnumerable<string> List(this Block block, string name) =>
        block[name]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static int LineOf(this Block block, string name) =>
        block.Fields.FirstOrDefault(f => f.Name == name)?.Line ?? block.Line;

    public static T Word<T>(this Block block, string name, Dictionary<string, T> words)
    {
        var word = block.Need(name);
        return words.TryGetValue(word, out var value)
            ? value
            : throw new BlockFileException(block.File, block.LineOf(name),
                $"'{word}' is no {name}; one of {string.Join(", ", words.Keys)}");
    }
}
