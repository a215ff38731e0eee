using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Conformance.Harness.Evidence;
using Conformance.Harness.Wire;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Evidence;

/// <summary>What a report tells a reader to type sends what the run sent.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class ReproductionTests
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    /// <summary>What curl writes itself, what it says of its own, and what only our control port reads.</summary>
    static readonly string[] notRepeated = ["Host", "Content-Length", "Accept", "X-Conformance"];

    [Test]
    public async Task The_curl_line_of_every_kind_of_request_sends_the_same_method_path_headers_and_body()
    {
        var report = await BundledRuns.RedAsync();
        await using var listener = RequestListener.Start();
        // The logical address of the run, played by a listener of ours.
        var address = $"127.0.0.1:{listener.Port.ToString(CultureInfo.InvariantCulture)}";
        var kinds = Requests(report).DistinctBy(r => (r.Entry.Message!.Method, string.Join(',', r.Entry.Message.Headers.Select(h => h.Name))));
        var sent = 0;
        foreach (var (scenario, run, entry) in kinds)
        {
            var finding = new Finding(scenario, run with { Transcript = [entry] }, null, Verdict.Failed);
            var line = Reproduction.Of(report, finding).Single();
            if (line.StartsWith("printf", StringComparison.Ordinal) && line.Contains("| nc ", StringComparison.Ordinal))
                continue;
            await Shell(line.Replace("127.0.0.1:8080", address, StringComparison.Ordinal));
            // The listener answers 404 to paths that are not its own, and keeps what they asked.
            Assert.That(listener.Strays, Has.Length.EqualTo(++sent), line);
            Assert.That(
                Shown(listener.Strays[^1].Message!).Replace(address, "127.0.0.1:8080", StringComparison.Ordinal),
                Is.EqualTo(Shown(WithLogOn(report, entry.Message!))), line);
        }
        Assert.That(sent, Is.GreaterThan(20));
    }

    [Test]
    public async Task The_curl_line_of_a_failure_is_answered_by_a_server_that_stands_alone()
    {
        var report = await BundledRuns.RedAsync();
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        var (scenario, run, entry) = Requests(report).First(r => r.Entry.Message!.Method == "SUBSCRIBE");
        var line = Reproduction.Of(report, new Finding(scenario, run with { Transcript = [entry] }, null, Verdict.Failed)).Single()
            .Replace("http://127.0.0.1:8080", server.Worlds[0].GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        // The folder of the run is not there; that the server knows so means that the log-on and the request were good.
        Assert.That(await Shell(line), Does.StartWith("HTTP/1.1 404").Or.StartWith("HTTP/1.1 200"), line);
    }

    [Test]
    public async Task The_http_file_holds_every_request_of_the_case_in_order()
    {
        var report = await BundledRuns.RedAsync();
        var scenario = report.Scenarios.First(s => s.Id == "notification.poll.splits-fired-from-quiet");
        var text = Reproduction.HttpFile(report, scenario, scenario.Cases[0]);
        var requests = scenario.Cases[0].Transcript.Where(e => e.Kind == EntryKind.Sent).Select(e => e.Message!).ToArray();
        Assert.That(
            text.Split('\n').Where(l => l.Contains(" http://127.0.0.1:8080/", StringComparison.Ordinal)),
            Is.EqualTo(requests.Select(r => $"{r.Method} http://127.0.0.1:8080{r.Target}")));
        Assert.That(text, Does.StartWith($"# {scenario.Id}\n\n### set-up, line "));
        Assert.That(text, Does.Match("\nPOLL http://\\S+\n(\\S+: .*\n)*Authorization: Basic user0:user0\n(\\S+: .*\n)*Subscription-ID: [0-9,]+\n"));
        Assert.That(text, Does.Not.Contain("X-Conformance").And.Not.Contain("Content-Length").And.Not.Contain("Host:"));
    }

    [TestCase("/a/../b", "curl -i --path-as-is http://127.0.0.1:8080/a/../b")]
    [TestCase("/a[1]", "curl -i --globoff 'http://127.0.0.1:8080/a[1]'")]
    [TestCase("/plain", "curl -i http://127.0.0.1:8080/plain")]
    public void An_option_stands_only_where_the_request_needs_it(string path, string expected)
    {
        var get = Runs.Sent("GET", path, "", ("Host", "127.0.0.1:8080"), ("User-Agent", "conformance"));
        var run = Runs.Case(Verdict.Failed, [], get);
        var report = Runs.Of(Runs.Scenario("a.b.c", Verdict.Failed, run));
        var line = Reproduction.Of(report, new Finding(report.Scenarios[0], run, null, Verdict.Failed)).Single();
        Assert.That(line.Replace(" -A conformance", ""), Is.EqualTo(expected));
    }

    static IEnumerable<(ScenarioReport Scenario, CaseReport Run, TranscriptEntry Entry)> Requests(RunReport report) =>
        from scenario in report.Scenarios
        from run in scenario.Cases
        from entry in run.Transcript
        where entry is { Kind: EntryKind.Sent, Message: { Status: 0, Method.Length: > 0 } }
        select (scenario, run, entry);

    static HttpMessage WithLogOn(RunReport report, HttpMessage message) => message with
    {
        Headers = [.. message.Headers.Select(h => h with { Value = LogOn(report, h.Value) })],
    };

    static string LogOn(RunReport report, string value)
    {
        foreach (var (user, password) in report.PublishedPasswords)
            if (value == $"Basic {user}:***")
                return "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{password}"));
        return value;
    }

    /// <summary>Headers sorted: their order is the client's own.</summary>
    static string Shown(HttpMessage message) =>
        $"{message.Method} {message.Target}\n"
        + string.Concat(message.Headers.Where(h => !notRepeated.Contains(h.Name, StringComparer.OrdinalIgnoreCase))
            .Select(h => $"{h.Name}: {h.Value}\n").Order(StringComparer.Ordinal))
        + "\n" + RequestBytes.Text(message.Body.Span);

    /// <summary>What the line printed.</summary>
    static async Task<string> Shell(string line)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            Assert.Ignore("The lines are written for a POSIX shell.");
        using var process = Start($"command -v curl >/dev/null || exit 127\n{line}");
        using var limit = new CancellationTokenSource(patience, TimeProvider.System);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        if (process.ExitCode == 127)
            Assert.Ignore("There is no curl on this machine.");
        Assert.That(process.ExitCode, Is.Zero, $"{line}\n{await error}");
        return await output;
    }

    static Process Start(string script)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        start.Environment["NO_PROXY"] = "*";
        // What evidence stars for want of a user to name, the reader sets first.
        start.Environment["AUTHORIZATION"] = Redaction.Stars;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Ignore("There is no /bin/sh on this machine.");
            throw;
        }
    }
}
