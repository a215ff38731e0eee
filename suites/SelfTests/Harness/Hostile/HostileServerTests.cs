using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.SelfTests.Harness.AnyTarget;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Hostile;

/// <summary>Whatever a server does, a run ends in bounded time with a clear verdict, and the fault is never ours.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public class HostileServerTests
{
    /// <summary>More than any of these runs may take; a hang would take for ever.</summary>
    static readonly TimeSpan bound = TimeSpan.FromSeconds(30);

    static readonly Patience shortPatience = new() { Answer = TimeSpan.FromSeconds(0.5), Connect = TimeSpan.FromSeconds(1) };

    const string Bomb = "<?xml version=\"1.0\"?><!DOCTYPE z [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><D:multistatus xmlns:D=\"DAV:\">&d;</D:multistatus>";

    [Test]
    public async Task A_plain_web_server_is_not_applicable_throughout()
    {
        await using var server = RawServer.Saying("HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nContent-Length: 0\r\n\r\n");

        var report = await RunAsync(server.Url);

        Assert.That(report.Scenarios.Select(s => s.Verdict), Has.All.EqualTo(Verdict.NotApplicable));
        Assert.That(ExitCode.Of(report), Is.EqualTo(ExitCode.NothingVerified));
        Assert.That(report.Of("notification.poll.acknowledges").Reason, Does.Contain("was answered 405"));
    }

    static readonly TestCaseData[] nothingToJudge =
    [
        new TestCaseData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").SetArgDisplayNames("yes to everything"),
        new TestCaseData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n").SetArgDisplayNames("500 to everything"),
        new TestCaseData($"HTTP/1.1 207 Multi-Status\r\nContent-Type: text/xml\r\nContent-Length: {Bomb.Length}\r\n\r\n{Bomb}").SetArgDisplayNames("an XML bomb"),
        new TestCaseData("HTTP/1.1 207 Multi-Status\r\nContent-Length: 5\r\n\r\nfive and more").SetArgDisplayNames("a length too short"),
        new TestCaseData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n").SetArgDisplayNames("a length that is no number"),
        new TestCaseData("no HTTP at all\r\n\r\n").SetArgDisplayNames("no HTTP"),
    ];

    [TestCaseSource(nameof(nothingToJudge))]
    public async Task Nothing_is_verified_on_a_server_that_answers_nonsense(string answer)
    {
        await using var server = RawServer.Saying(answer);

        var report = await RunAsync(server.Url);

        Assert.That(report.Say(Verdict.Passed, Verdict.HarnessFault), Is.Empty);
        Assert.That(ExitCode.Of(report), Is.EqualTo(ExitCode.NothingVerified).Or.EqualTo(ExitCode.NonConformance));
    }

    [Test]
    public async Task A_server_that_closes_at_once_offers_nothing()
    {
        await using var server = new RawServer((_, _, _) => Task.FromResult(false));

        var report = await RunAsync(server.Url);

        Assert.That(report.Scenarios.Select(s => s.Verdict), Has.All.EqualTo(Verdict.NotApplicable));
        Assert.That(report.Of("notification.poll.acknowledges").Reason, Does.Contain("was not answered"));
    }

    [Test]
    public async Task A_server_that_never_answers_is_given_up_after_three_requests()
    {
        await using var server = new RawServer((_, _, _) => Task.FromResult(true));

        await Assert.ThatAsync(() => RunAsync(server.Url), Throws.InstanceOf<TargetUnreachableException>()
            .With.Message.EqualTo("The target accepts connections and has left 3 requests in a row without an answer."));

        Assert.That(server.Requests, Is.EqualTo(3));
    }

    [Test]
    public async Task A_body_shorter_than_its_length_is_given_up_like_silence()
    {
        await using var server = RawServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nfive");

        await Assert.ThatAsync(() => RunAsync(server.Url), Throws.InstanceOf<TargetUnreachableException>());
    }

    [TestCase("HTTP/1.1 200 OK\r\nX: ", "x", TestName = "An_endless_header_ends_at_the_bound")]
    [TestCase("HTTP/1.1 200 OK\r\n\r\n", "y", TestName = "An_endless_body_ends_at_the_bound_or_at_our_patience")]
    public async Task Endless(string beginning, string more)
    {
        await using var server = new RawServer(async (_, stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), cancel);
            var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(more, 16 * 1024)));
            while (true)
                await stream.WriteAsync(block, cancel);
        });

        try
        {
            Assert.That((await RunAsync(server.Url)).Say(Verdict.Passed, Verdict.HarnessFault), Is.Empty);
        }
        catch (TargetUnreachableException given)
        {
            Assert.That(given.Message, Does.Contain("3 requests in a row"));
        }
    }

    [Test]
    public async Task A_dead_port_is_reached_by_nobody()
    {
        Uri url;
        await using (var server = RawServer.Saying(""))
            url = server.Url;

        await Assert.ThatAsync(() => RunAsync(url), Throws.InstanceOf<TargetUnreachableException>().With.Message.Contains("cannot be reached"));
    }

    [Test]
    public async Task A_server_that_begins_to_answer_500_fails_fast_and_is_no_fault_of_ours()
    {
        await using var server = await GuardedServer.StartAsync(http =>
        {
            if (IsDiscovery(http))
                return Task.FromResult<string?>("user0");
            http.Response.StatusCode = 500;
            return Task.FromResult<string?>(null);
        });

        var report = await RunAsync(server.Url, new Patience());

        Assert.That(report.Say(Verdict.Passed, Verdict.HarnessFault), Is.Empty);
        Assert.That(report.Of("notification.poll.acknowledges").Reason, Does.Contain("was answered 500"));
        Assert.That(ExitCode.Of(report), Is.Not.EqualTo(ExitCode.GateMet));
    }

    [Test]
    public async Task A_server_that_dies_in_the_middle_ends_the_run()
    {
        GuardedServer? server = null;
        var death = new TaskCompletionSource();
        var dying = 0;
        server = await GuardedServer.StartAsync(async http =>
        {
            if (!IsDiscovery(http))
                if (Interlocked.Exchange(ref dying, 1) == 0)
                    _ = Task.Run(async () =>
                    {
                        await server!.DisposeAsync();
                        death.SetResult();
                    });
            await Task.Yield();
            return "user0";
        });

        var report = await RunAsync(server.Url, shortPatience);

        Assert.That(report.Aborted, Is.Not.Null);
        Assert.That(report.Say(Verdict.HarnessFault), Is.Empty);
        Assert.That(ExitCode.Of(report), Is.EqualTo(ExitCode.Aborted));
        Assert.That(report.Say(Verdict.NotVerified), Does.Contain("not played"));
        await death.Task.WaitAsync(bound, TimeProvider.System);
    }

    [Test]
    public async Task Late_answers_that_are_right_pass()
    {
        await using var server = await GuardedServer.StartAsync(async _ =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(40), TimeProvider.System);
            return "user0";
        });

        var report = await RunAsync(server.Url, new Patience(), s => s.File.Id == "notification.poll.splits-fired-from-quiet");

        Assert.That(report.Say(Verdict.Passed), Is.Not.Empty, report.Say(Enum.GetValues<Verdict>()));
    }

    [TestCase("bomb")]
    [TestCase("other host")]
    [TestCase("nothing")]
    public async Task A_server_that_is_right_but_for_its_POLL_fails_and_is_no_fault_of_ours(string what)
    {
        await using var server = await GuardedServer.StartAsync(_ => Task.FromResult<string?>("user0"));
        await using var session = await Session.OpenAsync(
            ForeignServer.Suite, Foreign.At(server.Url), new WorldOptions(), CancellationToken.None);
        server.Rewrite = (method, body) => method != "POLL" ? body : what switch
        {
            "bomb" => Bomb,
            "other host" => body.Replace(server.Url.Authority, "elsewhere.example:1", StringComparison.Ordinal),
            _ => "",
        };

        var report = await session.RunAsync(
            [.. ForeignServer.Suite.Scenarios.Where(s => s.File.Id.StartsWith("notification.poll.", StringComparison.Ordinal))],
            new RunOptions(4, false, 0), null, CancellationToken.None).WaitAsync(bound, TimeProvider.System);

        Assert.That(report.Say(Verdict.HarnessFault), Is.Empty);
        if (what != "other host")
            Assert.That(report.Of("notification.poll.splits-fired-from-quiet").Verdict, Is.EqualTo(Verdict.Failed));
    }

    static bool IsDiscovery(Microsoft.AspNetCore.Http.HttpContext http) => http.Request.Headers["X-Conformance"] == "discovery";

    static Task<RunReport> RunAsync(Uri url, Patience? patience = null, Func<PlannedScenario, bool>? which = null) =>
        Foreign.RunAsync(Foreign.At(url) with { Patience = patience ?? shortPatience }, which).WaitAsync(bound, TimeProvider.System);
}
