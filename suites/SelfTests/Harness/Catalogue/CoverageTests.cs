using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Catalogue;

[TestFixture]
[Parallelizable(ParallelScope.All)]
public class CoverageTests
{
    const string Rows = """
        catalogue
          face       pets
          rows       cited
          documents  A page about pets

        PET-01
          side      server
          level     must
          basis     documented
          safety    no
          sentence  A dog does not bark at night.
          source    A page about pets

        PET-02
          side      server
          level     should
          basis     documented
          safety    no
          sentence  A cat sleeps by day.
          source    A page about pets

        PET-03
          side          server
          level         must
          basis         documented
          safety        no
          sentence      A fish thinks.
          source        A page about pets
          not-testable  Nobody can ask it.
        """;

    const string Statements = """
        ledger
          prefix    900
          document  A page about pets
          face      pets

        900-1
          statement  Dogs do not bark at night.
          rows       PET-01

        900-2
          statement  Dogs and cats rest.
          rows       PET-01, PET-02

        900-3
          statement  Cats sleep by day.
          rows       PET-02

        900-4
          statement     The page is old.
          not-testable  It speaks of the page.

        900-5
          statement  Fish think.
          rows       PET-03
        """;

    [Test]
    public void Each_row_is_verified_or_not_testable_or_open()
    {
        var face = Of(("pets.dog.night", ["PET-01"]), ("pets.dog.all", ["PET-01", "PET-01"])).Faces.Single();

        Assert.That(face.Verified.Single().Requirement.Id, Is.EqualTo("PET-01"));
        Assert.That(face.Verified.Single().Scenarios, Is.EqualTo(new[] { "pets.dog.all", "pets.dog.night" }));
        Assert.That(face.NotTestable.Select(r => r.Id), Is.EqualTo(new[] { "PET-03" }));
        Assert.That(face.Open.Select(r => r.Id), Is.EqualTo(new[] { "PET-02" }));
    }

    [Test]
    public void A_row_called_not_testable_counts_as_verified_once_a_scenario_cites_it()
    {
        var face = Of(("pets.fish", ["PET-03"])).Faces.Single();

        Assert.That(face.Verified.Select(v => v.Requirement.Id), Is.EqualTo(new[] { "PET-03" }));
        Assert.That(face.NotTestable, Is.Empty);
    }

    [Test]
    public void A_statement_is_covered_when_each_row_that_can_be_tested_is_verified()
    {
        var states = Of(("pets.dog", ["PET-01"])).Ledgers.Single().Statements.Select(s => s.State);

        Assert.That(states, Is.EqualTo(new[]
        {
            StatementState.Covered,
            StatementState.Partly,
            StatementState.Open,
            StatementState.NotTestable,
            StatementState.NotTestable,
        }));
    }

    [Test]
    public void An_id_that_no_catalogue_holds_is_told_with_the_nearest_one()
    {
        var unknown = Of(("pets.dog", ["PET-1"])).Unknown.Single();

        Assert.That(unknown.Id, Is.EqualTo("PET-1"));
        Assert.That(unknown.Nearest, Is.EqualTo("PET-01"));
        Assert.That(unknown.Scenarios, Is.EqualTo(new[] { "pets.dog" }));
    }

    [Test]
    public void The_text_has_one_line_for_each_face_and_document()
    {
        Assert.That(CoverageText.Of(Of(("pets.dog", ["PET-01"])), detailed: false), Is.EqualTo("""
            Requirements
              pets                     1 of    3 verified, 1 not testable, 1 open; cited rows only

            Statements of the founding documents
              pets                     1 of    5 covered, 1 partly, 2 not testable, 1 open

            """));
    }

    [Test]
    public void The_detailed_text_has_each_row_each_statement_and_each_unknown_id()
    {
        Assert.That(CoverageText.Of(Of(("pets.dog", ["PET-01", "PET-1"])), detailed: true), Is.EqualTo("""
            Requirements
              pets                     1 of    3 verified, 1 not testable, 1 open; cited rows only
                verified      PET-01          pets.dog
                not testable  PET-03          Nobody can ask it.
                open          PET-02          A cat sleeps by day.

            Statements of the founding documents
              pets                     1 of    5 covered, 1 partly, 2 not testable, 1 open
                covered       900-1   Dogs do not bark at night.
                partly        900-2   Dogs and cats rest.
                                      open: PET-02
                open          900-3   Cats sleep by day.
                                      open: PET-02
                not testable  900-4   The page is old.
                                      not testable: It speaks of the page.
                not testable  900-5   Fish think.

            Cited and not catalogued
              PET-1           pets.dog; is PET-01 meant?

            """));
    }

    [Test]
    public void Nothing_is_missing_while_no_coverage_is_called_complete() =>
        Assert.That(Of(("pets.dog", ["PET-01"])).Gaps, Is.Empty);

    [Test]
    public void What_is_open_is_missing_once_the_coverage_is_called_complete() =>
        Assert.That(OfComplete(("pets.dog", ["PET-01"])).Gaps, Is.EqualTo(new[]
        {
            "PET-02 of pets, whose coverage is complete, is verified by no scenario",
            "1 of the 3 rows of pets are called not testable, more than 3 %",
            "900-2 of pets, whose coverage is complete, waits for PET-02",
            "900-3 of pets, whose coverage is complete, waits for PET-02",
        }));

    [Test]
    public void Nothing_is_missing_once_every_row_is_verified() =>
        Assert.That(OfComplete(("pets.all", ["PET-01", "PET-02", "PET-03"])).Gaps, Is.Empty);

    [Test]
    public void A_row_is_proved_by_a_fault_that_nothing_else_finds()
    {
        var face = Of(("pets.all", ["PET-01", "PET-02", "PET-03"])).Faces.Single();

        var proof = FaultProof.Of(face, [
            new("dog.barks", "PET-01", IsFoundByItsRowAlone: false),
            new("dog.howls", "PET-01", IsFoundByItsRowAlone: true),
            new("cat.wakes", "PET-02", IsFoundByItsRowAlone: false),
        ]);

        Assert.That(proof.Alone.Select(r => r.Id), Is.EqualTo(new[] { "PET-01" }));
        Assert.That(proof.Shared.Select(r => r.Id), Is.EqualTo(new[] { "PET-02" }));
        Assert.That(proof.None.Select(r => r.Id), Is.EqualTo(new[] { "PET-03" }));
        Assert.That(CoverageText.Of([proof], detailed: true), Is.EqualTo("""

            Documented rows of servers, by the seeded faults that break them
              pets                     1 with a fault that nothing else finds, 1 with one that other rows find too, 1 with none
                found by others too  PET-02          A cat sleeps by day.
                no fault             PET-03          A fish thinks.

            """));
    }

    static Coverage Of(params (string Scenario, string[] Ids)[] cited) => Of(Rows, Statements, cited);

    static Coverage OfComplete(params (string Scenario, string[] Ids)[] cited) =>
        Of(Complete(Rows), Complete(Statements), cited);

    static string Complete(string file) => file.Replace("\n  document", "\n  coverage complete\n  document", StringComparison.Ordinal);

    static Coverage Of(string rows, string statements, (string Scenario, string[] Ids)[] cited)
    {
        using var fixtures = Fixtures.With(
            ("requirements/pets.requirements", rows), ("ledger/pets.ledger", statements));
        return Coverage.Of(
            Catalogues.Load(fixtures.Path),
            cited.ToImmutableDictionary(pair => pair.Scenario, pair => pair.Ids.ToImmutableArray()));
    }
}
