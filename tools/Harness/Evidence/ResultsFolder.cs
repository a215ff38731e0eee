using System.Collections.Immutable;
using System.Globalization;

namespace Conformance.Harness.Evidence;

/// <summary>The files a run leaves behind.</summary>
[Flags]
public enum ReportKinds
{
    None = 0,
    Json = 1,
    Transcripts = 2,
    Reproductions = 4,
    All = Json | Transcripts | Reproductions,
}

/// <summary>Writes the evidence of a run, aborted or not, below one folder.</summary>
/// <remarks>
/// Each file is written under a temporary name in the same folder and then moved, so a reader never sees half of one
/// and a run that dies leaves the files of the run before it. Transcripts and reproductions of earlier runs go.
/// </remarks>
public static class ResultsFolder
{
    public const string Json = "results.json";
    public const string Transcripts = "transcripts";
    public const string Reproductions = "reproductions";

    /// <summary>The name a case's files share: the scenario id, for a row or repetition with a number that tells it apart.</summary>
    public static string FileName(ScenarioReport scenario, CaseReport run)
    {
        if (scenario.Cases.Length <= 1)
            return Portable(scenario.Id);
        var number = scenario.Cases.IndexOf(run) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{Portable(scenario.Id)}.{number:000}");
    }

    /// <summary>Ids come from file names; what another source might put in one never leaves the folder.</summary>
    static string Portable(string id) =>
        string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_')).TrimStart('.');
}
