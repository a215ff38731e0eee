using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Conformance.Harness.Evidence;
using Conformance.Harness.Evidence.Html;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class HtmlReportTests
{
    [Test]
    public void The_heading_is_the_sentence_of_the_run_and_the_three_numbers_stand_below()
    {
        var page = Page(Runs.WithOneFailure());
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo(Headline.Of(Runs.WithOneFailure()).Sentence));
        Assert.That(page.QuerySelectorAll(".numbers dd").Select(n => n.TextContent), Is.EqualTo(new[] { "2", "2", "0" }));
    }

    [Test]
    public void Each_scenario_stands_in_the_tree_under_its_face_and_topic()
    {
        var page = Page(Runs.WithOneFailure());
        var row = Row(page, Runs.Failing);
        Assert.That(row.ClassList, Does.Contain("failed"));
        var topic = row.Closest("details.topic")!;
        Assert.That(topic.QuerySelector("summary")!.TextContent, Is.EqualTo("poll 1 failed"));
        Assert.That(topic.HasAttribute("open"));
        Assert.That(row.QuerySelector("a")!.GetAttribute("href"), Is.EqualTo("#" + Runs.Failing));
        Assert.That(row.Closest(".face")!.QuerySelector("h3")!.TextContent, Does.StartWith("notification"));
    }

    [Test]
    public void The_requirement_table_names_sentence_source_and_worst_verdict()
    {
        var row = Page(Runs.WithOneFailure()).QuerySelectorAll("#view-requirements tbody tr").Single();
        Assert.That(row.Children.Select(c => c.TextContent.Trim()).ToArray(), Has.ItemAt(0).EqualTo("POLL-03").And.ItemAt(1).EqualTo("failed"));
        Assert.That(row.TextContent, Does.Contain("After a matching event").And.Contain("status table, row 200"));
        Assert.That(row.QuerySelectorAll("a").Select(a => a.GetAttribute("href")), Does.Contain("#" + Runs.Failing));
    }

    [Test]
    public void The_data_of_a_scenario_holds_the_exchange_with_the_differing_line_marked()
    {
        var group = Data(Page(Runs.WithOneFailure()))[1].GetProperty("cases")[0].GetProperty("groups")[0];
        Assert.That(group.GetProperty("findings")[0].GetProperty("title").GetString(), Is.EqualTo($"FAIL MUST POLL-03 {Runs.Failing}:24"));
        var marked = group.GetProperty("message").EnumerateArray().Where(l => l[1].GetBoolean()).Select(l => l[0].GetString());
        Assert.That(marked, Has.One.Items.And.All.Contains("<li>s10</li>"));
        Assert.That(group.GetProperty("curl").GetString(), Does.StartWith("curl -i"));
    }

    [Test]
    public void A_row_says_what_went_wrong_before_it_is_opened()
    {
        var page = Page(Runs.WithOneFailure());
        Assert.That(Row(page, Runs.Failing).QuerySelector(".why")!.TextContent, Is.EqualTo("POLL-03 expected 200 : s11, actual 200 : s10"));
        Assert.That(page.QuerySelectorAll(".passed .why"), Is.Empty);
        Assert.That(page.QuerySelectorAll(".switch").Select(s => s.TextContent), Is.EqualTo(new[] { "1 failed", "1 passed" }));
    }

    [Test]
    public void The_file_asks_for_nothing_from_outside()
    {
        var page = Page(Runs.WithOneFailure());
        Assert.That(page.QuerySelectorAll("[src], link:not([href^='data:'])"), Is.Empty);
        Assert.That(page.QuerySelectorAll("[href]").Select(e => e.GetAttribute("href")!), Is.All.Matches<string>(
            h => h is ['#', ..] || h?.StartsWith("data:", StringComparison.Ordinal) == true));
        Assert.That(page.QuerySelector("meta[http-equiv='Content-Security-Policy']")?.GetAttribute("content"), Does.StartWith("default-src 'none'"));
        Assert.That(page.QuerySelector("style")?.TextContent, Does.Not.Contain("url(").And.Not.Contain("@import"));
    }

    [Test]
    public void Nothing_a_server_sent_becomes_markup_or_ends_the_data()
    {
        const string Evil = "</script><script>alert(1)</script><!--<script> {{script}} \u2028 \ud800 \0 '\"&";
        var line = Runs.Line(Verdict.Failed) with { Actual = Evil, Requirement = "X-1" };
        var run = Runs.Case(Verdict.Failed, [line], Runs.Poll()[0], Runs.Received(200, Evil.Replace("\ud800", "").Replace("\u2028", ""), Evil, ("X", "</script>")));
        var report = Runs.Of(Runs.Scenario("a.b.c", Verdict.Failed, run) with { Title = Evil, Reason = Evil })
            with
        { Target = Evil, Aborted = Evil, Capabilities = [new(Evil, false, Evil, [])] };
        var page = Page(report, _ => (Evil, Evil));
        Assert.That(page.QuerySelectorAll("script"), Has.Exactly(2).Items);
        Assert.That(Data(page)[0].GetProperty("cases")[0].GetProperty("groups")[0].GetProperty("findings")[0].GetProperty("actual").GetString(), Does.StartWith("</script><script>alert(1)"));
        Assert.That(page.QuerySelector("h1")!.TextContent, Does.Contain("<script>alert(1)</script>"));
        Assert.That(page.QuerySelectorAll("img, iframe, [onerror]"), Is.Empty);
    }

    [Test]
    public void Two_thousand_scenarios_give_rows_without_details_until_one_is_opened()
    {
        var report = Runs.Of([.. Enumerable.Range(0, 2000).Select(i => Runs.Scenario($"notification.poll.n{i}", i % 2 == 0 ? Verdict.Failed : Verdict.Passed))]);
        var page = Page(report);
        Assert.That(page.QuerySelectorAll("li.scenario"), Has.Exactly(2000).Items);
        Assert.That(page.QuerySelectorAll(".scenario pre, .detail"), Is.Empty);
        Assert.That(Data(page), Has.Exactly(2000).Items);
    }

    [Test]
    public void Controls_have_names_and_work_without_a_mouse()
    {
        var page = Page(Runs.WithOneFailure());
        Assert.That(page.QuerySelector("label[for='words'] + input#words"), Is.Not.Null);
        Assert.That(page.QuerySelectorAll("button").Select(b => b.TextContent), Is.All.Not.Empty);
        Assert.That(page.QuerySelectorAll("[onclick], [tabindex]:not([tabindex='-1'])"), Is.Empty);
        Assert.That(page.QuerySelectorAll("details > summary").Length, Is.EqualTo(page.QuerySelectorAll("details").Length));
    }

    static IDocument Page(RunReport report, Func<string, (string, string)?>? catalogue = null) =>
        new HtmlParser().ParseDocument(Encoding.UTF8.GetString(new HtmlReport(new HtmlSources { Requirement = catalogue ?? Runs.Catalogue }).Write(report)));

    static IElement Row(IDocument page, string id) => page.QuerySelectorAll("li.scenario").Single(r => r.GetAttribute("data-id") == id);

    /// <summary>The details of all scenarios, unpacked as the page does.</summary>
    static JsonElement[] Data(IDocument page) =>
        [.. JsonDocument.Parse(page.GetElementById("data")!.TextContent).RootElement.EnumerateArray().SelectMany(chunk => Unpack(chunk.GetBytesFromBase64()))];

    static IEnumerable<JsonElement> Unpack(byte[] chunk)
    {
        using var plain = new DeflateStream(new MemoryStream(chunk), CompressionMode.Decompress);
        return JsonDocument.Parse(plain).RootElement.EnumerateArray();
    }
}
