using Conformance.CommandLine;
using Conformance.CommandLine.Jobs;
using Conformance.CommandLine.Verbs;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Running;
using NUnit.Framework;

namespace Conformance.SelfTests.Faults;

[Parallelizable(ParallelScope.All)]
public sealed class FaultsJobTests
{
    [Test]
    public async Task The_job_prints_the_matrix_writes_it_and_ends_with_0()
    {
        var folder = Directory.CreateTempSubdirectory("faults-");
        try
        {
            var (code, output) = await RunAsync(folder.FullName, "poll.all-quiet", "variant.chunked");
            Assert.That(code, Is.Zero);
            Assert.That(output, Does.Contain("killed by ").And.Contain("notification.poll.all-fired:").And.Contain("green on "));
            Assert.That(output, Does.EndWith($"1 of 1 faults killed, 1 of 1 variants green.{Environment.NewLine}"));
            var written = FaultsFile.Read(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "faults.json")));
            Assert.That(written.Faults.Select(f => f.Id), Is.EqualTo(new[] { "poll.all-quiet", "variant.chunked" }));
            Assert.That(written.Faults[0].Proved);
            Assert.That(written.PlayedOn("notification").Single().Requirement, Is.EqualTo("POLL-03"));
            Assert.That(written.IsWhole, Is.False);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("[")]
    public void What_is_no_such_file_is_refused(string text) =>
        Assert.That(() => FaultsFile.Read(text), Throws.TypeOf<ResultsFormatException>());

    [Test]
    public void A_fault_that_nobody_knows_is_a_wrong_command_line()
    {
        Assert.That(
            () => RunAsync("never-written", "poll.al-quiet"),
            Throws.TypeOf<UsageException>().With.Message.EqualTo("no fault is called poll.al-quiet; the nearest is poll.all-quiet"));
    }

    [TestCase(true, ExitCode.GateMet)]
    [TestCase(false, ExitCode.NonConformance)]
    public void One_survivor_turns_the_exit_code_red(bool isProved, int code)
    {
        var fault = new SeededFault("a.b", "notification", FaultKind.Fault, FaultSeam.Wire, "POLL-01", ["x.y.z"], 0, "Wrong");
        var proved = new FaultVerdict(fault, true, [], [], 1, [], []);
        Assert.That(FaultsJob.CodeOf([proved, proved with { IsProved = isProved }]), Is.EqualTo(code));
    }

    static async Task<(int Code, string Output)> RunAsync(string results, params string[] ids)
    {
        var output = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Null, new ConsoleStyle(Colour: false, Ascii: true), isInteractive: false);
        var code = await new FaultsJob(terminal).RunAsync(new FaultsOptions([.. ids], false, results), CancellationToken.None);
        return (code, output.ToString());
    }
}
