using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Protocol;

namespace Conformance.Harness.Running;

/// <summary>What a prefix of a scenario stands for: the suite's fixed ones and those a file adds.</summary>
public static class Prefixes
{
    public static readonly ImmutableDictionary<string, string> Fixed = Namespaces.Prefixes.ToImmutableDictionary();

    public static ImmutableDictionary<string, string> Of(ScenarioFile file) => Fixed.SetItems(file.Prefixes);
}
