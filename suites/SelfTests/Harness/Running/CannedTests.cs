using System.Collections.Immutable;
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

    /// <summary>What no seeded fault of the bundled server can show is shown by these.</summary>
    [Test]
    public void A_scenario_that_is_judged_by_recordings_alone_names_each_wrong_one()
    {
        var claimed = from scenario in suite.Scenarios
                      from wrong in scenario.File.Catches
                      where wrong.StartsWith("wrong-", StringComparison.Ordinal)
                      select $"{scenario.File.Id} catches {wrong}";
        var there = from wrong in CannedCase.WrongOnes(fixtures)
                    where !suite.Scenarios.Single(s => s.File.Id == wrong.Scenario).File.Catches.Any(id => id.Contains('.'))
                    select $"{wrong.Scenario} catches {wrong.Name}";
        Assert.That(claimed, Is.EquivalentTo(there));
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

    static readonly string sessions = Path.Combine(fixtures, "exchanges", "sessions");

    static IEnumerable<TestCaseData> Sessions => BlockFile.Read(Path.Combine(sessions, "sessions.sessions"))
        .Select(block => new TestCaseData(block).SetArgDisplayNames(block.Id));

    /// <summary>What one scenario asks of a client must not be at odds with what another asks, nor with what real clients do.</summary>
    [TestCaseSource(nameof(Sessions))]
    public async Task A_whole_session_of_a_client_breaks_the_rows_it_is_said_to_break_and_no_other(Block session)
    {
        var recording = new CannedCase(
            "", Path.Combine(sessions, session.Id + ".recording"), Verdict.Passed, null, session["why"]!,
            ImmutableDictionary<string, IValue>.Empty);
        var reports = new List<CaseReport>();
        foreach (var scenario in suite.Scenarios.Where(s => s.File.IsClientSide && s.File.Face == "notification"))
            reports.Add(await CannedJudge.JudgeAsync(scenario.Runs[0].Concrete, recording, suite.Catalogues));
        var broken = reports.SelectMany(r => r.Lines).Where(l => l.Verdict is Verdict.Failed or Verdict.Advisory).Select(l => l.Requirement);
        var said = session["breaks"]! is "nothing" ? [] : session["breaks"]!.Split(", ");
        Assert.That(broken.Distinct(), Is.EquivalentTo(said), string.Join('\n', reports.Select(r => r.Reason)));
        Assert.That(reports.Count(r => r.Verdict != Verdict.NotVerified), Is.GreaterThanOrEqualTo(5), "scenarios that found something to judge");
    }

    [Test]
    public void Each_client_row_of_notification_is_broken_by_a_canned_client_and_kept_by_another()
    {
        var cases = CannedCase.ReadAll(Path.Combine(fixtures, "exchanges")).ToArray();
        var rows = suite.Catalogues.Requirements.Where(r => r.Id.StartsWith("NTF-CL-", StringComparison.Ordinal)).Select(r => r.Id);
        var scenarios = suite.Scenarios.Where(s => s.File.IsClientSide).ToDictionary(s => s.File.Id, s => FileTags.Of(s.File).SelectMany(t => t.Judgements).SelectMany(j => j.Requirements).ToHashSet());
        Assert.Multiple(() =>
        {
            foreach (var row in rows)
            {
                Assert.That(cases.Select(c => c.Requirement), Does.Contain(row), "a wrong client");
                Assert.That(cases.Any(c => c.Verdict == Verdict.Passed && scenarios.TryGetValue(c.Scenario, out var cited) && cited.Contains(row)), $"a right client: {row}");
            }
        });
    }

    [Test]
    public void Every_recording_beside_a_case_belongs_to_one()
    {
        var named = CannedCase.ReadAll(Path.Combine(fixtures, "exchanges")).Select(c => c.Recording);
        var there = Directory.EnumerateFiles(Path.Combine(fixtures, "exchanges"), "*.recording", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) is not ("documents" or "sessions"));
        Assert.That(named, Is.EquivalentTo(there));
        Assert.That(
            Directory.EnumerateFiles(sessions, "*.recording").Select(Path.GetFileNameWithoutExtension),
            Is.EquivalentTo(BlockFile.Read(Path.Combine(sessions, "sessions.sessions")).Select(block => block.Id)));
    }

    static ScenarioFile ScenarioOf(CannedCase canned) => suite.Scenarios.Single(s => s.File.Id == canned.Scenario).Runs[0].Concrete;
}
