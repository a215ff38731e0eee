using Conformance.Harness.Evidence;

namespace Conformance.CommandLine.Verbs;

/// <summary>One <c>--report KIND=PATH</c>; for transcripts and reproductions the path is a folder.</summary>
public sealed record ReportRequest(string Kind, string Path)
{
    static readonly Dictionary<string, ReportKinds> kinds = new()
    {
        ["json"] = ReportKinds.Json,
        ["junit"] = ReportKinds.JUnit,
        ["trx"] = ReportKinds.Trx,
        ["markdown"] = ReportKinds.Markdown,
        ["html"] = ReportKinds.Html,
        ["transcripts"] = ReportKinds.Transcripts,
        ["reproductions"] = ReportKinds.Reproductions,
    };

    public static IEnumerable<string> Kinds => kinds.Keys;

    /// <summary>The kind as the reports know it.</summary>
    public ReportKinds ReportKind => kinds[Kind];

    /// <exception cref="UsageException">No such kind, or no path.</exception>
    public static ReportRequest Parse(string text) => text.Split('=', 2) is [var kind, { Length: > 0 } path] && kinds.ContainsKey(kind)
        ? new ReportRequest(kind, path)
        : throw new UsageException($"'--report {text}': write KIND=PATH, where KIND is one of {string.Join(", ", Kinds)}");
}
