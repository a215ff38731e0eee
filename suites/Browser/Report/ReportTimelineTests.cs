using System.Globalization;
using Conformance.Harness.Evidence;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Conformance.Browser.Report;

/// <summary>The timeline of a scenario, drawn.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public class ReportTimelineTests
{
    [Test]
    public async Task A_lease_ends_inside_the_gap_in_which_it_ran_out()
    {
        await using var page = await Open("lease", await BundledReports.GreenAsync(), "notification.lease.expires-unless-polled");
        var drawing = page.Page.Locator(".timeline .wide svg");

        Assert.That(await drawing.Locator("text.over").TextContentAsync(), Is.EqualTo("ran out at 178 s"));
        var end = await Number(drawing.Locator("line.over"), "x1");
        var gap = drawing.Locator("rect.gap").Last;
        Assert.That(end, Is.GreaterThan(await Number(gap, "x")).And.LessThan(await Number(gap, "x") + await Number(gap, "width")));
        Assert.That(await drawing.Locator(".sign.quiet").CountAsync(), Is.EqualTo(2), "two polls renewed it");
        Assert.That(await drawing.Locator(".sign.gone").CountAsync(), Is.EqualTo(1), "the third was told that it is gone");
        Assert.That(await drawing.GetAttributeAsync("aria-label"), Is.EqualTo("3 messages; 1 subscription, 1 whose lease ran out"));
    }

    [Test]
    public async Task A_held_Ping_is_a_bar_from_its_request_over_the_event_to_its_answer()
    {
        await using var page = await Open("ping", await BundledReports.GreenAsync(), "activesync.ping.mail-ends-the-wait");
        var drawing = page.Page.Locator(".timeline .wide svg");

        var held = drawing.Locator("g.turn", new() { HasText = "Ping held 3 s, 200" });
        var bar = held.Locator("rect.held");
        var (from, to) = (await Number(bar, "x"), await Number(bar, "x") + await Number(bar, "width"));
        var mail = await drawing.Locator("g.event", new() { HasText = "is delivered" }).First.EvaluateAsync<double>("g => g.firstElementChild.getCTM().e");
        Assert.That(mail, Is.GreaterThan(from).And.LessThan(to));
    }

    [Test]
    public async Task An_event_that_fired_and_a_failed_answer_have_signs_of_their_own()
    {
        const string Splits = "notification.poll.splits-fired-from-quiet";
        await using var green = await Open("fired", await BundledReports.GreenAsync(), Splits);
        await using var red = await Open("not-fired", await BundledReports.RedAsync(), Splits);

        Assert.That(await green.Page.Locator(".timeline .wide .sign.fired").CountAsync(), Is.Positive);
        Assert.That(await green.Page.Locator(".timeline .turn.failed").CountAsync(), Is.Zero);
        Assert.That(await red.Page.Locator(".timeline .wide .sign.fired").CountAsync(), Is.Zero);
        Assert.That(await red.Page.Locator(".timeline .turn.failed").CountAsync(), Is.Positive);
    }

    [Test]
    public async Task A_click_on_a_mark_leads_to_its_message()
    {
        await using var page = await Open("mark", await BundledReports.GreenAsync(), "notification.lease.expires-unless-polled");
        var mark = page.Page.Locator(".timeline .sign.gone").First;
        var index = await mark.GetAttributeAsync("data-entry");

        await mark.ClickAsync();

        Assert.That(await page.Page.EvaluateAsync<string>("() => document.activeElement.dataset.entry"), Is.EqualTo(index));
    }

    static async Task<WatchedPage> Open(string name, RunReport report, string scenario)
    {
        var page = await BundledReports.OpenAsync($"timeline-{name}", report, scenario);
        await page.Page.Locator(".timeline").First.WaitForAsync();
        return page;
    }

    static async Task<double> Number(ILocator locator, string attribute) =>
        double.Parse((await locator.GetAttributeAsync(attribute))!, CultureInfo.InvariantCulture);
}
