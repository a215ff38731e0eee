using Conformance.Harness.Language;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.CommandLine;

/// <summary><c>conformance replicate</c> on the real executable: its exit codes, and what it prints.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReplicateTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    Task<Ended> Run(params string[] args) => Tool.RunAsync(folder.Path, ["replicate", .. args], ("CONFORMANCE_PASSWORD", "user0"));

    [Test]
    public async Task Mirrors_that_follow_are_0_and_a_seed_tells_the_same_twice()
    {
        var first = await Run("--seed", "3", "--sequences", "5");
        var second = await Run("--seed", "3", "--sequences", "5");
        Assert.That(first.Code, Is.Zero, first.ToString());
        Assert.That(first.Output, Does.Match("^The mirrors followed: 5 sequences, [0-9]+ requests, seed 3.\n$"));
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public async Task A_mirror_that_is_misled_is_1_and_standard_output_is_a_scenario()
    {
        var ended = await Run("--seed", "1", "--fault", "manifest.deletions-missed");
        Assert.That(ended.Code, Is.EqualTo(1), ended.ToString());
        Assert.That(ended.Error, Does.Contain("--seed 1").And.Contain("REPL-20: "));
        var file = ScenarioParser.Parse("found.scenario", ended.Output).Require();
        Assert.That(ended.Error, Does.Contain($"conformance run {file.Id}"));
        Assert.That(ScenarioPrinter.Print(file), Is.EqualTo(ended.Output));
    }

    [TestCase("--sequences takes a number from 1 to 1000000", "--sequences", "0")]
    [TestCase("--steps takes a number from 3 to 1000", "--steps", "many")]
    [TestCase("--fault: ", "--fault", "manifest.no-such")]
    [TestCase("--fault switches a seeded fault on", "--fault", "manifest.deletions-missed", "--target", "http://127.0.0.1:9/")]
    public async Task A_wrong_command_line_is_2(string sentence, params string[] args)
    {
        var ended = await Run(args);
        Assert.That(ended.Code, Is.EqualTo(2), ended.ToString());
        Assert.That(ended.Error, Does.Contain("conformance: " + sentence));
    }

    [Test]
    public async Task A_target_that_nobody_serves_is_3() =>
        Assert.That((await Run("--target", "http://127.0.0.1:9/")).Code, Is.EqualTo(3));

    [Test]
    public async Task A_target_without_manifests_is_4_and_says_what_it_lacks()
    {
        await using var server = await PlainWebServer.StartAsync();
        var ended = await Run("--target", server.Url);
        Assert.That(ended.Code, Is.EqualTo(4), ended.ToString());
        Assert.That(ended.Error, Does.Contain("not applicable, the target lacks repl: "));
    }

    /// <summary>A target without a control port: the sequences have folders of their own there, and leave nothing.</summary>
    [Test]
    public async Task A_shared_target_is_left_as_it_was()
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        var target = server.Worlds[0].AbsoluteUri;
        using var client = new HttpClient();
        var before = await client.GetStringAsync(new Uri(server.ControlUri, "/worlds/1/state"));
        var ended = await Run("--target", target, "--user", "user0", "--sequences", "4", "--seed", "2");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        var after = await client.GetStringAsync(new Uri(server.ControlUri, "/worlds/1/state"));
        Assert.That(Resources(after), Is.EqualTo(Resources(before)).And.GreaterThan(0));
    }

    static int Resources(string state) => System.Text.Json.Nodes.JsonNode.Parse(state)!["resources"]!.AsArray().Count;
}
