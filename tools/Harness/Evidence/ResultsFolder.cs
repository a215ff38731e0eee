using System.Globalization;
using System.Text;
using Conformance.Harness.Evidence.Html;

namespace Conformance.Harness.Evidence;

/// <summary>The files a run leaves behind.</summary>
[Flags]
public enum ReportKinds
{
    None = 0,
    Json = 1,
    JUnit = 2,
    Trx = 4,
    Markdown = 8,
    Html = 16,

    /// <summary>A recording for each case, as text.</summary>
    Transcripts = 32,

    /// <summary>A shell script and an .http file for each case that did not pass.</summary>
    Reproductions = 64,
    All = Json | JUnit | Trx | Markdown | Html | Transcripts | Reproductions,
}

/// <summary>What the reports need beside the run.</summary>
public sealed record ResultsOptions
{
    public static readonly ResultsOptions Default = new();

    /// <summary>Sentence and source of a requirement id.</summary>
    public Func<string, (string Sentence, string Source)?> Requirement => Html.Requirement;

    /// <summary>What the HTML page tells beside the run.</summary>
    public HtmlSources Html { get; init; } = new();

    public GateResult? Gate { get; init; }

    public SnapshotReport? Snapshots { get; init; }

    /// <summary>Credential headers are starred even without known secrets.</summary>
    public Redaction Redaction { get; init; } = new([]);
}

/// <summary>Writes the evidence of a run, aborted or not, below one folder.</summary>
/// <remarks>
/// Everything is written below a temporary name in the same folder and then moved, so a reader never sees half a file
/// and a run that dies leaves what the run before it wrote. Transcripts and reproductions of the run before go with the move.
/// </remarks>
public static class ResultsFolder
{
    public const string Json = "results.json";
    public const string JUnit = "junit.xml";
    public const string Trx = "results.trx";
    public const string Markdown = "summary.md";
    public const string Html = "report.html";
    public const string Transcripts = "transcripts";
    public const string Reproductions = "reproductions";

    public static async Task WriteAsync(
        RunReport report, string folder, ReportKinds kinds, ResultsOptions? options = null, CancellationToken cancel = default)
    {
        var o = options ?? ResultsOptions.Default;
        var safe = o.Redaction.Apply(report);
        var gate = o.Gate is { } given ? o.Redaction.Apply(given) : null;
        var temporary = Path.Combine(folder, $".writing-{Guid.NewGuid():N}");
        Directory.CreateDirectory(temporary);
        try
        {
            foreach (var (name, content) in Files(safe, kinds, o, gate))
            {
                var path = Path.Combine(temporary, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, content, cancel);
            }
            Publish(temporary, folder, kinds);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Writes one report to a place of its own: a file, and for transcripts or reproductions a folder.</summary>
    /// <param name="kind">Exactly one kind.</param>
    public static async Task WriteOneAsync(
        RunReport report, ReportKinds kind, string path, ResultsOptions? options = null, CancellationToken cancel = default)
    {
        if (kind is ReportKinds.Transcripts or ReportKinds.Reproductions)
        {
            await WriteAsync(report, path, kind, options, cancel);
            return;
        }
        var o = options ?? ResultsOptions.Default;
        var (_, content) = Files(o.Redaction.Apply(report), kind, o, o.Gate is { } given ? o.Redaction.Apply(given) : null).First();
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = $"{full}.writing-{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(temporary, content, cancel);
        File.Move(temporary, full, overwrite: true);
    }

    /// <summary>The name a case's files share: the scenario id, and where a file ran more than once a number.</summary>
    public static string FileName(ScenarioReport scenario, CaseReport run)
    {
        if (scenario.Cases.Length <= 1)
            return Portable(scenario.Id);
        var number = scenario.Cases.IndexOf(run) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{Portable(scenario.Id)}.{number:000}");
    }

    /// <summary>Ids come from file names; what another source might put in one never leaves the folder.</summary>
    internal static string Portable(string id) =>
        string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_')).TrimStart('.');

    static IEnumerable<(string Name, byte[] Content)> Files(
        RunReport report, ReportKinds kinds, ResultsOptions o, GateResult? gate)
    {
        // The results first: whatever a later rendering does, they are what everything can be made from again.
        if (kinds.HasFlag(ReportKinds.Json))
            yield return (Json, RunReportJson.Write(report));
        if (kinds.HasFlag(ReportKinds.JUnit))
            yield return (JUnit, JUnitReport.Write(report));
        if (kinds.HasFlag(ReportKinds.Trx))
            yield return (Trx, TrxReport.Write(report));
        if (kinds.HasFlag(ReportKinds.Markdown))
            yield return (Markdown, Utf8(new MarkdownReport(o.Requirement).Write(report, gate, o.Snapshots)));
        if (kinds.HasFlag(ReportKinds.Html))
            yield return (Html, new HtmlReport(o.Html).Write(report, gate));
        foreach (var scenario in report.Scenarios)
            foreach (var run in scenario.Cases)
            {
                var name = FileName(scenario, run);
                if (kinds.HasFlag(ReportKinds.Transcripts))
                    yield return ($"{Transcripts}/{name}.txt", Utf8(TranscriptText.Of(report, scenario, run)));
                if (!kinds.HasFlag(ReportKinds.Reproductions) || run.Verdict == Verdict.Passed)
                    continue;
                yield return ($"{Reproductions}/{name}.sh", Utf8(Reproduction.Script(report, scenario, run)));
                yield return ($"{Reproductions}/{name}.http", Utf8(Reproduction.HttpFile(report, scenario, run)));
            }
    }

    static void Publish(string temporary, string folder, ReportKinds kinds)
    {
        foreach (var file in Directory.EnumerateFiles(temporary))
            File.Move(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        foreach (var (kind, name) in new[] { (ReportKinds.Transcripts, Transcripts), (ReportKinds.Reproductions, Reproductions) })
        {
            var (fresh, place) = (Path.Combine(temporary, name), Path.Combine(folder, name));
            if (kinds.HasFlag(kind) && Directory.Exists(place))
                Directory.Move(place, Path.Combine(temporary, name + ".before"));
            if (Directory.Exists(fresh))
                Directory.Move(fresh, place);
        }
    }

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
