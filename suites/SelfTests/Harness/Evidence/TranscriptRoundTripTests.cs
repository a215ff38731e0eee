using Conformance.Harness.Evidence;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

/// <summary>A transcript is a recording: what the parser reads from it is what went over the wire.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class TranscriptRoundTripTests
{
    [Test]
    public async Task Every_transcript_of_a_green_run_reads_back_to_its_messages() => AssertReadsBack(await BundledRuns.GreenAsync());

    [Test]
    public async Task Every_transcript_of_a_red_run_reads_back_with_its_findings_as_comments()
    {
        var report = await BundledRuns.RedAsync();
        AssertReadsBack(report);
        var failed = report.Scenarios.First(s => s.Verdict == Verdict.Failed);
        Assert.That(TranscriptText.Of(report, failed, failed.Cases.First(c => c.Verdict == Verdict.Failed)), Does.Contain("\n#! FAIL "));
    }

    [Test]
    public void A_message_that_reads_back_otherwise_is_seen()
    {
        var entry = Runs.Received(200, "OK", "body", ("A", "b"));
        var other = Runs.Received(200, "OK", "bodY", ("A", "b"));
        var report = Runs.Of(Runs.Scenario("a.b.c", Verdict.Passed, Runs.Case(Verdict.Passed, [], entry)));
        var file = ScenarioParser.Parse("r", TranscriptText.Of(report, report.Scenarios[0], report.Scenarios[0].Cases[0])).Require();
        Assert.That(Shown(file.Statements.OfType<Received>().Single()), Is.EqualTo(Shown(entry)).And.Not.EqualTo(Shown(other)));
    }

    /// <summary>Requests that hostile scenarios send: words of the language as methods, blanks and marks where they mean something.</summary>
    [Test, Combinatorial]
    public void A_request_of_odd_parts_reads_back_to_its_parts_or_else_to_its_bytes(
        [Values("POLL", "raw", "close", "datagram", "given", "then", "200", "Ping", "GE<T", "")] string method,
        [Values("/a b", "/a  # b", " /x ", "/${x}", "/\\", "/\u00E9", "*", "/x held as p", "")] string target,
        [Values("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "")] string version)
    {
        var start = $"{method} {target} {version}".TrimEnd();
        var bytes = System.Text.Encoding.Latin1.GetBytes($"{start}\r\nX: a  # b\r\n\r\n");
        var message = new HttpMessage(start, [new Header("X", "a  # b")], default, bytes) { Method = method, Target = target };
        var entry = Runs.Sent("POLL", "/", "") with { Message = message, Actor = "bob" };
        var run = Runs.Case(Verdict.Passed, [], entry);
        var report = Runs.Of(Runs.Scenario("a.b.c", Verdict.Passed, run));
        Assert.That(AssertReadsBack(report, report.Scenarios[0], run), Is.EqualTo(1));
    }

    static void AssertReadsBack(RunReport report)
    {
        var messages = 0;
        Assert.Multiple(() =>
        {
            foreach (var scenario in report.Scenarios)
                foreach (var run in scenario.Cases)
                    messages += AssertReadsBack(report, scenario, run);
        });
        Assert.That(messages, Is.GreaterThan(1000), "the run had messages to read back");
    }

    static int AssertReadsBack(RunReport report, ScenarioReport scenario, CaseReport run)
    {
        var text = TranscriptText.Of(report, scenario, run);
        var parsed = ScenarioParser.Parse(scenario.Id, text);
        Assert.That(parsed.Diagnostics.Select(d => d.Render()), Is.Empty, scenario.Id);
        if (parsed.File is not { } file)
            return 0;
        var read = file.Statements.Where(s => s is Sent or Received).ToArray();
        var entries = run.Transcript.Where(e => e.Message is not null).ToArray();
        Assert.That(read, Has.Length.EqualTo(entries.Length), scenario.Id);
        foreach (var (statement, entry) in read.Zip(entries))
            Assert.That(Shown(statement), Is.EqualTo(statement is Sent { What: Raw or Datagram } ? ShownRaw(entry) : Shown(entry)), scenario.Id);
        Assert.That(
            file.Statements.OfType<Then>().Sum(t => Durations.Of(t.Amount.Source, t.Unit)!.Value.Ticks),
            Is.EqualTo(run.Transcript.Where(e => e.Message is not null).Select(e => e.At.Ticks).DefaultIfEmpty(0).Last()),
            $"{scenario.Id}: the time that passed");
        return read.Length;
    }

    /// <summary>Speaker, start line, headers and body of what happened.</summary>
    static string Shown(TranscriptEntry entry)
    {
        var message = entry.Message!;
        var start = message.Status > 0 ? $"{message.Status} {message.Reason}".TrimEnd() : $"{message.Method} {message.Target}";
        return Show(entry.Actor, start, message.Headers.Select(h => (h.Name, h.Value)), RequestBytes.Text(message.Body.Span));
    }

    /// <summary>Of what only its bytes can show, the bytes.</summary>
    static string ShownRaw(TranscriptEntry entry) => Show(entry.Actor, "raw", [], RequestBytes.Text(entry.Message!.Raw.Span));

    static string Shown(Statement statement) => statement switch
    {
        Sent { What: Raw or Datagram } raw => Show(raw.Actor, "raw", [], Text(raw.Body)),
        Sent { What: RequestLine line } sent => Show(
            sent.Actor, $"{line.Methods.Single()} {Text(line.Target)}", Headers(sent.Headers), Text(sent.Body)),
        Sent { What: AnswerLine line } reply => Show(
            reply.Actor, $"{line.Status} {line.Reason}".TrimEnd(), Headers(reply.Headers), Text(reply.Body)),
        Received { Options: [{ What: StatusLine line } option] } received => Show(
            received.Actor, $"{line.Statuses} {line.Reason}".TrimEnd(), Headers(option.Headers), Text(option.Body)),
        Received { Options: [{ What: ArrivalLine line } option] } arrival => Show(
            arrival.Actor, $"{line.Method} {Text(line.Target)}", Headers(option.Headers), Text(option.Body)),
        _ => $"unexpected: {statement}",
    };

    static string Show(string? actor, string start, IEnumerable<(string Name, string Value)> headers, string body) =>
        $"{(actor is null or "" ? Actors.Default : actor)} {start}\n{string.Concat(headers.Select(h => $"{h.Name}: {h.Value}\n"))}\n{body}";

    static IEnumerable<(string Name, string Value)> Headers(IEnumerable<Choice<HeaderLine>> headers) =>
        headers.Select(h => (h.First.Name, Text(h.First.Value)));

    static string Text(Template template) => RequestBytes.Text(Scope.Empty.Render(template));

    static string Text(Body? body) => body is null ? "" : RequestBytes.Text(BodyBytes.Of(body, Scope.Empty));
}
