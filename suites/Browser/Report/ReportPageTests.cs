using Conformance.Harness.Evidence;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Conformance.Browser.Report;

/// <summary>The report of a real run, as a reader meets it.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public class ReportPageTests
{
    const string Failing = "notification.poll.splits-fired-from-quiet";

    [TestCase(false, "GATE MET")]
    [TestCase(true, "FAILED")]
    public async Task The_verdict_comes_first_and_nothing_leaves_the_file(bool isRed, string verdict)
    {
        var report = isRed ? await BundledReports.RedAsync() : await BundledReports.GreenAsync();
        await using var page = await BundledReports.OpenAsync($"verdict-{isRed}", report);

        var headline = Headline.Of(report);
        Assert.That(headline.Sentence, Does.StartWith(verdict));
        Assert.That(await page.Page.Locator("h1").InnerTextAsync(), Is.EqualTo(headline.Sentence));
        Assert.That(
            await page.Page.Locator(".numbers dd").AllInnerTextsAsync(),
            Is.EqualTo(new[] { $"{headline.Verified}", $"{headline.Applicable}", $"{headline.NotVerified}" }));
        Assert.That(await page.Page.Locator("li.scenario").CountAsync(), Is.EqualTo(report.Scenarios.Length));
        AssertQuiet(page);
    }

    [Test]
    public async Task The_filter_shows_the_scenarios_that_hold_every_word()
    {
        var report = await BundledReports.RedAsync();
        await using var page = await BundledReports.OpenAsync("filter", report);

        await page.Page.GetByLabel("Filter this view").FillAsync("poll SPLITS");
        Assert.That(await Shown(page), Is.EqualTo(new[] { Failing }));
        Assert.That(await page.Page.Locator("#shown").InnerTextAsync(), Is.EqualTo($"1 of {report.Scenarios.Length} shown"));
        await page.Page.GetByLabel("Filter this view").FillAsync("");
        Assert.That(await Shown(page), Has.Length.EqualTo(report.Scenarios.Length));
        AssertQuiet(page);
    }

    [Test]
    public async Task A_switch_shows_one_verdict_only()
    {
        var report = await BundledReports.RedAsync();
        await using var page = await BundledReports.OpenAsync("switch", report);

        var failed = report.Scenarios.Where(s => s.Verdict == Verdict.Failed).Select(s => s.Id).ToArray();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = $"{failed.Length} failed" }).ClickAsync();
        Assert.That(await Shown(page), Is.EquivalentTo(failed));
    }

    [Test]
    public async Task A_click_leads_to_the_page_of_a_failure_with_requirement_difference_and_the_line_marked()
    {
        var report = await BundledReports.RedAsync();
        await using var page = await BundledReports.OpenAsync("click", report);
        Assert.That(await page.Page.Locator("#view-scenario .detail").CountAsync(), Is.Zero, "details are unpacked when they are wanted");

        await page.Page.Locator($"li[data-id='{Failing}'] > a").ClickAsync();

        var finding = Finding.Of(report.Scenarios.First(s => s.Id == Failing), Verdict.Failed).First();
        var shown = page.Page.Locator("#view-scenario .finding").First;
        await shown.WaitForAsync();
        Assert.That(new Uri(page.Page.Url).Fragment, Is.EqualTo("#" + Failing), "the page of a scenario has an address to send around");
        Assert.That(await shown.Locator(".sentence").First.InnerTextAsync(), Is.EqualTo(BundledReports.Requirement(finding.Requirement)!.Value.Sentence));
        Assert.That(await shown.Locator("dd.expected").First.InnerTextAsync(), Is.EqualTo(finding.Expected));
        Assert.That(await shown.Locator("dd.actual").First.InnerTextAsync(), Is.EqualTo(finding.Actual));
        var difference = FindingGroup.Of(Finding.Of(finding.Scenario, Verdict.Failed)).First().Difference!;
        Assert.That(
            (await shown.Locator("mark").AllInnerTextsAsync()).Select(m => m.Trim()),
            Is.EqualTo(difference.Marked.Select(i => difference.Lines[i].Text.Trim())).And.Not.Empty);
        AssertQuiet(page);
    }

    [Test]
    public async Task The_page_of_a_passed_scenario_shows_each_message_and_what_it_was_judged_by()
    {
        var report = await BundledReports.GreenAsync();
        var scenario = report.Scenarios.First(s => s.Id == Failing);
        await using var page = await BundledReports.OpenAsync("passed", report, Failing);
        await page.Page.Locator(".exchange .entry").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

        var run = scenario.Cases[0];
        Assert.That(await page.Page.Locator(".exchange .entry").CountAsync(), Is.EqualTo(run.Transcript.Count(e => e.Message is not null)));
        var judged = run.Lines.First(l => l.Requirement == "POLL-03");
        await page.Page.Locator(".judgements > summary").ClickAsync();
        Assert.That(
            await page.Page.Locator(".lines tr", new() { HasText = "POLL-03" }).First.InnerTextAsync(),
            Does.Contain($"{judged.Line}").And.Contain(BundledReports.Requirement("POLL-03")!.Value.Sentence).And.Contain("passed"));
        Assert.That(await page.Page.Locator($".entry[data-entry='{judged.Exchange}'] .judged").AllInnerTextsAsync(), Has.Some.Contains("POLL-03"));
    }

    [Test]
    public async Task Back_and_forth_leads_to_where_the_reader_was()
    {
        await using var page = await BundledReports.OpenAsync("history", await BundledReports.RedAsync());
        await page.Page.Locator($"li[data-id='{Failing}'] > a").ClickAsync();
        await page.Page.Locator("#view-scenario .finding").First.WaitForAsync();

        await page.Page.GoBackAsync();
        Assert.That(await page.Page.Locator("#view-scenarios").IsVisibleAsync());
        await page.Page.GoForwardAsync();
        await page.Page.Locator("#view-scenario .finding").First.WaitForAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "All scenarios" }).ClickAsync();
        Assert.That(await page.Page.Locator("#view-scenario").IsVisibleAsync(), Is.False);
        Assert.That(await page.Page.Locator("#view-scenarios").IsVisibleAsync());
    }

    [Test]
    public async Task The_keyboard_alone_reaches_a_failure_and_goes_from_row_to_row()
    {
        await using var page = await BundledReports.OpenAsync("keyboard", await BundledReports.RedAsync());
        await page.Page.GetByLabel("Filter this view").FillAsync("notification.poll");
        var rows = page.Page.Locator("li.scenario:not([hidden]) > a");
        for (var i = 0; i < 40 && !await rows.First.EvaluateAsync<bool>("e => e === document.activeElement"); i++)
            await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        Assert.That(await rows.Nth(1).EvaluateAsync<bool>("e => e === document.activeElement"));

        await page.Page.Keyboard.PressAsync("Enter");

        await page.Page.Locator("#view-scenario .detail").WaitForAsync();
        Assert.That(await page.Page.Locator("#scenario-title").EvaluateAsync<bool>("e => e === document.activeElement"), "the reader hears where he is");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_copy_button_hands_over_the_curl_line_with_or_without_the_clipboard(bool isAllowed)
    {
        await using var page = await BundledReports.OpenAsync($"copy-{isAllowed}", await BundledReports.RedAsync(), Failing);
        await Clipboard(page, isAllowed);
        var box = page.Page.Locator(".finding .copy").First;
        var line = await box.Locator("code").InnerTextAsync();
        Assert.That(line, Does.StartWith("# first, in another terminal: conformance serve\ncurl -i -X POLL "));

        await box.GetByRole(AriaRole.Button).ClickAsync();

        Assert.That((await Handed(page, isAllowed)).Trim(), Is.EqualTo(line));
    }

    [TestCase("shell script", true)]
    [TestCase("shell script", false)]
    [TestCase(".http", true)]
    [TestCase("replay", true)]
    public async Task Each_copy_button_hands_over_what_it_names(string what, bool isAllowed)
    {
        var report = await BundledReports.RedAsync();
        var scenario = report.Scenarios.First(s => s.Id == Failing);
        await using var page = await BundledReports.OpenAsync($"copies-{what}-{isAllowed}", report, Failing);
        await Clipboard(page, isAllowed);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = $"Copy {what}", Exact = true }).ClickAsync();

        var expected = what switch
        {
            "replay" => Reproduction.Replay(report, scenario),
            ".http" => Reproduction.HttpFile(report, scenario, scenario.Cases[0]),
            _ => Reproduction.Script(report, scenario, scenario.Cases[0]),
        };
        Assert.That((await Handed(page, isAllowed)).Trim(), Is.EqualTo(expected.Trim()));
    }

    static async Task Clipboard(WatchedPage page, bool isAllowed)
    {
        await page.Page.Locator("#view-scenario .detail").WaitForAsync();
        if (isAllowed)
            await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        else
            await page.Page.EvaluateAsync("""
                () => {
                  Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } });
                  document.execCommand = () => false;
                }
                """);
    }

    static async Task<string> Handed(WatchedPage page, bool isAllowed)
    {
        await page.Page.GetByText(isAllowed ? "Copied" : "Selected: press Ctrl+C", new() { Exact = true }).WaitForAsync();
        return await page.Page.EvaluateAsync<string>(isAllowed ? "() => navigator.clipboard.readText()" : "() => String(getSelection())");
    }

    static async Task<string[]> Shown(WatchedPage page) =>
        await page.Page.Locator("li.scenario:not([hidden])").EvaluateAllAsync<string[]>("all => all.map(e => e.dataset.id)");

    static void AssertQuiet(WatchedPage page)
    {
        Assert.That(page.Leaving, Is.Empty);
        Assert.That(page.Errors, Is.Empty);
    }
}
