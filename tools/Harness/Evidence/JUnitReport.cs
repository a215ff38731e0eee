using System.Xml;

namespace Conformance.Harness.Evidence;

/// <summary>The run as JUnit XML: a suite for each face and topic, a test case for each run of a file.</summary>
/// <remarks>
/// Failed is <c>failure</c>; blocked and harness fault are <c>error</c>; not applicable and not verified are <c>skipped</c>
/// with the reason. An advisory passes and carries a property, for JUnit knows no such thing. Schema: fixtures/schemas/junit.xsd.
/// </remarks>
public static class JUnitReport
{
    public static byte[] Write(RunReport report) => XmlText.Write(xml =>
    {
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", XmlText.Line($"conformance of {report.Target}"));
        Sums(xml, report.Scenarios);
        xml.WriteAttributeString("time", Words.Seconds(report.Duration));
        foreach (var suite in report.Scenarios.GroupBy(ClassName).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", XmlText.Line(suite.Key));
            Sums(xml, suite);
            xml.WriteAttributeString("time", Words.Seconds(Total(suite.SelectMany(s => s.Cases))));
            xml.WriteAttributeString("timestamp", XmlText.Instant(report.Started));
            foreach (var scenario in suite)
                foreach (var run in XmlText.Runs(scenario))
                    TestCase(xml, report, scenario, run);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    });

    static void Sums(XmlWriter xml, IEnumerable<ScenarioReport> scenarios)
    {
        var verdicts = scenarios.SelectMany(XmlText.Runs).Select(c => c.Verdict).ToArray();
        xml.WriteAttributeString("tests", XmlConvert.ToString(verdicts.Length));
        xml.WriteAttributeString("failures", XmlConvert.ToString(verdicts.Count(v => v == Verdict.Failed)));
        xml.WriteAttributeString("errors", XmlConvert.ToString(verdicts.Count(v => v is Verdict.Blocked or Verdict.HarnessFault)));
        xml.WriteAttributeString("skipped", XmlConvert.ToString(verdicts.Count(v => v is Verdict.NotApplicable or Verdict.NotVerified)));
    }

    static void TestCase(XmlWriter xml, RunReport report, ScenarioReport scenario, CaseReport run)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", XmlText.Line(XmlText.CaseName(scenario, run)));
        xml.WriteAttributeString("classname", XmlText.Line(ClassName(scenario)));
        xml.WriteAttributeString("time", Words.Seconds(run.Duration));
        xml.WriteAttributeString("file", XmlText.Line(scenario.File));
        xml.WriteStartElement("properties");
        Property(xml, "verdict", Words.Of(run.Verdict));
        foreach (var requirement in run.Lines.Select(l => l.Requirement).Where(r => r.Length > 0).Distinct())
            Property(xml, "requirement", requirement);
        foreach (var reading in run.Lines.Where(l => l.Verdict == Verdict.Passed).Select(l => l.Reading).OfType<string>().Distinct())
            Property(xml, "reading", reading);
        Property(xml, "replay", Reproduction.Replay(report, scenario));
        xml.WriteEndElement();
        Outcome(xml, scenario, run);
        xml.WriteEndElement();
    }

    static void Outcome(XmlWriter xml, ScenarioReport scenario, CaseReport run)
    {
        switch (run.Verdict)
        {
            case Verdict.NotApplicable or Verdict.NotVerified:
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", XmlText.Line($"{Words.Of(run.Verdict)}: {run.Reason}"));
                xml.WriteEndElement();
                break;
            case Verdict.Blocked or Verdict.HarnessFault:
                Element(xml, "error", Words.Of(run.Verdict), run.Reason, run.Reason);
                break;
            case Verdict.Failed:
                foreach (var finding in XmlText.Findings(scenario, run, Verdict.Failed))
                    Element(xml, "failure", finding.Requirement, finding.Message, XmlText.Explain(finding));
                break;
            case Verdict.Advisory:
                var text = XmlText.Findings(scenario, run, Verdict.Advisory).Select(XmlText.Explain);
                xml.WriteElementString("system-out", Words.Safe(string.Join('\n', text)));
                break;
        }
    }

    static void Element(XmlWriter xml, string name, string type, string message, string text)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("type", XmlText.Line(type));
        xml.WriteAttributeString("message", XmlText.Line(message));
        xml.WriteString(Words.Safe(text));
        xml.WriteEndElement();
    }

    static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", XmlText.Line(value));
        xml.WriteEndElement();
    }

    static string ClassName(ScenarioReport scenario) => $"{Words.Face(scenario)}.{Words.Topic(scenario)}".TrimEnd('.');

    static TimeSpan Total(IEnumerable<CaseReport> runs) => runs.Aggregate(TimeSpan.Zero, (sum, c) => sum + c.Duration);
}
