using System.Collections.Immutable;
using Conformance.Harness.Catalogue;

namespace Conformance.CommandLine.Jobs;

/// <summary>The scenario files that words on the command line name: files, folders, or nothing for all of the suite.</summary>
static class ScenarioFiles
{
    /// <summary>Absolute paths, each once, in the order of the words and of the names in a folder.</summary>
    /// <exception cref="UsageException">A word is neither file nor folder.</exception>
    public static ImmutableArray<string> Of(ImmutableArray<string> words)
    {
        var named = words.IsEmpty ? [Path.Combine(FixturesFolder.Find(), "scenarios")] : words;
        return [.. named.SelectMany(Files).Select(Path.GetFullPath).Distinct()];
    }

    /// <summary>The path as messages show it: below the current folder where it lies there.</summary>
    public static string Shown(string path) =>
        Path.GetRelativePath(Directory.GetCurrentDirectory(), path) is var near && near.StartsWith("..", StringComparison.Ordinal) ? path : near;

    static IEnumerable<string> Files(string word) =>
        File.Exists(word) ? [word]
        : Directory.Exists(word)
            ? Directory.EnumerateFiles(word, "*", SearchOption.AllDirectories)
                .Where(path => Path.GetExtension(path) is ".scenario" or ".recording")
                .Order(StringComparer.Ordinal)
        : throw new UsageException($"there is no file or folder {word}");
}
