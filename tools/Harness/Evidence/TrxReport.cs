using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Conformance.Harness.Evidence;

/// <summary>The run as a Visual Studio test result file, for tools that read nothing else.</summary>
/// <remarks>Ids are derived from the names, so equal runs give equal files but for the times.</remarks>
public static class TrxReport
{
    const string Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
    const string UnitTestType = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b";
    const string AllResults = "19431567-8539-422a-85d7-44ee4e166bda";

    public static byte[] Write(RunReport report) => XmlText.Write(xml =>
    {
        var runs = report.Scenarios.SelectMany(s => XmlText.Runs(s).Select(c => (Scenario: s, Run: c))).ToArray();
        xml.WriteStartElement("TestRun", Namespace);
        Attributes(xml, ("id", Id("run", report.Target)), ("name", XmlText.Line($"conformance of {report.Target}")));
        xml.WriteStartElement("Times");
        Attributes(
            xml, ("creation", XmlText.Instant(report.Started)), ("queuing", XmlText.Instant(report.Started)),
            ("start", XmlText.Instant(report.Started)), ("finish", XmlText.Instant(report.Started + report.Duration)));
        xml.WriteEndElement();
        xml.WriteStartElement("Results");
        foreach (var (scenario, run) in runs)
            Result(xml, report, scenario, run);
        xml.WriteEndElement();
        xml.WriteStartElement("TestDefinitions");
        foreach (var (scenario, run) in runs)
            Definition(xml, scenario, run);
        xml.WriteEndElement();
        xml.WriteStartElement("TestEntries");
        foreach (var (scenario, run) in runs)
        {
            xml.WriteStartElement("TestEntry");
            Attributes(xml, ("testId", TestId(scenario, run)), ("executionId", ExecutionId(scenario, run)), ("testListId", AllResults));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteStartElement("TestLists");
        xml.WriteStartElement("TestList");
        Attributes(xml, ("name", "All Loaded Results"), ("id", AllResults));
        xml.WriteEndElement();
        xml.WriteEndElement();
        Summary(xml, report, [.. runs.Select(r => r.Run.Verdict)]);
        xml.WriteEndElement();
    });

    static void Result(XmlWriter xml, RunReport report, ScenarioReport scenario, CaseReport run)
    {
        xml.WriteStartElement("UnitTestResult");
        Attributes(
            xml,
            ("executionId", ExecutionId(scenario, run)),
            ("testId", TestId(scenario, run)),
            ("testName", XmlText.Line(XmlText.CaseName(scenario, run))),
            ("computerName", XmlText.Line(report.Target)),
            ("duration", run.Duration.ToString("c")),
            ("startTime", XmlText.Instant(report.Started)),
            ("endTime", XmlText.Instant(report.Started + run.Duration)),
            ("testType", UnitTestType),
            ("outcome", Outcome(run.Verdict)),
            ("testListId", AllResults));
        var findings = XmlText.Findings(scenario, run, run.Verdict).ToArray();
        if (run.Verdict != Verdict.Passed)
        {
            var text = run.Verdict is Verdict.Failed or Verdict.Advisory
                ? string.Join('\n', findings.Select(XmlText.Explain))
                : $"{Words.Of(run.Verdict)}: {run.Reason}";
            xml.WriteStartElement("Output");
            if (run.Verdict == Verdict.Advisory)
                xml.WriteElementString("StdOut", Words.Safe(text));
            else
            {
                xml.WriteStartElement("ErrorInfo");
                xml.WriteElementString("Message", Words.Safe(text));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    static void Definition(XmlWriter xml, ScenarioReport scenario, CaseReport run)
    {
        xml.WriteStartElement("UnitTest");
        Attributes(
            xml, ("name", XmlText.Line(XmlText.CaseName(scenario, run))), ("storage", XmlText.Line(scenario.File)),
            ("id", TestId(scenario, run)));
        xml.WriteStartElement("Execution");
        Attributes(xml, ("id", ExecutionId(scenario, run)));
        xml.WriteEndElement();
        xml.WriteStartElement("TestMethod");
        Attributes(
            xml, ("codeBase", XmlText.Line(scenario.File)), ("adapterTypeName", "conformance"),
            ("className", XmlText.Line($"{Words.Face(scenario)}.{Words.Topic(scenario)}")), ("name", XmlText.Line(scenario.Id)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static void Summary(XmlWriter xml, RunReport report, Verdict[] verdicts)
    {
        int Count(params Verdict[] wanted) => verdicts.Count(wanted.Contains);
        (string, int)[] counters =
        [
            ("total", verdicts.Length),
            ("executed", Count(Verdict.Passed, Verdict.Advisory, Verdict.Failed, Verdict.Blocked, Verdict.HarnessFault)),
            ("passed", Count(Verdict.Passed, Verdict.Advisory)),
            ("failed", Count(Verdict.Failed)),
            ("error", Count(Verdict.HarnessFault)),
            ("timeout", 0),
            ("aborted", 0),
            ("inconclusive", Count(Verdict.Blocked)),
            ("passedButRunAborted", 0),
            ("notRunnable", 0),
            ("notExecuted", Count(Verdict.NotApplicable, Verdict.NotVerified)),
            ("disconnected", 0),
            ("warning", 0),
            ("completed", 0),
            ("inProgress", 0),
            ("pending", 0),
        ];
        xml.WriteStartElement("ResultSummary");
        Attributes(xml, ("outcome", report.Aborted is not null ? "Aborted" : ExitCode.Of(report) == ExitCode.GateMet ? "Completed" : "Failed"));
        xml.WriteStartElement("Counters");
        foreach (var (name, number) in counters)
            xml.WriteAttributeString(name, XmlConvert.ToString(number));
        xml.WriteEndElement();
        xml.WriteStartElement("Output");
        xml.WriteElementString("StdOut", Words.Safe(Headline.Of(report).Sentence));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static string Outcome(Verdict verdict) => verdict switch
    {
        Verdict.Passed or Verdict.Advisory => "Passed",
        Verdict.Failed => "Failed",
        Verdict.HarnessFault => "Error",
        Verdict.Blocked => "Inconclusive",
        _ => "NotExecuted",
    };

    static string TestId(ScenarioReport scenario, CaseReport run) => Id("test", XmlText.CaseName(scenario, run));

    static string ExecutionId(ScenarioReport scenario, CaseReport run) => Id("execution", XmlText.CaseName(scenario, run));

    static string Id(string kind, string name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {name}")).AsSpan(0, 16)).ToString("D");

    static void Attributes(XmlWriter xml, params (string Name, string Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
            xml.WriteAttributeString(name, value);
    }
}
