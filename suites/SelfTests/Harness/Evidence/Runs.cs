using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;

namespace Conformance.SelfTests.Harness.Evidence;

/// <summary>Builds finished runs by hand, so that each test says only what it is about.</summary>
static class Runs
{
    public const string Failing = "notification.poll.splits-fired-from-quiet";

    public static readonly Func<string, (string Sentence, string Source)?> Catalogue = id => id == "POLL-03"
        ? ("After a matching event the id stands under inner status 200", "POLL Method, status table, row 200")
        : null;

    public static RunReport Of(params ScenarioReport[] scenarios) => new(
        "mine",
        "http://127.0.0.1:8080/",
        "control",
        "strict",
        new DateTimeOffset(2026, 11, 20, 22, 41, 7, TimeSpan.Zero),
        TimeSpan.FromSeconds(1.25),
        0,
        [new CapabilityReport("subscribe", true, "SUBSCRIBE without a type was answered 400", [])],
        [.. scenarios],
        null);

    public static ScenarioReport Scenario(string id, Verdict verdict, params CaseReport[] cases) => new(
        id, "A title", "POLL Method", $"{id.Split('.')[0]}/{id}.scenario", verdict,
        verdict == Verdict.Passed ? "" : $"it is {verdict}",
        cases.Length > 0 ? [.. cases] : [Case(verdict, [Line(verdict)])]);

    public static CaseReport Case(Verdict verdict, LineReport[] lines, params TranscriptEntry[] transcript) => new(
        "", 1, verdict, verdict == Verdict.Passed ? "" : $"it is {verdict}", [.. lines],
        transcript.Length > 0 ? [.. transcript] : Poll(), TimeSpan.FromMilliseconds(12));

    public static LineReport Line(Verdict verdict, string requirement = "POLL-03", int number = 24) => new(
        number, "200 : s11  # MUST POLL-03", Level.Must, requirement, verdict,
        "200 : s11", verdict == Verdict.Passed ? "" : "200 : s10", null, [], 1);

    /// <summary>The scenario every failure test uses: a POLL whose answer has id 10 under 200 where 11 is wanted.</summary>
    public static RunReport WithOneFailure() => Of(
        Scenario("notification.lease.granted", Verdict.Passed),
        Scenario(Failing, Verdict.Failed));

    public static ImmutableArray<TranscriptEntry> Poll(string body = PollBody) =>
    [
        Sent("POLL", "/folder/", "", ("Host", "127.0.0.1:8080"), ("Subscription-ID", "8,9,10,11,12"), ("Content-Length", "0"))
            with { Line = 20 },
        Received(207, "Multi-Status", body, ("Content-Type", "text/xml"), ("Date", "Fri, 20 Nov 2026 22:41:07 GMT"))
            with { At = TimeSpan.FromMilliseconds(4), Line = 22 },
    ];

    public const string PollBody =
        "<a:multistatus xmlns:b=\"http://schemas.microsoft.com/Exchange/\" xmlns:a=\"DAV:\">\n"
        + "<a:response><a:status>HTTP/1.1 200 OK</a:status><b:subscriptionID><li>s10</li></b:subscriptionID></a:response>\n"
        + "</a:multistatus>";

    public static TranscriptEntry Sent(string method, string target, string body, params (string Name, string Value)[] headers)
    {
        var message = Message($"{method} {target} HTTP/1.1", Encoding.UTF8.GetBytes(body), headers);
        return Entry(EntryKind.Sent, message with { Method = method, Target = target });
    }

    public static TranscriptEntry Received(int status, string reason, string body, params (string Name, string Value)[] headers) =>
        Received(status, reason, Encoding.UTF8.GetBytes(body), headers);

    public static TranscriptEntry Received(int status, string reason, byte[] body, params (string Name, string Value)[] headers)
    {
        var number = status.ToString(CultureInfo.InvariantCulture);
        return Entry(EntryKind.Received, Message($"HTTP/1.1 {number} {reason}", body, headers) with { Status = status, Reason = reason });
    }

    public static TranscriptEntry Arrived(string listener, string method, string target, params (string Name, string Value)[] headers) =>
        Entry(EntryKind.Received, Message($"{method} {target} HTTP/1.1", [], headers) with { Method = method, Target = target })
            with
        { Actor = listener };

    public static TranscriptEntry Note(string text) => new(EntryKind.Note, TimeSpan.Zero, "harness", 0, null, text);

    public static TranscriptEntry Time(string duration) => new(EntryKind.Time, TimeSpan.Zero, "", 0, null, duration);

    static TranscriptEntry Entry(EntryKind kind, HttpMessage message) => new(kind, TimeSpan.Zero, "alice", 1, message, "");

    public static HttpMessage Message(string startLine, byte[] body, (string Name, string Value)[] headers)
    {
        var head = startLine + "\r\n" + string.Concat(headers.Select(h => $"{h.Name}: {h.Value}\r\n")) + "\r\n";
        byte[] raw = [.. Encoding.Latin1.GetBytes(head), .. body];
        return new HttpMessage(startLine, [.. headers.Select(h => new Header(h.Name, h.Value))], body, raw);
    }

    public static string Console(RunReport report, GateResult? gate = null, ConsoleStyle? style = null)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        new ConsoleReport(writer, style ?? ConsoleStyle.Plain, Catalogue).Write(report, gate);
        return writer.ToString();
    }
}
