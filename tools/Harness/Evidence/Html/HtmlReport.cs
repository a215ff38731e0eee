using System.Globalization;
using System.Text;
using static Conformance.Harness.Evidence.Html.PageText;

namespace Conformance.Harness.Evidence.Html;

/// <summary>The run as one HTML file that needs nothing else: no network, no other file, no font.</summary>
/// <remarks>
/// Heading, numbers, lists and tables are plain HTML; without a script they stand below each other. What belongs to one
/// scenario is packed (<see cref="ScenarioData"/>) and becomes elements when it is opened, so thousands of scenarios open
/// fast. The page's policy knows its own style and script by their hashes: what a server sent is shown, never run.
/// </remarks>
public sealed class HtmlReport(HtmlSources sources)
{
    public byte[] Write(RunReport report, GateResult? gate = null)
    {
        ISection[] sections =
        [
            new ScenarioSection(report),
            new RequirementSection(report, sources),
            new ReadingSection(report, sources.Readings),
            new FaultSection(sources.Faults),
            new ChangeSection(sources.Earlier is { } earlier ? RunComparison.Of(earlier, report) : null),
            new TargetSection(report, gate),
        ];
        var shown = sections.Where(s => s.Count is not null).ToArray();
        var values = new Dictionary<string, string>
        {
            ["title"] = Text($"Conformance of {report.Target}"),
            ["policy"] = PageResources.Policy,
            ["style"] = PageResources.Style,
            ["script"] = PageResources.Script,
            ["heading"] = Heading(report, gate),
            ["tabs"] = string.Join('\n', shown.Select(Tab)),
            ["sections"] = string.Join('\n', shown.Select((section, index) => Section(section, isFirst: index == 0))),
            ["data"] = new ScenarioData(report, gate, sources.Requirement).Write(),
        };
        var page = new StringBuilder();
        // Split once: a value that holds {{...}} itself is never read as a place.
        foreach (var piece in PageResources.Frame.Split("{{"))
            page.Append(piece.Split("}}", 2) is { Length: 2 } parts ? values[parts[0]] + parts[1] : piece);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    static string Heading(RunReport report, GateResult? gate)
    {
        var headline = Headline.Of(report, gate);
        var tone = ExitCode.Of(report, gate) == ExitCode.GateMet ? "good" : "bad";
        // The verdict in capitals opens the sentence; it is set large, the rest explains it.
        var verdict = headline.Sentence.Split(':', 2);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <h1 class="{tone}"><strong>{Text(verdict[0])}</strong>:{Text(verdict[1])}</h1>
            <dl class="numbers">
              <div><dt>verified</dt><dd>{headline.Verified}</dd></div>
              <div><dt>applicable</dt><dd>{headline.Applicable}</dd></div>
              <div><dt>not verified</dt><dd>{headline.NotVerified}</dd></div>
            </dl>
            {Bar(report.Scenarios.Select(s => s.Verdict))}
            <p class="run">{Text($"{report.TargetUri}, clock {report.Clock}, profile {report.Profile}")},
              started <time datetime="{report.Started:O}">{report.Started:yyyy-MM-dd HH:mm:ss zzz}</time>,
              took {Math.Round(report.Duration.TotalSeconds, 2):0.##} s</p>
            """);
    }

    static string Tab(ISection section) =>
        $"<a href=\"#{section.Id}\">{section.Title}{(section.Count!.Length > 0 ? $" <small>{Text(section.Count)}</small>" : "")}</a>";

    static string Section(ISection section, bool isFirst) => $"""
        <section class="view" id="view-{section.Id}" aria-labelledby="{section.Id}-title"{(isFirst ? "" : " hidden")}>
        <h2 class="view-title" id="{section.Id}-title" tabindex="-1">{section.Title}</h2>
        {section.Body()}
        </section>
        """;
}

/// <summary>One of the views between which the reader of the page chooses.</summary>
interface ISection
{
    /// <summary>The fragment under which it is reached. No element has it as its id, so the browser itself scrolls nowhere.</summary>
    string Id { get; }

    string Title { get; }

    /// <summary>What stands small beside the title; null when there is nothing to show and no section.</summary>
    string? Count { get; }

    string Body();
}
