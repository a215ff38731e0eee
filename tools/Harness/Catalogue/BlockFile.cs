using System.Collections.Immutable;

namespace Conformance.Harness.Catalogue;

/// <summary>A block of a data file: an id in column 0 and indented fields below it.</summary>
/// <remarks>
/// The form of every catalogue in fixtures:
/// <code>
/// POLL-03
///   side      server
///   level     must
///   sentence  After a matching event the id is under inner 200
/// </code>
/// A line that starts with # is a comment; a line deeper than its field (four blanks) continues the field above.
/// </remarks>
public sealed record Block(string File, int Line, string Id, ImmutableArray<BlockField> Fields)
{
    public string? this[string name] => Fields.FirstOrDefault(f => f.Name == name)?.Text;
}

public sealed record BlockField(int Line, string Name, string Text);

/// <summary>A line of a data file that cannot be read, with the place and what was expected.</summary>
public sealed class BlockFileException(string file, int line, string message) : Exception($"{file}:{line}: {message}");

public static class BlockFile
{
    /// <summary>Reads every block of a file, in order.</summary>
    /// <exception cref="BlockFileException">A line is neither id, field, continuation, comment nor blank, or an id or
    /// field stands twice.</exception>
    public static ImmutableArray<Block> Read(string path) => Parse(File.ReadAllLines(path), path);

    public static ImmutableArray<Block> Parse(IReadOnlyList<string> lines, string path)
    {
        var blocks = new List<Block>();
        var seen = new HashSet<string>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.Contains('\t') || line.EndsWith(' '))
                throw new BlockFileException(path, i + 1, "no tabs, no blanks at the end of a line");
            if (line[0] != ' ')
            {
                if (!seen.Add(line))
                    throw new BlockFileException(path, i + 1, $"'{line}' stands twice in this file");
                blocks.Add(new Block(path, i + 1, line, []));
            }
            else if (blocks.Count == 0)
                throw new BlockFileException(path, i + 1, "a field before the first id");
            else
                blocks[^1] = Extend(blocks[^1], line, i + 1);
        }
        return [.. blocks];
    }

    static Block Extend(Block block, string line, int number)
    {
        if (line.StartsWith("    ", StringComparison.Ordinal))
        {
            if (block.Fields.IsEmpty)
                throw new BlockFileException(block.File, number, "a continuation without a field above it");
            var last = block.Fields[^1];
            var longer = last with { Text = $"{last.Text} {line.Trim()}".Trim() };
            return block with { Fields = block.Fields.SetItem(block.Fields.Length - 1, longer) };
        }
        if (!line.StartsWith("  ", StringComparison.Ordinal) || line[2] == ' ')
            throw new BlockFileException(
                block.File, number, "a field starts after two blanks, its continuation after four");
        var words = line.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        if (block[words[0]] is not null)
            throw new BlockFileException(block.File, number, $"the field '{words[0]}' stands twice under {block.Id}");
        var field = new BlockField(number, words[0], words.Length > 1 ? words[1] : "");
        return block with { Fields = block.Fields.Add(field) };
    }
}
