using System.CommandLine;

namespace Conformance.CommandLine.Verbs;

/// <summary><c>conformance report</c>: the HTML page of the last run, written anew.</summary>
public sealed class ReportVerb : Verb<ReportOptions>
{
    readonly Option<string> results;
    readonly Option<string?> compare;
    readonly Option<string?> output;

    public ReportVerb(Func<ReportOptions, CancellationToken, Task<int>> invoke)
        : base("report", "Writes the HTML page of the last run anew, beside an earlier run or played faults.", invoke)
    {
        results = Add(new Option<string>("--results")
        {
            Description = "Folder with the results of the run, and of faults that were played.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => "results",
        });
        compare = Add(CompareFlag.Make());
        output = Add(new Option<string?>("--output") { Description = "The page; report.html in the results folder when left out.", HelpName = "FILE" });
    }

    public override ReportOptions Read(ParseResult parsed) =>
        new(parsed.GetValue(results)!, parsed.GetValue(compare), parsed.GetValue(output));
}

/// <param name="Compare">The results.json of an earlier run, or null.</param>
/// <param name="Output">Null for report.html in the results folder.</param>
public sealed record ReportOptions(string Results, string? Compare, string? Output);

/// <summary>The flag that <c>run</c> and <c>report</c> share.</summary>
static class CompareFlag
{
    public static Option<string?> Make() => new("--compare")
    {
        Description = "The results.json of an earlier run; the HTML page shows what differs.",
        HelpName = "FILE",
    };
}
