using System.Globalization;
using System.Text;
using Conformance.Harness.Evidence;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class KeepingTests
{
    [Test]
    public void A_failed_case_is_a_recording_with_the_finding_below()
    {
        var report = Runs.WithOneFailure();
        var text = TranscriptText.Of(report, report.Scenarios[1], report.Scenarios[1].Cases[0]);
        Assert.That(text, Does.StartWith(
            $"recording {Runs.Failing}\n  target   mine\n  taken    2026-11-20T22:41:07Z\n  clock    control\n\nthen   +0s\n>>> POLL /folder/ HTTP/1.1\n    Host: 127.0.0.1:8080\n"));
        Assert.That(text, Does.Contain("\nthen   +0.004s\n<<< 207 Multi-Status\n    Content-Type: text/xml\n"));
        Assert.That(text, Does.EndWith($"\n\n#! FAIL MUST POLL-03  {Runs.Failing}:24\n#!   expected  200 : s11\n#!   actual    200 : s10\n#! FAIL  it is Failed\n"));
    }

    [Test]
    public void Secrets_reach_no_file_and_a_second_write_leaves_nothing_of_the_first()
    {
        var folder = Directory.CreateTempSubdirectory("evidence-").FullName;
        try
        {
            var sent = Runs.Sent("POLL", "/f?key=hunter2", "pass=hunter2", ("Authorization", "Basic aHVudGVyMg=="), ("Cookie", "sid=77"));
            var line = Runs.Line(Verdict.Failed) with { Exchange = 0, Actual = "hunter2" };
            var report = Runs.Of(Runs.Scenario("a.b.c", Verdict.Failed, Runs.Case(Verdict.Failed, [line], sent))) with { Aborted = "told to stop" };
            var options = new ResultsOptions { Redaction = new(["hunter2"]) };
            ResultsFolder.WriteAsync(report, folder, ReportKinds.All, options).GetAwaiter().GetResult();
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
            Assert.That(files, Has.Length.EqualTo(8));
            foreach (var file in files)
                Assert.That(File.ReadAllText(file), Does.Not.Contain("hunter2").And.Not.Contain("aHVudGVyMg").And.Not.Contain("sid=77"), file);
            Assert.That(File.ReadAllText(Path.Combine(folder, "transcripts", "a.b.c.txt")), Does.Contain("Authorization: ***"));
            ResultsFolder.WriteAsync(Runs.Of(Runs.Scenario("a.b.d", Verdict.Passed)), folder, ReportKinds.All).GetAwaiter().GetResult();
            Assert.That(Directory.GetFiles(Path.Combine(folder, "transcripts")).Select(Path.GetFileName), Is.EqualTo(new[] { "a.b.d.txt" }));
            Assert.That(Directory.GetDirectories(folder, ".writing-*"), Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Test]
    public void A_snapshot_forgets_ids_hosts_and_dates_but_not_which_id_is_which()
    {
        var first = SnapshotOf("8", "9", "127.0.0.1:8080");
        Assert.That(SnapshotOf("501", "502", "127.0.0.1:9"), Is.EqualTo(first));
        Assert.That(first, Does.Contain("Subscription-ID: ${id-1},${id-2}").And.Contain("<li>${id-2}</li>").And.Contain("${host-1}"));
        Assert.That(SnapshotOf("8", "9", "127.0.0.1:8080", "8"), Is.Not.EqualTo(first));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NegativeSign = "~", NumberDecimalSeparator = "," } };
            Assert.That(SnapshotOf("8", "9", "127.0.0.1:8080"), Is.EqualTo(first));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void A_snapshot_of_a_long_message_is_short_and_differs_when_the_end_of_the_message_does()
    {
        string[] texts = [.. new[] { "<end>1</end>", "<end>2</end>" }.Select(end => SnapshotText.Of(Long(end), Long(end).Scenarios[0]))];
        Assert.That(texts[0].Length, Is.LessThan(10_000));
        Assert.That(texts[0], Does.Contain("<a>299</a>").And.Match("# and [0-9]+ lines more, SHA-256 [0-9A-F]{64}"));
        Assert.That(texts[0], Is.Not.EqualTo(texts[1]));

        static RunReport Long(string end) => Runs.Of(Runs.Scenario("a.b.c", Verdict.Passed, Runs.Case(
            Verdict.Passed, [Runs.Line(Verdict.Passed)],
            Runs.Received(200, "OK", $"<m>{string.Concat(Enumerable.Range(0, 5000).Select(i => $"<a>{i}</a>"))}{end}</m>"))));
    }

    [Test]
    public void A_transcript_says_in_words_what_a_WBXML_body_says_in_bytes()
    {
        var whole = Runs.Received(200, "OK", [3, 1, 0x6A, 0, 0, 0x0D, 0x45, 0x47, 3, 0x31, 0, 1, 1], ("Content-Type", "application/vnd.ms-sync.wbxml"));
        Assert.That(
            string.Join('\n', TranscriptText.Entries([whole])),
            Does.Contain("    # <Ping:Ping>\n    #   <Status>1</Status>\n    # </Ping:Ping>\n    0x 03 01 6A 00"));
        var cut = Runs.Received(200, "OK", [3, 1, 0x6A, 0, 0, 0x0D, 0x45], ("Content-Type", "application/vnd.ms-sync.wbxml"));
        Assert.That(string.Join('\n', TranscriptText.Entries([cut])), Does.Contain("# no WBXML from here on: "));
    }

    [Test]
    public void An_accepted_snapshot_verifies_a_changed_one_differs_and_an_orphan_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("snapshots-").FullName;
        try
        {
            var (report, changed) = (SnapshotRun("8", "9", "h:1", "9"), SnapshotRun("8", "9", "h:1", "8"));
            var snapshots = new Snapshots(folder);
            Assert.That(snapshots.Verify(report, ["a.b.c"]).Results.Single().Outcome, Is.EqualTo(SnapshotOutcome.Missing));
            snapshots.Accept(report, ["a.b.c"]);
            Assert.That(snapshots.Verify(report, ["a.b.c"]).Holds);
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
            Assert.That(snapshots.Verify(changed, ["a.b.c"]).Results.Single().Diff, Does.Contain("-     |").And.Contain("+     |"));
            Assert.That(File.Exists(Path.Combine(folder, "a.b.c.received.txt")));
            Assert.That(snapshots.Verify(report, ["a.b.d"]).Orphans, Is.EqualTo(new[] { "a.b.c.verified.txt" }));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    static string SnapshotOf(string a, string b, string host, string? listed = null)
    {
        var report = SnapshotRun(a, b, host, listed ?? b);
        return SnapshotText.Of(report, report.Scenarios[0]);
    }

    static RunReport SnapshotRun(string a, string b, string host, string listed)
    {
        var body = $"<m><d>Fri, 20 Nov 2026 22:41:{a.Length:00} GMT</d><h>http://{host}/f</h><li>{listed}</li></m>";
        return Runs.Of(Runs.Scenario("a.b.c", Verdict.Passed, Runs.Case(
            Verdict.Passed, [Runs.Line(Verdict.Passed)],
            Runs.Sent("POLL", "/f", "", ("Host", host), ("Subscription-ID", $"{a},{b}")),
            Runs.Received(207, "Multi-Status", body, ("Server", a)))));
    }
}
