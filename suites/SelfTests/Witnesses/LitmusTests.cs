using System.Text.Json.Nodes;
using Conformance.SelfTests.Layout;
using Conformance.SelfTests.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Witnesses;

/// <summary>litmus, neon's tests of WebDAV servers, against the ground that our WebDAV faces share.</summary>
[Parallelizable(ParallelScope.All), Category(Witness.Category)]
public sealed class LitmusTests
{
    static readonly string[] programs = ["basic", "copymove", "props", "locks", "http"];

    /// <summary>Every warning that it has for us, with the reason why we do not heed it. None at present.</summary>
    static readonly Dictionary<string, string> explained = [];

    [Test]
    public async Task Litmus_finds_no_fault_and_no_warning_is_unexplained()
    {
        var version = await VersionAsync();
        await using var host = await Host.StartAsync();
        var run = await PlayAsync(host.Url);
        var report = LitmusReport.Read(run.Output);
        Witness.Ran("litmus", $"{version}: {report.Tests} tests of {report.Programs.Count} programs, "
            + $"{report.Complaints.Count} failed, {report.Warnings.Count} warnings ({explained.Count} explained)");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Programs, Is.EqualTo(programs), run.Output);
            Assert.That(report.Complaints, Is.Empty, run.Output);
            Assert.That(report.Skipped, Is.Empty, run.Output);
            Assert.That(report.Warnings, Is.EquivalentTo(explained.Keys), "each warning is explained, and each explanation needed");
            Assert.That(run.Code, Is.Zero, run.Output);
        }
    }

    /// <summary>The witness can speak against us: it is shown a server that is wrong.</summary>
    [TestCase("overwrite.f-is-passed-over", "copymove", "copy_overwrite")]
    [TestCase("lock.keeps-nobody-out", "locks", "notowner_modify")]
    [TestCase("proppatch.sets-nothing", "props", "propget")]
    public async Task Litmus_finds_a_seeded_fault(string fault, string program, string test)
    {
        await VersionAsync();
        await using var host = await Host.StartAsync();
        await host.ControlAsync("PUT", "/worlds/1/faults", new() { ["faults"] = new JsonArray(fault) });
        var run = await PlayAsync(host.Url, program);
        Assert.That(run.Code, Is.EqualTo(1), run.Output);
        Assert.That(LitmusReport.Read(run.Output).Complaints, Has.Some.Contains(test));
    }

    static Task<PeerProgram> PlayAsync(Uri world, params string[] some) => PeerProgram.RunAsync(
        "/bin/sh", [Repository.PathOf("tools", "Peers", "litmus", "run.sh"), $"{world}exchange/user0/Inbox/", "user0", "user0", .. some]);

    static async Task<string> VersionAsync()
    {
        var program = Witness.Find("litmus", "litmus", "apt-get install litmus on Debian");
        return (await PeerProgram.RunAsync(program, "--version")).Output.Split(' ')[^1].Trim();
    }
}
