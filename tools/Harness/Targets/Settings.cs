using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Targets;

/// <summary>Every key with the value that counts and where it came from: flag before variable before file before default.</summary>
/// <remarks>A key that repeats is taken whole from the strongest place that has it; a variable holds one entry per line.</remarks>
public sealed record Settings(ImmutableDictionary<string, ImmutableArray<SettingEntry>> Values)
{
    public ImmutableArray<SettingEntry> this[string key] => Values.GetValueOrDefault(key, []);

    /// <param name="flags">Key to the values given, in order.</param>
    /// <param name="variable">Reads an environment variable; null or empty when it is not set.</param>
    /// <param name="file">The target file, if one was named.</param>
    /// <exception cref="SettingsException">A key, a part or a repetition that does not exist.</exception>
    public static Settings Resolve(
        IReadOnlyDictionary<string, ImmutableArray<string>> flags, Func<string, string?> variable, TargetFile? file)
    {
        var errors = new List<SettingsError>();
        foreach (var name in flags.Keys.Where(name => !TargetKeys.ByName.ContainsKey(name)))
            errors.Add(new SettingsError(new FlagOrigin(name), $"no such setting{Suggest.Hint(name, TargetKeys.ByName.Keys)}"));
        var values = ImmutableDictionary.CreateBuilder<string, ImmutableArray<SettingEntry>>();
        foreach (var key in TargetKeys.All)
        {
            var entries = Entries(key, flags, variable, file);
            errors.AddRange(Check(key, entries));
            values[key.Name] = entries;
        }
        return errors.Count > 0 ? throw new SettingsException([.. errors]) : new Settings(values.ToImmutable());
    }

    /// <summary>One line per setting that has a value, for <c>config show</c>; nothing secret stands in it.</summary>
    public IEnumerable<SettingLine> Describe() =>
        from key in TargetKeys.All
        from entry in this[key.Name]
        select new SettingLine(key.Name, Shown(key, entry), entry.Origin);

    static ImmutableArray<SettingEntry> Entries(
        TargetKey key, IReadOnlyDictionary<string, ImmutableArray<string>> flags, Func<string, string?> variable, TargetFile? file)
    {
        if (flags.TryGetValue(key.Name, out var given) && !given.IsDefaultOrEmpty)
            return [.. given.Select(text => SettingEntry.Parse(text, _ => new FlagOrigin(key.Name)))];
        if (variable(key.Variable) is { Length: > 0 } value)
            return [.. value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(text => SettingEntry.Parse(text, _ => new VariableOrigin(key.Variable)))];
        if (file is not null && file.Entries.TryGetValue(key.Name, out var written))
            return written;
        return key.Default is null ? [] : [new SettingEntry(key.Default, new DefaultOrigin(), [])];
    }

    static IEnumerable<SettingsError> Check(TargetKey key, ImmutableArray<SettingEntry> entries)
    {
        if (entries.Length > 1 && !key.Repeats)
            yield return new SettingsError(entries[1].Origin, $"'{key.Name}' takes one value");
        foreach (var entry in entries)
        {
            if (entry.Head.Length == 0)
                yield return new SettingsError(entry.Origin, $"'{key.Name}' needs a value: {key.Form}");
            foreach (var part in entry.Parts)
            {
                if (!(key.Parts ?? []).Contains(part.Word))
                    yield return new SettingsError(part.Origin, key.Parts is null
                        ? $"'{key.Name}' has no parts, but '{part.Word}' stands here"
                        : $"'{key.Name}' has no part '{part.Word}'{Suggest.Hint(part.Word, key.Parts)}");
                else if (part.Text.Length == 0)
                    yield return new SettingsError(part.Origin, $"'{part.Word}' needs a value");
                else if (entry[part.Word] != part)
                    yield return new SettingsError(part.Origin, $"'{part.Word}' stands twice");
            }
        }
    }

    static string Shown(TargetKey key, SettingEntry entry) => (entry with
    {
        Parts = [.. entry.Parts.Select(p => p.Word == "password" || (key.Name == "header" && p.Word == "value")
            ? p with { Text = Secret.Stars }
            : p)],
    }).ToString();
}

/// <param name="Value">As written, secrets starred out.</param>
public sealed record SettingLine(string Key, string Value, Origin Origin)
{
    public override string ToString() => $"{Key,-18} {Value}  ({Origin})";
}
