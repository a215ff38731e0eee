using System.Collections.Immutable;
using Conformance.Harness.Catalogue;

namespace Conformance.Harness.Evidence.Html;

/// <summary>What the page tells beside the run itself; each part may be missing, and its section with it.</summary>
public sealed record HtmlSources
{
    /// <summary>Sentence and source of a requirement id.</summary>
    public Func<string, (string Sentence, string Source)?> Requirement { get; init; } = _ => null;

    /// <summary>Every catalogued row with the scenarios that cite it, run or not.</summary>
    public Coverage? Coverage { get; init; }

    /// <summary>Every reading of a disputed matter.</summary>
    public IReadOnlyCollection<Reading> Readings { get; init; } = [];

    /// <summary>A run to compare this one with.</summary>
    public RunReport? Earlier { get; init; }

    /// <summary>What the scenarios notice when the bundled server is given defects.</summary>
    public FaultsFile? Faults { get; init; }

    /// <summary>Of fixtures that were loaded.</summary>
    /// <param name="cited">For each scenario id the requirement ids that its lines cite.</param>
    public static HtmlSources Of(Catalogues catalogues, IReadOnlyDictionary<string, ImmutableArray<string>> cited) => new()
    {
        Requirement = RequirementSentences.Of(catalogues),
        Coverage = Coverage.Of(catalogues, cited),
        Readings = catalogues.Readings,
    };
}
