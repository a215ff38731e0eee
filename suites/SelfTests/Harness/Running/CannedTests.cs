using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Running.Canned;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Running;

/// <summary>Scenarios of all five faces against canned answers, right ones and subtly wrong ones.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CannedTests
{
    static readonly string fixtures = FixturesFolder.Find();
    static readonly Suite suite = Suite.Load(fixtures);

    static IEnumerable<TestCaseData> Cases => CannedCase.ReadAll(Path.Combine(fixtures, "exchanges"))
        .Select(c => new TestCaseData(c).SetArgDisplayNames(c.Scenario, Path.GetFileNameWithoutExtension(c.Recording)));

    [TestCaseSource(nameof(Cases))]
    public async Task A_canned_answer_is_judged_as_its_case_says(CannedCase canned)
    {
        var report = await CannedJudge.JudgeAsync(ScenarioOf(canned), canned, suite.Catalogues);
        Assert.That(report.Verdict, Is.EqualTo(canned.Verdict), $"{canned.Why}\n{report.Reason}");
        if (canned.Requirement is { } requirement)
            Assert.That(
                report.Lines.Where(l => l.Verdict == Verdict.Failed).Select(l => l.Requirement), Does.Contain(requirement), canned.Why);
    }

    [Test]
    public void Each_face_has_right_and_wrong_answers()
    {
        var faces = CannedCase.ReadAll(Path.Combine(fixtures, "exchanges")).GroupBy(c => c.Scenario.Split('.')[0]).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(
                faces.Select(f => f.Key), Is.EquivalentTo(new[] { "notification", "replication", "rvp", "owa", "activesync" }));
            Assert.That(faces.Select(f => f.Count(c => c.Verdict == Verdict.Failed)), Is.All.GreaterThanOrEqualTo(4));
            Assert.That(faces.Select(f => f.Count(c => c.Verdict != Verdict.Failed)), Is.All.GreaterThanOrEqualTo(2));
        });
    }

    [Test]
    public void Every_recording_beside_a_case_belongs_to_one()
    {
        var named = CannedCase.ReadAll(Path.Combine(fixtures, "exchanges")).Select(c => c.Recording);
        var there = Directory.EnumerateFiles(Path.Combine(fixtures, "exchanges"), "*.recording", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) != "documents");
        Assert.That(named, Is.EquivalentTo(there));
    }

    static ScenarioFile ScenarioOf(CannedCase canned) => suite.Scenarios.Single(s => s.File.Id == canned.Scenario).Runs[0].Concrete;
}
