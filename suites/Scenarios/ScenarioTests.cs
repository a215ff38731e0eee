using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using NUnit.Framework;

namespace Conformance.Scenarios;

/// <summary>Each scenario file is a test against the bundled server. All judgement is the harness's; this only reports it.</summary>
[TestFixture]
public sealed class ScenarioTests
{
    BundledSession session = null!;

    static IEnumerable<TestCaseData> Scenarios => BundledSession.Suite.Scenarios.Select(planned =>
        new TestCaseData(planned).SetName(planned.File.Id).SetDescription(planned.File.Title).SetCategory(planned.File.Face));

    [OneTimeSetUp]
    public async Task Start() => session = await BundledSession.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await session.DisposeAsync();

    [TestCaseSource(nameof(Scenarios))]
    public async Task Scenario(PlannedScenario planned)
    {
        var (report, evidence) = await session.PlayAsync(planned);
        if (report.Verdict is Verdict.NotApplicable or Verdict.NotVerified)
        {
            // Where the coverage is complete, a capability that the bundled server lost is no reason to skip.
            Assert.That(IsPlayedInAnyCase(planned.File), Is.False, report.Reason);
            Assert.Ignore(report.Reason);
        }
        Assert.That(report.Verdict, Is.AnyOf(Verdict.Passed, Verdict.Advisory), evidence);
    }

    static bool IsPlayedInAnyCase(ScenarioFile file) =>
        !file.IsClientSide && BundledSession.Suite.Catalogues.Face(file.Face) is { IsComplete: true };
}
