using Conformance.Harness.Evidence;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.AnyTarget;

[TestFixture, Parallelizable(ParallelScope.All)]
public class ForeignModeTests
{
    [Test]
    public async Task The_whole_suite_passes_on_the_real_clock_and_leaves_the_server_as_it_was()
    {
        await using var server = await ForeignServer.StartAsync();
        var before = await server.StateAsync();

        var report = await Foreign.RunAsync(server.Target);

        Assert.That(report.Say(Verdict.Failed, Verdict.Blocked, Verdict.HarnessFault), Is.Empty);
        Assert.That(report.Aborted, Is.Null);
        TestContext.Out.WriteLine($"{report.Duration} {string.Join(", ", report.Scenarios.GroupBy(s => s.Verdict).Select(g => $"{g.Key} {g.Count()}"))}");
        TestContext.Out.WriteLine(report.Say(Verdict.NotApplicable, Verdict.NotVerified));
        Assert.That(await server.StateAsync(), Is.EqualTo(before));
    }
}
