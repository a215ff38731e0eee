using System.Collections.Immutable;
using Conformance.Harness.Targets;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Targets;

/// <summary>Reads targets from text, flags and variables without touching the machine's own.</summary>
static class TargetText
{
    public static readonly ImmutableDictionary<string, string> NoVariables = ImmutableDictionary<string, string>.Empty;

    public static TargetFile File(params string[] lines) => TargetFile.Parse(lines, "lab.target");

    public static Settings Settings(
        string[] lines, IReadOnlyDictionary<string, string>? variables = null, params (string Key, string Value)[] flags) =>
        Conformance.Harness.Targets.Settings.Resolve(
            flags.GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Select(f => f.Value).ToImmutableArray()),
            name => variables?.GetValueOrDefault(name),
            File(lines));

    public static Target Read(string[] lines, IReadOnlyDictionary<string, string>? variables = null, params (string Key, string Value)[] flags) =>
        TargetReader.Read(Settings(lines, variables, flags), name => variables?.GetValueOrDefault(name));

    public static string[] Errors(Action reading) =>
        [.. Assert.Throws<SettingsException>(reading)!.Errors.Select(e => e.ToString())];

    /// <summary>The root of the checkout: the folder that holds Conformance.sln.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Conformance.sln")))
                folder = folder.Parent;
            return folder?.FullName ?? throw new DirectoryNotFoundException("Conformance.sln stands in no folder above the tests");
        }
    }
}
