using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Conformance.Browser.Report;

/// <summary>The views beside the list of scenarios.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public class ReportViewTests
{
    const string Failing = "notification.poll.splits-fired-from-quiet";

    [Test]
    public async Task Each_tab_leads_to_its_view_and_shows_that_alone()
    {
        await using var page = await BundledReports.OpenAsync(
            "tabs", await BundledReports.RedAsync(), earlier: await BundledReports.GreenAsync(), faults: Faults());
        var names = await page.Page.Locator("nav[aria-label=Views] a").AllInnerTextsAsync();
        Assert.That(names.Select(n => n.Split(' ')[0]), Is.EqualTo(new[] { "Scenarios", "Requirements", "Readings", "Faults", "Changes", "Target" }));

        foreach (var name in names.Reverse())
        {
            await page.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
            // The address changes first, and the page hears of that a moment later.
            await Assertions.Expect(page.Page.Locator("nav [aria-current=page]")).ToHaveTextAsync(name, new() { UseInnerText = true });
            Assert.That(await page.Page.Locator(".view:not([hidden])").EvaluateAllAsync<string[]>("all => all.map(v => v.id)"),
                Is.EqualTo(new[] { $"view-{name.Split(' ')[0].ToLowerInvariant()}" }));
        }
        Assert.That(page.Leaving, Is.Empty);
        Assert.That(page.Errors, Is.Empty);
    }

    [Test]
    public async Task What_is_missing_has_no_tab()
    {
        await using var page = await BundledReports.OpenAsync("no-tabs", await BundledReports.RedAsync());

        Assert.That(await page.Page.Locator("nav[aria-label=Views]").InnerTextAsync(), Does.Not.Contain("Faults").And.Not.Contain("Changes"));
    }

    [Test]
    public async Task The_requirements_hold_every_catalogued_row_with_what_became_of_it()
    {
        var report = await BundledReports.RedAsync();
        await using var page = await BundledReports.OpenAsync("requirements", report, "requirements");
        var rows = page.Page.Locator("#view-requirements tr.row");
        Assert.That(await rows.CountAsync(), Is.EqualTo(BundledReports.Requirements));
        var states = await rows.EvaluateAllAsync<string[]>("all => all.map(r => r.dataset.state)");
        var judged = RunFacts.Requirements(report);
        Assert.That(states.Count(s => s == "failed"), Is.EqualTo(judged.Count(r => r.Verdict == Verdict.Failed)).And.Positive);
        Assert.That(states.Count(s => s == "no scenario"), Is.Positive);

        await page.Page.GetByLabel("Filter this view").FillAsync("POLL-03");
        var row = page.Page.Locator("[id='POLL-03']");
        Assert.That(await row.InnerTextAsync(), Does.Contain("MUST").And.Contain("failed").And.Contain(BundledReports.Requirement("POLL-03")!.Value.Sentence));
        Assert.That(await page.Page.Locator("#view-requirements tr.row:not([hidden])").CountAsync(), Is.LessThan(10));
    }

    [Test]
    public async Task A_requirement_has_an_address_that_leads_to_its_row()
    {
        await using var page = await BundledReports.OpenAsync("row", await BundledReports.RedAsync(), "POLL-03");

        Assert.That(await page.Page.Locator("tr.here").GetAttributeAsync("id"), Is.EqualTo("POLL-03"));
        Assert.That(await page.Page.Locator("[id='POLL-03']").EvaluateAsync<bool>(
            "e => { const box = e.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"));
    }

    [Test]
    public async Task The_readings_name_the_one_that_the_target_follows_among_its_rivals()
    {
        var report = await BundledReports.GreenAsync();
        await using var page = await BundledReports.OpenAsync("readings", report, "readings");

        var chosen = RunFacts.Readings(report);
        Assert.That(
            await page.Page.Locator("#view-readings tr.row", new() { HasText = "conforms" }).EvaluateAllAsync<string[]>("all => all.map(r => r.id)"),
            Is.EquivalentTo(chosen.Select(r => r.Reading)).And.Not.Empty);
        Assert.That(await page.Page.Locator("#view-readings tr.row").CountAsync(), Is.GreaterThan(chosen.Length), "rivals stand there too");
    }

    [Test]
    public async Task The_changes_name_what_broke_since_the_earlier_run()
    {
        var (green, red) = (await BundledReports.GreenAsync(), await BundledReports.RedAsync());
        await using var page = await BundledReports.OpenAsync("changes", red, "changes", earlier: green);

        var broken = red.Scenarios.Where(s => s.Verdict == Verdict.Failed).Select(s => s.Id).ToArray();
        var view = page.Page.Locator("#view-changes");
        Assert.That(await view.Locator(".lead").InnerTextAsync(), Does.Contain($"{broken.Length} broken"));
        Assert.That(
            await view.Locator("table").First.Locator("tr.failed th").AllInnerTextsAsync(), Is.EquivalentTo(broken));
        await view.GetByRole(AriaRole.Link, new() { Name = Failing }).ClickAsync();
        await page.Page.Locator("#view-scenario .finding").First.WaitForAsync();
    }

    [Test]
    public async Task The_fault_matrix_has_a_square_for_each_kill_and_says_the_same_in_words()
    {
        await using var page = await BundledReports.OpenAsync("faults", await BundledReports.GreenAsync(), "faults", faults: Faults());

        var matrix = page.Page.Locator("#view-faults .matrix svg");
        Assert.That(await matrix.Locator(".kill").CountAsync(), Is.EqualTo(2));
        Assert.That(await matrix.Locator(".stray").CountAsync(), Is.EqualTo(1));
        Assert.That(await matrix.Locator(".survived").CountAsync(), Is.EqualTo(1));
        Assert.That(await page.Page.Locator("#view-faults tr.failed").InnerTextAsync(), Does.Contain("survived").And.Contain($"{Failing} is passed"));
    }

    static FaultsFile Faults() => new(true,
    [
        Fault("poll.all-quiet", true, [new(Failing, 24), new("notification.poll.all-fired", 9)], [new("notification.lease.expires-unless-polled", 3)]),
        Fault("poll.unseen", false, [], [], $"{Failing} is passed"),
    ], []);

    static FaultsFile.Entry Fault(string id, bool isProved, ImmutableArray<Kill> kills, ImmutableArray<Kill> elsewhere, params string[] reasons) => new(
        id, "notification", FaultKind.Fault, FaultSeam.Rule, "POLL-03", "Every live id is reported under 204.", isProved, 3, kills, elsewhere, [.. reasons]);
}
