using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Language;

namespace Conformance.Harness.Linting;

/// <summary>Parses and lints files against the data of the suite; what cannot be parsed is reported in the same form.</summary>
public sealed class SuiteLint(ILintCatalogue catalogue, IVocabulary vocabulary)
{
    /// <exception cref="BlockFileException">A data file cannot be read.</exception>
    public static SuiteLint Load(string fixtures, Catalogues catalogues) =>
        new(LintData.Load(catalogues, fixtures), KnownSentences.Load(fixtures));

    /// <param name="path">As messages should show it.</param>
    public ImmutableArray<Diagnostic> Of(string path, string text)
    {
        var parsed = ScenarioParser.Parse(path, text);
        if (parsed.File is not { } file)
            return parsed.Diagnostics;
        var expanded = file.IsRecording ? [] : SweepExpansion.Expand(file).Diagnostics;
        return [.. parsed.Diagnostics, .. expanded, .. Linter.Lint(file, catalogue, vocabulary)];
    }
}
