using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>Lists the tags of a file, those of alternatives and sweep rows included.</summary>
public static class FileTags
{
    public static IEnumerable<Tag> Of(ScenarioFile file) => file.Statements.SelectMany(Of).OfType<Tag>();

    static IEnumerable<Tag?> Of(Statement statement) => statement switch
    {
        Sweep sweep => sweep.Rows.Select(row => row.OwnTag),
        _ => Walk.Judged(statement).Select(line => line.Tag),
    };
}
