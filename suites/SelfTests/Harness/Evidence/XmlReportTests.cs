using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Conformance.Harness.Evidence;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class XmlReportTests
{
    static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    [Test]
    public void JUnit_is_valid_by_the_schema_kept_here_whatever_a_server_sent()
    {
        foreach (var report in new[] { Runs.Of(), Runs.WithOneFailure(), Hostile() })
            Assert.That(SchemaErrors(JUnitReport.Write(report)), Is.Empty);
    }

    [Test]
    public void The_JUnit_schema_refuses_a_case_without_name_or_time_and_an_unknown_element()
    {
        foreach (var attribute in new[] { "name", "classname", "time", "file" })
        {
            var junit = XDocument.Parse(Text(JUnitReport.Write(Runs.WithOneFailure())));
            junit.Descendants("testcase").First().Attribute(attribute)!.Remove();
            Assert.That(SchemaErrors(Encoding.UTF8.GetBytes(junit.ToString())), Is.Not.Empty, attribute);
        }
        var text = Text(JUnitReport.Write(Runs.WithOneFailure())).Replace("failure", "fiasco");
        Assert.That(SchemaErrors(Encoding.UTF8.GetBytes(text)), Is.Not.Empty);
    }

    [Test]
    public void A_JUnit_failure_says_what_was_expected_and_what_came()
    {
        var junit = XDocument.Parse(Text(JUnitReport.Write(Runs.WithOneFailure())));
        var failure = junit.Descendants("failure").Single();
        Assert.That((string?)failure.Attribute("message"), Is.EqualTo("expected 200 : s11, actual 200 : s10"));
        Assert.That((string?)failure.Attribute("type"), Is.EqualTo("POLL-03"));
        Assert.That(failure.Value, Does.Contain($"FAIL  MUST POLL-03  {Runs.Failing}:24").And.Contain("<li>s10</li>"));
        Assert.That((string?)failure.Parent!.Attribute("classname"), Is.EqualTo("notification.poll"));
        Assert.That((string?)failure.Parent.Attribute("time"), Is.EqualTo("0.012"));
    }

    [Test]
    public void JUnit_counts_each_verdict_where_CI_looks_for_it()
    {
        var report = Runs.Of([.. Enum.GetValues<Verdict>().Select(v => Runs.Scenario($"a.b.{(int)v}", v))]);
        var root = XDocument.Parse(Text(JUnitReport.Write(report))).Root!;
        Assert.That(
            new[] { "tests", "failures", "errors", "skipped" }.Select(n => (int)root.Attribute(n)!), Is.EqualTo(new[] { 7, 1, 2, 2 }));
        Assert.That(
            new[] { "testcase", "failure", "error", "skipped" }.Select(n => root.Descendants(n).Count()), Is.EqualTo(new[] { 7, 1, 2, 2 }));
    }

    [Test]
    public void A_scenario_that_never_ran_is_a_skipped_case_with_its_reason()
    {
        var scenario = Runs.Scenario("a.b.c", Verdict.NotApplicable) with { Cases = [], Reason = "needs rvp" };
        var junit = XDocument.Parse(Text(JUnitReport.Write(Runs.Of(scenario))));
        Assert.That((string?)junit.Descendants("skipped").Single().Attribute("message"), Is.EqualTo("not applicable: needs rvp"));
    }

    [Test]
    public void Each_TRX_result_has_its_definition_and_entry_and_the_counters_add_up()
    {
        var report = Runs.Of([.. Enum.GetValues<Verdict>().Select(v => Runs.Scenario($"a.b.{(int)v}", v))]);
        var root = XDocument.Parse(Text(TrxReport.Write(report))).Root!;
        var results = root.Descendants(Trx + "UnitTestResult").ToArray();
        Assert.That(results, Has.Length.EqualTo(7));
        var defined = root.Descendants(Trx + "UnitTest").Select(t => ((string)t.Attribute("id")!, (string)t.Element(Trx + "Execution")!.Attribute("id")!));
        var entered = root.Descendants(Trx + "TestEntry").Select(t => ((string)t.Attribute("testId")!, (string)t.Attribute("executionId")!));
        var told = results.Select(t => ((string)t.Attribute("testId")!, (string)t.Attribute("executionId")!)).ToArray();
        Assert.That(told, Is.Unique.And.EquivalentTo(defined));
        Assert.That(told, Is.EquivalentTo(entered));
        Assert.That(told.SelectMany(t => new[] { t.Item1, t.Item2 }), Is.All.Matches<string>(id => Guid.TryParse(id, out _)));
        var counters = root.Descendants(Trx + "Counters").Single().Attributes().ToDictionary(a => a.Name.LocalName, a => (int)a);
        Assert.That(counters["total"], Is.EqualTo(7));
        Assert.That(counters["passed"] + counters["failed"] + counters["error"] + counters["inconclusive"], Is.EqualTo(counters["executed"]));
        Assert.That(counters["executed"] + counters["notExecuted"], Is.EqualTo(7));
        Assert.That(results.Select(r => (string)r.Attribute("outcome")!), Is.EqualTo(
            new[] { "Passed", "Passed", "NotExecuted", "NotExecuted", "Inconclusive", "Failed", "Error" }));
    }

    [Test]
    public void TRX_can_be_read_whatever_a_server_sent() =>
        Assert.That(() => XDocument.Parse(Text(TrxReport.Write(Hostile()))), Throws.Nothing);

    [Test]
    public void The_first_line_of_the_Markdown_page_is_the_sentence_of_the_run()
    {
        var page = new MarkdownReport(Runs.Catalogue).Write(Runs.WithOneFailure());
        Assert.That(page.Split('\n')[0].Replace("\\", "", StringComparison.Ordinal), Is.EqualTo($"**{Headline.Of(Runs.WithOneFailure()).Sentence}**"));
        Assert.That(page, Does.Contain("POLL Method, status table, row 200").And.Contain("curl -i").And.Contain("expected  200 : s11"));
    }

    [Test]
    public void Nothing_a_server_sent_ends_a_block_or_becomes_markup_in_Markdown()
    {
        var line = Runs.Line(Verdict.Failed) with { Actual = "````\n</details><img src=x>" };
        var run = Runs.Case(Verdict.Failed, [line], [.. Runs.Poll("`````` </details> a")]);
        var page = new MarkdownReport(_ => null).Write(Runs.Of(Runs.Scenario("a.b.c", Verdict.Failed, run) with { Title = "<b>" }));
        var outside = new StringBuilder();
        var fence = "";
        foreach (var text in page.Split('\n'))
            if (fence.Length == 0 && text.StartsWith("```", StringComparison.Ordinal))
                fence = new string('`', text.TakeWhile(c => c == '`').Count());
            else if (fence.Length > 0 && text == fence)
                fence = "";
            else if (fence.Length == 0)
                outside.Append(text).Append('\n');
        Assert.That(fence, Is.Empty);
        Assert.That(outside.ToString().Split("</details>"), Has.Length.EqualTo(2));
        Assert.That(outside.ToString(), Does.Not.Contain("<img"));
    }

    static RunReport Hostile()
    {
        var evil = "\0\u0001\u001b[31m]]> <![CDATA[ \ud800 \uffff & \" </failure>";
        var line = Runs.Line(Verdict.Failed) with { Expected = evil, Actual = evil, Text = evil };
        var run = Runs.Case(Verdict.Failed, [line], Runs.Poll()[0], Runs.Received(200, "\u0001", [0, 255, 27, 10, 13])) with { Row = evil };
        return Runs.Of(
            Runs.Scenario("a.b.c", Verdict.Failed, run) with { Title = evil },
            Runs.Scenario("a.b.d", Verdict.HarnessFault) with { Reason = evil, Cases = [] },
            Runs.Scenario("a.b.e", Verdict.Advisory, run with { Verdict = Verdict.Advisory, Lines = [line with { Verdict = Verdict.Advisory }] }));
    }

    static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    static List<string> SchemaErrors(byte[] xml)
    {
        var errors = new List<string>();
        var schemas = new XmlSchemaSet();
        schemas.Add(null, Fixtures.Path("schemas/junit.xsd"));
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, e) => errors.Add(e.Message);
        using var reader = XmlReader.Create(new MemoryStream(xml), settings);
        while (reader.Read())
        {
            // Reading to the end is what validates.
        }
        return errors;
    }
}
