using Conformance.Harness.Evidence;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Conformance.Browser;

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
        await using var page = await Open($"verdict-{isRed}", report);

        var headline = Headline.Of(report);
        Assert.That(headline.Sentence, Does.StartWith(verdict));
        Assert.That(await page.Page.Locator("h1").InnerTextAsync(), Is.EqualTo(headline.Sentence));
        Assert.That(
            await page.Page.Locator(".numbers dd").AllInnerTextsAsync(),
            Is.EqualTo(new[] { $"{headline.Verified}", $"{headline.Applicable}", $"{headline.NotVerified}" }));
        Assert.That(await page.Page.Locator("details.scenario").CountAsync(), Is.EqualTo(report.Scenarios.Length));
        AssertQuiet(page);
    }

    [Test]
    public async Task The_filter_shows_the_scenarios_that_hold_every_word()
    {
        var report = await BundledReports.RedAsync();
        await using var page = await Open("filter", report);

        await page.Page.GetByLabel("Filter scenarios").FillAsync("poll SPLITS");
        Assert.That(await Shown(page), Is.EqualTo(new[] { Failing }));
        Assert.That(await page.Page.Locator("#shown").InnerTextAsync(), Is.EqualTo($"1 of {report.Scenarios.Length} shown"));
        await page.Page.GetByLabel("Filter scenarios").FillAsync("");
        Assert.That(await page.Page.Locator("details.scenario:not([hidden])").CountAsync(), Is.EqualTo(report.Scenarios.Length));
        AssertQuiet(page);
    }

    [Test]
    public async Task A_switch_shows_one_verdict_only()
    {
        var report = await BundledReports.RedAsync();
        await using var page = await Open("switch", report);

        var failed = report.Scenarios.Where(s => s.Verdict == Verdict.Failed).Select(s => s.Id).ToArray();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = $"{failed.Length} failed" }).ClickAsync();
        Assert.That(await Shown(page), Is.EquivalentTo(failed));
    }

    [Test]
    public async Task A_click_opens_a_failure_with_requirement_difference_and_the_line_marked()
    {
        var report = await BundledReports.RedAsync();
        await using var page = await Open("click", report);
        var row = page.Page.Locator($"[id='{Failing}']");
        Assert.That(await row.Locator(".detail").CountAsync(), Is.Zero, "details are made when they are opened");

        await row.Locator("> summary").ClickAsync();

        var finding = Finding.Of(report.Scenarios.First(s => s.Id == Failing), Verdict.Failed).First();
        var shown = row.Locator(".finding").First;
        await shown.WaitForAsync();
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
    public async Task The_keyboard_alone_reaches_and_opens_a_failure()
    {
        await using var page = await Open("keyboard", await BundledReports.RedAsync());
        await page.Page.GetByLabel("Filter scenarios").FillAsync(Failing);
        var row = page.Page.Locator($"[id='{Failing}']");
        for (var i = 0; i < 20 && !await row.Locator("> summary").EvaluateAsync<bool>("e => e === document.activeElement"); i++)
            await page.Page.Keyboard.PressAsync("Tab");

        await page.Page.Keyboard.PressAsync("Enter");

        await row.Locator(".finding").First.WaitForAsync();
        Assert.That(await row.Locator(".finding").First.IsVisibleAsync());
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_copy_button_hands_over_the_curl_line_with_or_without_the_clipboard(bool isAllowed)
    {
        await using var page = await Open($"copy-{isAllowed}", await BundledReports.RedAsync());
        if (isAllowed)
            await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        else
            await page.Page.EvaluateAsync("""
                () => {
                  Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } });
                  document.execCommand = () => false;
                }
                """);
        await page.Page.Locator($"[id='{Failing}'] > summary").ClickAsync();
        var box = page.Page.Locator($"[id='{Failing}'] .copy").First;
        var line = await box.Locator("code").InnerTextAsync();
        Assert.That(line, Does.StartWith("# first, in another terminal: conformance serve\ncurl -i -X POLL "));

        await box.GetByRole(AriaRole.Button).ClickAsync();

        await page.Page.GetByText(isAllowed ? "Copied" : "Selected: press Ctrl+C", new() { Exact = true }).WaitForAsync();
        var handed = await page.Page.EvaluateAsync<string>(isAllowed ? "() => navigator.clipboard.readText()" : "() => String(getSelection())");
        Assert.That(handed.Trim(), Is.EqualTo(line));
    }

    static async Task<WatchedPage> Open(string name, RunReport report) =>
        await WatchedPage.OpenAsync(BrowserSetup.Browser, await BundledReports.WriteAsync(name, report));

    static async Task<string[]> Shown(WatchedPage page) =>
        await page.Page.Locator("details.scenario:not([hidden])").EvaluateAllAsync<string[]>("all => all.map(e => e.id)");

    static void AssertQuiet(WatchedPage page)
    {
        Assert.That(page.Leaving, Is.Empty);
        Assert.That(page.Errors, Is.Empty);
    }
}
