using System.Collections.Immutable;
using System.CommandLine;
using Conformance.Harness.Targets;

namespace Conformance.CommandLine.Verbs;

/// <summary>The flags of every verb that needs a target: <c>--target</c> and one for each key of a target file.</summary>
public sealed class TargetFlags
{
    readonly Option<string?> target = new("--target", "-t")
    {
        Description = "URL, file, or name of a target of the suite; the bundled server when left out.",
        HelpName = "URL|FILE|NAME",
    };

    readonly ImmutableArray<(TargetKey Key, Option<string[]> Option)> keys =
    [
        .. TargetKeys.All.Select(key => (key, new Option<string[]>(key.Flag)
        {
            Description = key.Default is null ? key.Meaning : $"{key.Meaning} [{key.Default}]",
            HelpName = key.Form,
            Arity = new ArgumentArity(1, 100),
            AllowMultipleArgumentsPerToken = false,
        })),
    ];

    public void AddTo(Command command)
    {
        command.Add(target);
        foreach (var (_, option) in keys)
            command.Add(option);
    }

    public TargetOptions Read(ParseResult parsed) => new(
        parsed.GetValue(target),
        keys.Where(k => parsed.GetResult(k.Option) is not null)
            .ToImmutableDictionary(k => k.Key.Name, k => (parsed.GetValue(k.Option) ?? []).ToImmutableArray()));
}

/// <param name="Named">What <c>--target</c> said; null for the bundled server.</param>
/// <param name="Flags">Keys of a target file given as flags.</param>
public sealed record TargetOptions(string? Named, ImmutableDictionary<string, ImmutableArray<string>> Flags)
{
    /// <summary>The words that say all this on a command line, in the order of the keys.</summary>
    public IEnumerable<string> Words =>
    [
        .. Named is null ? Array.Empty<string>() : ["--target", Named],
        .. TargetKeys.All.Where(k => Flags.ContainsKey(k.Name)).SelectMany(k => Flags[k.Name].SelectMany(v => new[] { k.Flag, v })),
    ];

    /// <summary>The settings that count, from flags, the process's variables, the file and the defaults.</summary>
    /// <exception cref="SettingsException">They cannot be used.</exception>
    public Settings Resolve(string targetsFolder) =>
        TargetLocator.Locate(Named, Flags, Environment.GetEnvironmentVariable, targetsFolder);
}
