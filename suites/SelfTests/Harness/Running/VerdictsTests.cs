using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Running;

/// <summary>What becomes of a line when it meets the catalogue of the project.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class VerdictsTests
{
    static readonly Catalogues catalogues = Catalogues.Load(FixturesFolder.Find());

    [Test]
    public void A_line_that_holds_by_a_reading_of_the_profile_passes() =>
        Assert.That(Of("C-03/outer", Outcome.Held, "strict").Verdict, Is.EqualTo(Verdict.Passed));

    /// <summary>C-04/any-uri belongs to what real servers do, not to the letter.</summary>
    [Test]
    public void A_line_that_holds_by_a_reading_of_another_profile_only_counts_as_missed()
    {
        Assert.That(Of("C-04/any-uri", Outcome.Held, "strict").Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(Of("C-04/any-uri", Outcome.Held, "observed").Verdict, Is.Not.EqualTo(Verdict.Failed));
    }

    [Test]
    public void A_miss_fails_and_a_blocked_line_is_blocked()
    {
        Assert.That(Of(null, Outcome.Missed, "strict").Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(Of(null, Outcome.Blocked, "strict").Verdict, Is.EqualTo(Verdict.Blocked));
    }

    static LineReport Of(string? reading, Outcome outcome, string profile)
    {
        var tag = new Tag(TagKind.Judges, [new Judgement(Level.Must, ["POLL-01"], reading, null)], "MUST POLL-01");
        return new Verdicts(catalogues, isReference: false, profile)
            .Of(new LineResult(3, tag, outcome, "expected", "actual"), "<<< 207", -1).Single();
    }
}
