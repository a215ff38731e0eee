using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>The data of the suite, read once: catalogues and scenarios.</summary>
public sealed record Suite(string Fixtures, Catalogues Catalogues, ImmutableArray<PlannedScenario> Scenarios)
{
    /// <summary>Reads everything below a fixtures folder.</summary>
    /// <exception cref="BlockFileException">A data file cannot be read.</exception>
    /// <exception cref="BrokenScenarioException">Scenario files have errors.</exception>
    public static Suite Load(string fixtures) =>
        new(fixtures, Catalogues.Load(fixtures), Plan.Read(Path.Combine(fixtures, "scenarios")));

    /// <summary>For each scenario id the requirement ids that it cites.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<string>> Cited => Scenarios.ToDictionary(s => s.File.Id, s => FileTags.Cited(s.File));
}
