using Conformance.Harness.Catalogue;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Catalogue;

[TestFixture]
[Parallelizable(ParallelScope.All)]
public class RequirementVerdictTests
{
    static readonly Requirement documented = new(
        "PET-01", "pets", Side.Server, Level.Must, false, Basis.Documented, false, null, "It barks.", "Ears", null);

    [TestCase(Level.Must, Basis.Documented, Verdict.Failed)]
    [TestCase(Level.Must, Basis.Derived, Verdict.Failed)]
    [TestCase(Level.Must, Basis.Observed, Verdict.Advisory)]
    [TestCase(Level.Must, Basis.Inferred, Verdict.Advisory)]
    [TestCase(Level.Must, Basis.Decided, Verdict.Advisory)]
    [TestCase(Level.Should, Basis.Documented, Verdict.Advisory)]
    [TestCase(Level.May, Basis.Documented, Verdict.Advisory)]
    [TestCase(Level.Observed, Basis.Observed, Verdict.Advisory)]
    public void A_miss_of_a_foreign_target_fails_only_where_a_document_demands_it(
        Level level, Basis basis, Verdict expected) =>
        Assert.That(Missed(documented with { Level = level, Basis = basis }, reference: false), Is.EqualTo(expected));

    [Test]
    public void A_miss_of_the_bundled_server_always_fails(
        [Values] Level level, [Values] Basis basis) =>
        Assert.That(
            Missed(documented with { Level = level, Basis = basis }, reference: true), Is.EqualTo(Verdict.Failed));

    [Test]
    public void A_miss_on_a_safety_row_fails_everywhere(
        [Values] Level level, [Values] Basis basis, [Values] bool reference) =>
        Assert.That(
            Missed(documented with { Level = level, Basis = basis, Safety = true }, reference),
            Is.EqualTo(Verdict.Failed));

    [TestCase("strict", Verdict.Failed)]
    [TestCase("exchange2003", Verdict.Advisory)]
    [TestCase("observed", Verdict.Advisory)]
    public void A_row_of_profile_strict_advises_in_the_others(string profile, Verdict expected)
    {
        var strictOnly = documented with { Profile = Profiles.Strict };

        Assert.That(Missed(strictOnly, reference: false, profile), Is.EqualTo(expected));
        Assert.That(Missed(strictOnly, reference: true, profile), Is.EqualTo(expected));
    }

    [TestCase(null, Verdict.Passed)]
    [TestCase("URI-LAX", Verdict.Advisory)]
    public void A_line_that_holds_passes_unless_it_carries_a_note(string? note, Verdict expected)
    {
        Assert.That(RequirementVerdict.Of(documented, false, note, true, "strict"), Is.EqualTo(expected));
        Assert.That(RequirementVerdict.Of(documented, false, note, false, "strict"), Is.EqualTo(expected));
    }

    [TestCase("observed", null, Verdict.Passed)]
    [TestCase("observed", "LOUD", Verdict.Advisory)]
    [TestCase("strict", null, Verdict.Failed)]
    [TestCase("strict", "LOUD", Verdict.Failed)]
    public void A_reading_counts_only_in_the_profiles_that_accept_it(string profile, string? note, Verdict expected)
    {
        var reading = new Reading("C-01/barks", ["observed"], note, "It barks.", "Ears");

        Assert.That(RequirementVerdict.Of(documented, false, null, false, profile, reading), Is.EqualTo(expected));
    }

    static Verdict Missed(Requirement requirement, bool reference, string profile = "strict") =>
        RequirementVerdict.Of(requirement, true, null, reference, profile);
}
