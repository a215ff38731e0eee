using Conformance.Harness.Catalogue;

namespace Conformance.Harness.Evidence;

/// <summary>What the console says of a run, as a text: for test runners, whose failure message it becomes.</summary>
public static class EvidenceText
{
    public static string Of(RunReport report, Catalogues catalogues)
    {
        var text = new StringWriter();
        new ConsoleReport(text, ConsoleStyle.Plain, RequirementSentences.Of(catalogues)).Write(report);
        return text.ToString();
    }
}

/// <summary>Joins a requirement id with its sentence and source.</summary>
public static class RequirementSentences
{
    public static Func<string, (string Sentence, string Source)?> Of(Catalogues catalogues) => id =>
        catalogues.Find(id) is { } row ? (row.Sentence, row.Source) : null;
}
