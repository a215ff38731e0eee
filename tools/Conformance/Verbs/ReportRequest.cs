namespace Conformance.CommandLine.Verbs;

/// <summary>One <c>--report KIND=PATH</c>.</summary>
public sealed record ReportRequest(string Kind, string Path)
{
    public static readonly string[] Kinds = ["json", "junit", "trx", "markdown", "html", "transcripts"];

    /// <exception cref="UsageException">No such kind, or no path.</exception>
    public static ReportRequest Parse(string text) => text.Split('=', 2) is [var kind, { Length: > 0 } path] && Kinds.Contains(kind)
        ? new ReportRequest(kind, path)
        : throw new UsageException($"'--report {text}': write KIND=PATH, where KIND is one of {string.Join(", ", Kinds)}");
}
