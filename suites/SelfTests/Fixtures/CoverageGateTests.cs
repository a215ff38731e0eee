using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Running;
using Conformance.Harness.Running.Canned;
using NUnit.Framework;

namespace Conformance.SelfTests.Fixtures;

/// <summary>The gate of the catalogue: where the coverage is called complete, no row and no statement is open.</summary>
/// <remarks>
/// A citation counts as verified because each cited scenario is a test of suites/Scenarios, which may not be skipped on a
/// complete face, or, on the client side, is judged on recordings here.
/// </remarks>
[Parallelizable(ParallelScope.All)]
public sealed class CoverageGateTests
{
    static readonly string fixtures = FixturesFolder.Find();
    static readonly Suite suite = Suite.Load(fixtures);

    [Test]
    public void Nothing_is_open_where_the_coverage_is_complete()
    {
        var coverage = Coverage.Of(suite.Catalogues, suite.Scenarios.ToDictionary(
            s => s.File.Id,
            s => FileTags.Of(s.File).SelectMany(t => t.Judgements).SelectMany(j => j.Requirements).Distinct().ToImmutableArray()));
        Assert.That(coverage.Gaps, Is.Empty);
    }

    [Test]
    public void Each_client_scenario_is_judged_on_a_recording_that_is_right_and_on_one_that_is_wrong()
    {
        var cases = CannedCase.ReadAll(Path.Combine(fixtures, "exchanges")).ToLookup(c => c.Scenario);
        foreach (var scenario in suite.Scenarios.Where(s => s.File.IsClientSide))
        {
            Assert.That(cases[scenario.File.Id].Where(c => c.Requirement is null), Is.Not.Empty, scenario.File.Id);
            Assert.That(cases[scenario.File.Id].Where(c => c.Requirement is not null), Is.Not.Empty, scenario.File.Id);
        }
    }
}
