using Conformance.CommandLine.Jobs;
using NUnit.Framework;

namespace Conformance.SelfTests.CommandLine;

/// <summary><c>conformance serve</c> and <c>conformance run</c> as two programs that meet over loopback.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ServeTests : IDisposable
{
    const string Scenario = "notification.poll.splits-fired-from-quiet";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Test, Platform(Exclude = "Win")]
    public async Task A_server_on_the_real_clock_passes_and_ends_with_0_when_told_to()
    {
        await using var server = Tool.Start(folder.Path, ["serve", "--url", "http://127.0.0.1:0", "--short-times"]);
        var url = await server.LineAsync("world ");
        await server.LineAsync(ServeJob.Ready);

        var ended = await RunAsync("--target", url);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.LastLine, Does.Contain("1 verified / 1 applicable"));

        server.Signal(Tool.Terminate);
        var stopped = await server.EndAsync();
        Assert.That(stopped.Code, Is.Zero, stopped.ToString());
        Assert.That(stopped.Error, Is.Empty);
    }

    [Test, Platform(Exclude = "Win")]
    public async Task A_server_with_a_control_port_says_where_everything_is_and_heeds_Ctrl_C()
    {
        await using var server = Tool.Start(folder.Path,
            ["serve", "--url", "http://127.0.0.1:0", "--control", "http://127.0.0.1:0", "--clock", "simulated", "--worlds", "2", "--accounts", "4"]);
        var url = await server.LineAsync("world ");
        Assert.That(await server.LineAsync("world 2"), Does.StartWith("http://127.0.0.1:"));
        var control = await server.LineAsync("control");
        Assert.That(await server.LineAsync("account"), Is.EqualTo("user0, password user0"));
        await server.LineAsync(ServeJob.Ready);

        var ended = await RunAsync("--target", url, "--clock", control);
        Assert.That(ended.Code, Is.Zero, ended.ToString());

        server.Signal(Tool.Interrupt);
        Assert.That((await server.EndAsync()).Code, Is.Zero);
    }

    [Test]
    public async Task Over_https_the_printed_fingerprint_is_accepted_and_no_other()
    {
        await using var server = Tool.Start(folder.Path, ["serve", "--url", "https://127.0.0.1:0"]);
        var url = await server.LineAsync("world ");
        var fingerprint = await server.LineAsync("certificate  SHA-256");
        await server.LineAsync(ServeJob.Ready);

        var right = await RunAsync("--target", url, "--certificate", fingerprint);
        Assert.That(right.Code, Is.Zero, right.ToString());

        var wrong = await RunAsync("--target", url, "--certificate", new string('0', 64));
        Assert.That(wrong.Code, Is.EqualTo(3), wrong.ToString());
        Assert.That(wrong.Error, Does.Contain("certificate"));
    }

    [Test]
    public async Task A_server_reads_disputed_points_as_it_is_told()
    {
        await using var server = Tool.Start(folder.Path, ["serve", "--url", "http://127.0.0.1:0", "--profile", "strict C-02/absent"]);
        var url = await server.LineAsync("world ");
        await server.LineAsync(ServeJob.Ready);

        var ended = await RunAsync("--target", url);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(ended.Output, Does.Contain("conforms to reading C-02/absent"));
    }

    [Test]
    public async Task A_server_with_a_fault_fails_and_the_command_that_the_report_names_fails_again()
    {
        await using var server = Tool.Start(folder.Path, ["serve", "--url", "http://127.0.0.1:0", "--fault", "poll.all-quiet"]);
        var url = await server.LineAsync("world ");
        Assert.That(await server.LineAsync("fault"), Is.EqualTo("poll.all-quiet"));
        await server.LineAsync(ServeJob.Ready);

        var ended = await RunAsync("--target", url, "--profile", "observed");
        Assert.That(ended.Code, Is.EqualTo(1), ended.ToString());
        var replay = ended.Output.Split('\n').First(line => line.StartsWith("  replay", StringComparison.Ordinal)).Split("conformance ")[1];
        Assert.That(replay, Is.EqualTo(
            $"run {Scenario} --target {url} --user user0 --password-file {folder.File("password", "user0\n")} --profile observed"));

        var again = await Tool.RunAsync(folder.Path, replay.Split(' '));
        Assert.That(again.Code, Is.EqualTo(1), again.ToString());
    }

    [Test]
    public async Task Https_asked_of_a_server_without_it_is_3_and_says_what_may_be_wrong()
    {
        await using var server = Tool.Start(folder.Path, ["serve", "--url", "http://127.0.0.1:0"]);
        var url = await server.LineAsync("world ");
        await server.LineAsync(ServeJob.Ready);

        var ended = await RunAsync("--target", url.Replace("http:", "https:", StringComparison.Ordinal));
        Assert.That(ended.Code, Is.EqualTo(3), ended.ToString());
        Assert.That(ended.Error, Does.Contain("before any certificate came; perhaps it speaks plain http"));
    }

    [TestCase("--profile", "strict C-02/never", "There is no reading 'C-02/never'")]
    [TestCase("--fault", "poll.all-quite", "There is no fault 'poll.all-quite'")]
    public async Task A_word_that_nobody_knows_is_2_and_says_so(string flag, string word, string sentence)
    {
        var ended = await Tool.RunAsync(folder.Path, ["serve", "--url", "http://127.0.0.1:0", flag, word]);

        Assert.That(ended.Code, Is.EqualTo(2), ended.ToString());
        Assert.That(ended.Error, Does.Contain(sentence));
    }

    [Test]
    public async Task An_address_that_is_taken_is_2_and_says_so()
    {
        await using var server = Tool.Start(folder.Path, ["serve", "--url", "http://127.0.0.1:0"]);
        var url = await server.LineAsync("world ");

        var second = await Tool.RunAsync(folder.Path, ["serve", "--url", url]);

        Assert.That(second.Code, Is.EqualTo(2), second.ToString());
        Assert.That(second.Error, Does.StartWith("conformance: ").And.Contain("in use"));
    }

    Task<Ended> RunAsync(params string[] target)
    {
        var password = folder.File("password", "user0\n");
        return Tool.RunAsync(folder.Path, [Scenario, .. target, "--user", "user0", "--password-file", password]);
    }
}
