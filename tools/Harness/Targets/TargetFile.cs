using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Targets;

/// <summary>A file of fixtures/targets, read: keys with their entries, each with its place.</summary>
/// <remarks>
/// One key and its value per line, at the left margin; a line two blanks in adds a named part to the value above it;
/// a line whose first mark is # is a comment. Keys are those of <see cref="TargetKeys"/>.
/// <code>
/// url      https://mail.example.test/
/// account  alice
///   user           user0
///   password-file  alice.txt
/// </code>
/// </remarks>
public sealed record TargetFile(string Path, ImmutableDictionary<string, ImmutableArray<SettingEntry>> Entries)
{
    /// <summary>Longest file that is read: a target file is a page, and what is longer is some other file.</summary>
    public const int BytesMax = 256 * 1024;

    /// <exception cref="SettingsException">The file cannot be read, or some of its lines; all errors at once.</exception>
    public static TargetFile Read(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.Exists && info.Length > BytesMax)
                throw new SettingsException(new FileOrigin(path, 1, 1), $"a target file has at most {BytesMax / 1024} KiB");
            return Parse(File.ReadAllLines(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(new FileOrigin(path, 1, 1), $"the target file cannot be read: {e.Message}");
        }
    }

    /// <exception cref="SettingsException">Some lines cannot be read; all errors at once.</exception>
    public static TargetFile Parse(IReadOnlyList<string> lines, string path)
    {
        var reading = new Reading(path);
        for (var i = 0; i < lines.Count; i++)
            reading.Line(lines[i], i + 1);
        return reading.Finish();
    }

    sealed class Reading(string path)
    {
        readonly Dictionary<string, List<SettingEntry>> entries = [];
        readonly ImmutableArray<SettingsError>.Builder errors = ImmutableArray.CreateBuilder<SettingsError>();
        TargetKey? current;

        public void Line(string line, int number)
        {
            var start = line.Length - line.TrimStart(' ').Length;
            if (line.Trim().Length == 0 || line[start] == '#')
                return;
            if (line.IndexOf('\t') is >= 0 and var tab)
                Error(number, tab + 1, "a tab; write blanks");
            else if (start == 0)
                Key(line.TrimEnd(), number);
            else if (start != 2)
                Error(number, start + 1, "a key starts at the margin, a part of its value after two blanks");
            else
                Part(line.Trim(), number);
        }

        public TargetFile Finish() => errors.Count > 0
            ? throw new SettingsException(errors.ToImmutable())
            : new TargetFile(path, entries.ToImmutableDictionary(e => e.Key, e => e.Value.ToImmutableArray()));

        void Key(string line, int number)
        {
            var name = line.Split(' ', 2)[0];
            current = TargetKeys.ByName.GetValueOrDefault(name);
            if (current is null)
            {
                Error(number, 1, $"unknown key '{name}'{Suggest.Hint(name, TargetKeys.ByName.Keys)}");
                return;
            }
            var rest = line[name.Length..];
            var offset = name.Length + rest.Length - rest.TrimStart().Length;
            if (offset == line.Length)
            {
                Error(number, line.Length + 1, $"'{name}' needs a value: {current.Form}");
                current = null;
                return;
            }
            var list = entries.TryGetValue(name, out var found) ? found : entries[name] = [];
            if (list.Count > 0 && !current.Repeats)
                Error(number, 1, $"'{name}' already stands in line {((FileOrigin)list[0].Origin).Line}");
            list.Add(SettingEntry.Parse(line[offset..], column => new FileOrigin(path, number, offset + column + 1)));
        }

        void Part(string text, int number)
        {
            if (current is null)
            {
                // A part below a key that was refused is not a second error.
                if (errors.Count == 0)
                    Error(number, 3, "a part of a value without a key above it");
                return;
            }
            var list = entries[current.Name];
            list[^1] = list[^1] with { Parts = list[^1].Parts.Add(SettingPart.Parse(text, new FileOrigin(path, number, 3))) };
        }

        void Error(int line, int column, string message) => errors.Add(new SettingsError(new FileOrigin(path, line, column), message));
    }
}
