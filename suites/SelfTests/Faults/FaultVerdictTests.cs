using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using NUnit.Framework;

namespace Conformance.SelfTests.Faults;

/// <summary>What counts as a kill, and what does not.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FaultVerdictTests
{
    static readonly SeededFault fault = new(
        "a.fault", "notification", FaultKind.Fault, FaultSeam.Rule, "POLL-03", ["notification.a.b"], 0, "Wrong");

    [Test]
    public void A_failed_line_of_the_requirement_is_a_kill()
    {
        var verdict = Judge(Verdict.Failed, Verdict.Failed, "POLL-03");
        Assert.That(verdict.IsProved);
        Assert.That(verdict.Kills.Single().ToString(), Is.EqualTo("notification.a.b:7"));
    }

    [TestCase(Verdict.Failed, Verdict.Failed, "POLL-04", "notification.a.b failed, but of POLL-04, not of POLL-03")]
    [TestCase(Verdict.Blocked, Verdict.Blocked, "POLL-03", "notification.a.b is blocked: so it was")]
    [TestCase(Verdict.HarnessFault, Verdict.Failed, "POLL-03", "notification.a.b is harness fault: so it was")]
    [TestCase(Verdict.Advisory, Verdict.Advisory, "POLL-03", "notification.a.b is advisory: so it was")]
    [TestCase(Verdict.NotApplicable, Verdict.Passed, "POLL-03", "notification.a.b is not applicable: so it was")]
    public void Anything_else_is_none(Verdict ofCase, Verdict ofLine, string requirement, string reason)
    {
        var verdict = Judge(ofCase, ofLine, requirement);
        Assert.That(verdict.IsProved, Is.False);
        Assert.That(verdict.Kills, Is.Empty);
        Assert.That(verdict.Reason, Is.EqualTo(new[] { reason }));
    }

    [Test]
    public void A_red_line_that_judges_another_requirement_has_found_it_too()
    {
        Assert.That(Judge(Verdict.Failed, Verdict.Failed, "POLL-03").Elsewhere, Is.Empty);
        Assert.That(
            Judge(Verdict.Failed, Verdict.Failed, "POLL-04").Elsewhere.Single().ToString(), Is.EqualTo("notification.a.b:7"));
    }

    [TestCase(Verdict.Passed, true)]
    [TestCase(Verdict.Failed, false)]
    [TestCase(Verdict.Blocked, false)]
    [TestCase(Verdict.HarnessFault, false)]
    [TestCase(Verdict.NotVerified, false)]
    public void A_variant_is_green_when_nothing_is_wrong(Verdict ofCase, bool isGreen)
    {
        var variant = fault with { Kind = FaultKind.Variant, Requirement = "", Scenarios = [] };
        Assert.That(FaultVerdict.Of(variant, [Report(ofCase, ofCase, "POLL-03")]).IsProved, Is.EqualTo(isGreen));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_variant_may_be_advisory_under_a_note_only(bool hasNote)
    {
        var variant = fault with { Kind = FaultKind.Variant, Requirement = "", Scenarios = [] };
        var report = Report(Verdict.Advisory, Verdict.Advisory, "POLL-03", hasNote ? ["OTHER-4XX"] : []);
        Assert.That(FaultVerdict.Of(variant, [report]).IsProved, Is.EqualTo(hasNote));
    }

    static FaultVerdict Judge(Verdict ofCase, Verdict ofLine, string requirement) =>
        FaultVerdict.Of(fault, [Report(ofCase, ofLine, requirement)]);

    static ScenarioReport Report(Verdict ofCase, Verdict ofLine, string requirement, ImmutableArray<string> notes = default)
    {
        var line = new LineReport(7, "204 : s", Level.Must, requirement, ofLine, "", "", null, notes.IsDefault ? [] : notes, 0);
        var one = new CaseReport("", 1, ofCase, "so it was", [line], [], TimeSpan.Zero);
        return new ScenarioReport("notification.a.b", "", "", "", ofCase, "so it was", [one]);
    }
}
