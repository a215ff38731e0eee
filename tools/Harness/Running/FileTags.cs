using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>Lists the tags of a file, those of alternatives and sweep rows included.</summary>
public static class FileTags
{
    public static IEnumerable<Tag> Of(ScenarioFile file) => file.Statements.SelectMany(Of).OfType<Tag>();

    /// <summary>The requirement ids that the lines of a file cite, once each.</summary>
    public static ImmutableArray<string> Cited(ScenarioFile file) =>
        [.. Of(file).SelectMany(tag => tag.Judgements).SelectMany(j => j.Requirements).Distinct()];

    static IEnumerable<Tag?> Of(Statement statement) => statement switch
    {
        Sweep sweep => sweep.Rows.Select(row => row.OwnTag),
        _ => Walk.Judged(statement).Select(line => line.Tag),
    };
}
