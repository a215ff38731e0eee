using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Xml.Linq;
using Conformance.SelfTests.Layout;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.CommandLine;

/// <summary>The exit codes and files of <c>conformance run</c>, on the real executable.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ExecutableTests : IDisposable
{
    /// <summary>A scenario that a fault of the bundled server turns red, and that fault.</summary>
    const string Scenario = "notification.poll.splits-fired-from-quiet";
    const string Fault = "poll.all-quiet";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    Task<Ended> Run(params string[] args) => Tool.RunAsync(folder.Path, args);

    [Test]
    public async Task The_whole_run_is_0_and_leaves_every_report_and_no_password()
    {
        var summary = folder.File("step.md", "before\n");
        var ended = await Tool.RunAsync(
            folder.Path, ["--report", "junit=more/junit.xml", "--report", "transcripts=more/wire"], ("GITHUB_STEP_SUMMARY", summary));

        Assert.That(ended.Code, Is.Zero, ended.ToString());
        var results = Path.Combine(folder.Path, "results");
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(results, "results.json")));
        Assert.Multiple(() =>
        {
            Assert.That(ended.LastLine, Does.StartWith("GATE MET: ").And.EndsWith("; exit 0"));
            Assert.That(ended.Output, Does.Not.Contain("\e").And.Not.Contain("\r"), "no colours, no cursor tricks in a file");
            Assert.That(ended.Error, Does.Contain(" scenarios\n").And.Not.Contain("\r").And.Not.Contain("\e"));
            Assert.That(json.RootElement.GetProperty("headline").GetProperty("verified").GetInt32(), Is.GreaterThan(0));
            Assert.That(XDocument.Load(Path.Combine(results, "junit.xml")).Root!.Name.LocalName, Is.EqualTo("testsuites"));
            Assert.That(XDocument.Load(Path.Combine(results, "results.trx")).Root!.Name.LocalName, Is.EqualTo("TestRun"));
            Assert.That(File.ReadAllText(Path.Combine(results, "report.html")), Does.StartWith("<!").And.Contain(Scenario));
            Assert.That(File.Exists(Path.Combine(results, "transcripts", Scenario + ".txt")));
            Assert.That(XDocument.Load(Path.Combine(folder.Path, "more", "junit.xml")).Root, Is.Not.Null);
            Assert.That(File.Exists(Path.Combine(folder.Path, "more", "wire", "transcripts", Scenario + ".txt")));
            Assert.That(File.ReadAllText(summary), Does.StartWith("before\n**GATE MET: "));
            foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
                Assert.That(File.ReadAllText(file), Does.Not.Contain("dXNlcjA6dXNlcjA="), $"{file} shows a credential");
        });
    }

    [Test]
    public async Task A_fault_is_1_and_its_evidence_says_how_to_see_it_again()
    {
        var ended = await Run(Scenario, "--fault", Fault);

        Assert.Multiple(() =>
        {
            Assert.That(ended.Code, Is.EqualTo(1), ended.ToString());
            Assert.That(ended.Output, Does.Contain($"replay    conformance run {Scenario} --fault {Fault}\n")
                .And.Contain($"server    conformance serve --fault {Fault},").And.Contain(" -u user0:user0 "));
            Assert.That(File.Exists(Path.Combine(folder.Path, "results", "reproductions", Scenario + ".sh")));
            Assert.That(ended.LastLine, Does.EndWith("; exit 1"));
        });
    }

    [TestCase("--no-such-flag")]
    [TestCase("notification.poll", "--fault", "no.such-fault")]
    [TestCase("notification.poll", "no.such-id")]
    [TestCase("--baseline", "no-such-file")]
    [TestCase("--fixtures", "no-such-folder")]
    [TestCase("--target", "no-such-target")]
    [TestCase("baseline", "update", "x.baseline")]
    public async Task What_cannot_be_used_is_2_and_one_sentence(params string[] args)
    {
        var ended = await Run(args);

        Assert.That(ended.Code, Is.EqualTo(2), ended.ToString());
        Assert.That(ended.Error, Does.StartWith("conformance: "));
    }

    [Test]
    public async Task A_broken_scenario_file_is_2_with_the_line_and_a_caret()
    {
        var fixtures = folder.Copy(Repository.PathOf("fixtures"), "fixtures");
        var file = Path.Combine(fixtures, "scenarios", "notification", Scenario + ".scenario");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\nwhen ", "\nwhne ", StringComparison.Ordinal));

        var ended = await Run("--fixtures", fixtures);

        Assert.That(ended.Code, Is.EqualTo(2), ended.ToString());
        Assert.That(ended.Error, Does.Contain($"{Scenario}.scenario:").And.Contain("| ^").And.Contain("did you mean 'when'?"));
    }

    [Test]
    public async Task A_damaged_installation_is_6_and_names_the_file()
    {
        var installed = Directory.CreateDirectory(Path.Combine(folder.Path, "installed")).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(f => Path.GetExtension(f) is ".dll" or ".json"))
            File.Copy(file, Path.Combine(installed, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(installed, "Conformance.Server.dll"), "no library");

        var ended = await Tool.RunInstalledAsync(
            installed, folder.Path, "run", Scenario, "--fixtures", Repository.PathOf("fixtures"));

        Assert.That(ended.Code, Is.EqualTo(6), ended.ToString());
        Assert.That(ended.Error, Does.Contain("Conformance.Server"));
    }

    [Test]
    public async Task A_broken_catalogue_is_2_with_file_and_line()
    {
        var fixtures = folder.Copy(Repository.PathOf("fixtures"), "fixtures");
        File.AppendAllText(Path.Combine(fixtures, "requirements", "notification.requirements"), "\tno such form\n");

        var ended = await Run("--fixtures", fixtures);

        Assert.That(ended.Code, Is.EqualTo(2), ended.ToString());
        Assert.That(ended.Error, Does.Match(@"^conformance: .*notification\.requirements:\d+: "));
    }

    [Test, NonParallelizable]
    public async Task A_dead_port_is_3_within_5_seconds_and_the_report_says_so()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        var started = TimeProvider.System.GetTimestamp();

        var ended = await Run("--target", $"http://127.0.0.1:{port}/");

        Assert.Multiple(() =>
        {
            Assert.That(ended.Code, Is.EqualTo(3), ended.ToString());
            Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(5)));
            Assert.That(ended.Error.TrimEnd('\n').Split('\n'), Has.Length.EqualTo(1));
            Assert.That(ended.LastLine, Does.StartWith("ABORTED: "));
            Assert.That(
                File.ReadAllText(Path.Combine(folder.Path, "results", "results.json")),
                Does.Contain($"\"aborted\": \"http://127.0.0.1:{port}/ cannot be reached"));
        });
    }

    [Test]
    public async Task A_server_that_never_answers_is_3_and_nothing_is_left_unsaid()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var ended = await Run("--target", $"http://{silent.LocalEndpoint}/", "--patience", "1");

        Assert.That(ended.Code, Is.EqualTo(3), ended.ToString());
        Assert.That(ended.Error, Does.StartWith("conformance: The target accepts connections and has left 3 requests"));
    }

    [Test, Platform(Exclude = "Win")]
    public async Task Ctrl_C_is_3_and_leaves_a_report_that_says_so()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var tool = Tool.Start(folder.Path, ["--target", $"http://{silent.LocalEndpoint}/"]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var connection = await silent.AcceptTcpClientAsync(limit.Token);

        tool.Signal(Tool.Interrupt);
        var ended = await tool.EndAsync();

        Assert.That(ended.Code, Is.EqualTo(3), ended.ToString());
        Assert.That(ended.LastLine, Does.StartWith("ABORTED: The run was stopped before its end: "));
        Assert.That(File.Exists(Path.Combine(folder.Path, "results", "junit.xml")));
    }

    [Test]
    public async Task Colours_are_never_written_where_nobody_can_see_them_or_wants_them()
    {
        var ended = await Tool.RunAsync(folder.Path, [Scenario, "--fault", Fault], ("NO_COLOR", "1"), ("TERM", "xterm-256color"));

        Assert.That(ended.Output + ended.Error, Does.Not.Contain("\e").And.Not.Contain("\r"));
    }

    [TestCase("by no.such; ", "--filter", "no.such")]
    [TestCase("by no.such-id; ", "no.such-id")]
    [TestCase("by POLL-999 (did you mean POLL-", "--filter", "POLL-999")]
    public async Task Nothing_selected_is_4_and_one_sentence(string says, params string[] args)
    {
        var ended = await Run(args);

        Assert.That(ended.Code, Is.EqualTo(4), ended.ToString());
        Assert.That(ended.Error, Does.StartWith("conformance: no scenario is selected " + says));
        Assert.That(ended.LastLine, Does.StartWith("NOTHING VERIFIED: no scenario was selected"));
    }

    [Test]
    public async Task A_wrong_password_is_2_and_names_who_was_refused_where()
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions { Control = null, IsSimulated = false });
        var password = Path.Combine(folder.Path, "wrong.txt");
        await File.WriteAllTextAsync(password, "not-the-password\n");

        var ended = await Run("--target", server.Worlds[0].AbsoluteUri, "--user", "user0", "--password-file", password);

        Assert.That(ended.Code, Is.EqualTo(2), ended.ToString());
        Assert.That(ended.Error, Does.Contain($"{server.Worlds[0]} refuses the log-on of user0: OPTIONS /public/subtest/ was answered 401"));
        Assert.That(ended.Error, Does.Not.Contain("not-the-password"));
    }

    [Test, NonParallelizable]
    public async Task A_plain_web_server_is_4_in_seconds()
    {
        await using var server = await PlainWebServer.StartAsync();
        var started = TimeProvider.System.GetTimestamp();

        var ended = await Run("--target", server.Url);

        Assert.Multiple(() =>
        {
            Assert.That(ended.Code, Is.EqualTo(4), ended.ToString());
            Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(10)));
            Assert.That(ended.LastLine, Does.StartWith("NOTHING VERIFIED: the target offers none of the selected capabilities"));
        });
    }

    [Test]
    public async Task A_baseline_explains_known_failures_and_is_5_once_they_are_gone()
    {
        Assert.That((await Run(Scenario, "--fault", Fault)).Code, Is.EqualTo(1));

        var unreasoned = await Run("baseline", "update", "known.baseline");
        Assert.That(unreasoned.Code, Is.EqualTo(2), unreasoned.ToString());
        Assert.That(unreasoned.Error, Does.Contain("--reason"));

        var updated = await Run("baseline", "update", "known.baseline", "--reason", "events are lost, ticket 12");
        Assert.That(updated.Code, Is.Zero, updated.ToString());
        Assert.That(updated.Output, Does.Contain($"+POLL-03 {Scenario}").Or.Contain($"+ POLL-03 {Scenario}"));

        var explained = await Run(Scenario, "--fault", Fault, "--baseline", "known.baseline");
        Assert.That(explained.Code, Is.Zero, explained.ToString());
        Assert.That(explained.Output, Does.Contain("events are lost, ticket 12"));

        var stale = await Run(Scenario, "--baseline", "known.baseline");
        Assert.That(stale.Code, Is.EqualTo(5), stale.ToString());
        Assert.That(stale.Output, Does.Contain($"STALE  POLL-03 {Scenario}"));
    }

    [Test]
    public async Task A_baseline_of_a_green_run_is_empty_and_holds_the_next_run()
    {
        Assert.That((await Run(Scenario)).Code, Is.Zero);

        var made = await Run("baseline", "update", "none.baseline", "--reason", "a gate from the first day");
        Assert.That(made.LastLine, Is.EqualTo("none.baseline now holds 0 entries"), made.ToString());

        Assert.That((await Run(Scenario, "--baseline", "none.baseline")).Code, Is.Zero);
        Assert.That((await Run(Scenario, "--baseline", "none.baseline", "--fault", Fault)).Code, Is.EqualTo(1));
    }

    [Test]
    public async Task A_shuffled_run_says_its_seed()
    {
        var ended = await Run(Scenario, "--shuffle");

        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Error, Does.Match(@"--seed [1-9]\d*\n"));
    }

    [Test]
    public async Task Accepted_snapshots_hold_shuffled_in_another_culture_and_time_zone()
    {
        var ended = await Tool.RunAsync(
            folder.Path, ["--snapshot", "verify", "--shuffle"], ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Asia/Kathmandu"));

        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.LastLine, Does.Contain(" snapshots equal"));
    }

    [Test]
    public async Task A_changed_snapshot_is_1_and_an_orphan_5()
    {
        var fixtures = folder.Copy(Repository.PathOf("fixtures"), "fixtures");
        var snapshots = Path.Combine(fixtures, "snapshots", "reference");
        Assert.That((await Run(Scenario, "--fixtures", fixtures, "--snapshot", "verify")).Code, Is.Zero);

        File.WriteAllText(Path.Combine(snapshots, "notification.poll.no-longer-there.verified.txt"), "");
        var orphan = await Run(Scenario, "--fixtures", fixtures, "--snapshot", "verify");
        Assert.That(orphan.Code, Is.EqualTo(5), orphan.ToString());

        File.AppendAllText(Path.Combine(snapshots, Scenario + ".verified.txt"), "<<< 500\n");
        var changed = await Run(Scenario, "--fixtures", fixtures, "--snapshot", "verify");
        Assert.That(changed.Code, Is.EqualTo(1), changed.ToString());
        Assert.That(File.Exists(Path.Combine(snapshots, Scenario + ".received.txt")));
    }
}
