using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Targets;

/// <summary>Turns what <c>--target</c> says into a target: an address, a file, or the name of a file that comes with the suite.</summary>
public static class TargetLocator
{
    public const string Extension = ".target";

    /// <summary>The bundled server, and what is meant when nothing is named.</summary>
    public const string Reference = "reference";

    /// <param name="named">A URL, a path or a name; null for the bundled server, unless a flag or variable gives a URL.</param>
    /// <param name="flags">The other settings given as flags.</param>
    /// <param name="targetsFolder">fixtures/targets.</param>
    /// <exception cref="SettingsException">There is no such target, or its settings cannot be used.</exception>
    public static Settings Locate(
        string? named,
        IReadOnlyDictionary<string, ImmutableArray<string>> flags,
        Func<string, string?> variable,
        string targetsFolder)
    {
        named ??= variable("CONFORMANCE_TARGET") is { Length: > 0 } value ? value : null;
        if (named is not null && IsUrl(named))
            return Addressed(Settings.Resolve(flags.ToImmutableDictionary().SetItem("url", [named]), variable, null));
        var isAddressed = flags.ContainsKey("url") || variable("CONFORMANCE_URL") is { Length: > 0 };
        if (named is null && isAddressed)
            return Settings.Resolve(flags, variable, null);
        return Settings.Resolve(flags, variable, TargetFile.Read(Find(named ?? Reference, targetsFolder)));
    }

    /// <summary>The address was said with another word than the key has, and errors name that word.</summary>
    static Settings Addressed(Settings settings) =>
        new(settings.Values.SetItem("url", [.. settings["url"].Select(entry => entry with { Origin = new FlagOrigin("target") })]));

    static bool IsUrl(string text) => text.Contains("://", StringComparison.Ordinal);

    static string Find(string named, string folder)
    {
        var shipped = Path.Combine(folder, named + Extension);
        if (File.Exists(named))
            return named;
        if (File.Exists(shipped))
            return shipped;
        var known = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*" + Extension).Select(f => Path.GetFileNameWithoutExtension(f)).Order().ToArray()
            : [];
        throw new SettingsException(new FlagOrigin("target"),
            $"'{named}' is no http:// or https:// address, no file, and no target of the suite ({string.Join(", ", known)})"
            + Suggest.Hint(named, known));
    }
}
