using System.Text;
using Conformance.CommandLine;
using Conformance.CommandLine.Jobs;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.AnyTarget;

/// <summary>What waiting costs on a real clock, and who pays for it.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public class WaitingTests
{
    static string Waits(string id, string wait) => $$"""
        scenario {{id}}
          title    Waits
          source   this test
          catches  nothing yet

        given  folder = a folder
               s      = a subscription on ${folder} for update
        then   +{{wait}}
        >>> OPTIONS ${folder}
        <<< 200                                                     # MUST POLL-01

        """;

    [Test]
    public async Task A_scenario_that_waits_longer_than_allowed_is_not_verified_and_nothing_of_it_is_sent()
    {
        await using var server = await ForeignServer.StartAsync();
        var before = await server.StateAsync();

        var report = await RunAsync(server.Target, 1, Waits("test.long", "61s"), Waits("test.short", "1ms"));

        Assert.That(report.Of("test.long").Verdict, Is.EqualTo(Verdict.NotVerified));
        Assert.That(report.Of("test.long").Reason, Is.EqualTo("it waits 61 s on the real clock and 60 s are allowed (max-wait)"));
        Assert.That(report.Of("test.long").Cases.Single().Transcript, Is.Empty);
        Assert.That(report.Of("test.short").Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(await server.StateAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_wait_that_turns_out_too_long_by_what_was_granted_ends_the_scenario_and_what_it_made_is_undone()
    {
        await using var server = await ForeignServer.StartAsync();
        var before = await server.StateAsync();

        var report = await RunAsync(
            server.Target with { Patience = new Patience { MaxWait = TimeSpan.FromSeconds(5) } }, 1, Waits("test.granted", "${s.lifetime+1}s"));

        Assert.That(report.Of("test.granted").Verdict, Is.EqualTo(Verdict.NotVerified));
        Assert.That(report.Of("test.granted").Reason, Does.Contain("it waits 21 s on the real clock and 5 s are allowed (max-wait)"));
        Assert.That(await server.StateAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Who_waits_holds_no_place_so_the_others_play_meanwhile()
    {
        await using var server = await ForeignServer.StartAsync();

        var report = await RunAsync(server.Target, 1, [.. Enumerable.Range(0, 10).Select(n => Waits($"test.wait-{n}", "2s"))]);

        Assert.That(report.Say(Verdict.Passed).Split('\n'), Has.Length.EqualTo(10), report.Say(Enum.GetValues<Verdict>()));
        Assert.That(report.Duration, Is.LessThan(TimeSpan.FromSeconds(15)), "one after the other they would take 20 s");
    }

    [Test]
    public async Task A_failing_run_leaves_the_server_as_it_was_too()
    {
        await using var server = await ForeignServer.StartAsync("poll.all-quiet");
        var before = await server.StateAsync();

        var report = await Foreign.RunAsync(server.Target, s => s.File.Id.StartsWith("notification.poll.", StringComparison.Ordinal));

        Assert.That(report.Say(Verdict.Failed, Verdict.NotApplicable), Is.Not.Empty);
        Assert.That(report.Say(Verdict.HarnessFault), Is.Empty);
        Assert.That(await server.StateAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_run_that_is_stopped_in_the_middle_leaves_the_server_as_it_was()
    {
        await using var server = await ForeignServer.StartAsync();
        var before = await server.StateAsync();
        using var stop = new CancellationTokenSource();
        var suite = ForeignServer.Suite with { Scenarios = [Inline.Read(Waits("test.quick", "1ms")), Inline.Read(Waits("test.slow", "50s"))] };
        await using var session = await Session.OpenAsync(suite, server.Target, new WorldOptions(), CancellationToken.None);

        var report = await session.RunAsync(
            suite.Scenarios, new RunOptions(2, false, 0), _ => stop.CancelAfter(TimeSpan.FromMilliseconds(300)), stop.Token);

        Assert.That(report.Of("test.slow").Verdict, Is.EqualTo(Verdict.NotVerified));
        Assert.That(report.Duration, Is.LessThan(TimeSpan.FromSeconds(20)));
        Assert.That(await server.StateAsync(), Is.EqualTo(before));
    }

    [Test]
    public void A_dry_run_says_what_would_be_written_and_what_waiting_would_cost()
    {
        var output = new StringWriter();
        var job = new DryRunJob(new Terminal(output, TextWriter.Null, new ConsoleStyle(false, true), false));

        var code = job.Print(
            [Inline.Read(Waits("test.granted", "${s.lifetime-1}s")), Inline.Read(Waits("test.long", "2m")), Inline.Read(Waits("test.short", "3s"))],
            Foreign.At(new Uri("http://never.asked.test/")));

        const string writes = "writes DELETE 2, MKCOL 2, SUBSCRIBE 1, UNSUBSCRIBE 1";
        Assert.That(code, Is.Zero);
        Assert.That(output.ToString().Split(Environment.NewLine), Is.SupersetOf(new[]
        {
            $"test.granted: {writes}; waits 0 s and ${{s.lifetime-1}}s, which hangs on what is granted",
            $"test.long: {writes}; waits 0 s; 1 of 1 run would wait longer than --max-wait and is not verified",
            $"test.short: {writes}; waits 3 s",
            "3 scenarios, 3 runs, nothing sent. To foreign at http://never.asked.test/ they would write DELETE 6, MKCOL 6, SUBSCRIBE 3, UNSUBSCRIBE 3.",
        }));
    }

    static Task<RunReport> RunAsync(Target target, int jobs, params string[] texts) => RunAsync(
        target, jobs, ForeignServer.Suite with { Scenarios = [.. texts.Select(Inline.Read)] });

    static async Task<RunReport> RunAsync(Target target, int jobs, Suite suite)
    {
        await using var session = await Session.OpenAsync(suite, target, new WorldOptions(), CancellationToken.None);
        return await session.RunAsync(suite.Scenarios, new RunOptions(jobs, false, 0), null, CancellationToken.None);
    }
}
