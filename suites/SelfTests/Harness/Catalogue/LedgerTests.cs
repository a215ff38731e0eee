using Conformance.Harness.Catalogue;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Catalogue;

[TestFixture]
[Parallelizable(ParallelScope.All)]
public class LedgerTests
{
    const string Good = """
        ledger
          prefix    900
          document  A page about pets
          face      pets

        900-1
          statement  Dogs do not bark at night.
          rows       PET-01, PET-02
          decisions  C-01

        900-2
          statement     The page is old.
          not-testable  It speaks of the page.
        """;

    static readonly Catalogues catalogues = Catalogues.Load(Fixtures.Folder);

    [Test]
    public void A_statement_names_its_rows_and_decisions_or_why_it_is_not_testable()
    {
        var ledger = Read(Good);

        Assert.That(ledger.Statements[0].Rows, Is.EqualTo(new[] { "PET-01", "PET-02" }));
        Assert.That(ledger.Statements[0].Decisions, Is.EqualTo(new[] { "C-01" }));
        Assert.That(ledger.Statements[1].NotTestable, Is.EqualTo("It speaks of the page."));
    }

    [TestCase("900-2", "900-3", 11, "900-2 is due here, not 900-3")]
    [TestCase("900-1", "901-1", 6, "900-1 is due here, not 901-1")]
    [TestCase("  rows       PET-01, PET-02", "", 6, "neither rows nor a reason")]
    [TestCase("  decisions  C-01", "  remark     C-01", 9, "unknown field 'remark'")]
    [TestCase("ledger", "book", 1, "the first block is 'ledger'")]
    public void A_broken_ledger_is_refused_with_its_line(string good, string bad, int line, string message) =>
        Assert.That(() => Read(Good.Replace(good, bad, StringComparison.Ordinal)), Throws.TypeOf<BlockFileException>()
            .With.Message.StartsWith($"pets.ledger:{line}: ").And.Message.Contains(message));

    [TestCase("poll-method", 33)]
    [TestCase("rvp-subscriptions", 35)]
    [TestCase("replication-manifest", 28)]
    [TestCase("owa-notifications", 66)]
    [TestCase("ping", 20)]
    public void Each_founding_document_has_all_its_statements(string name, int statements) =>
        Assert.That(catalogues.Ledgers.Single(l => l.Name == name).Statements, Has.Length.EqualTo(statements));

    [Test]
    public void Each_row_that_a_ledger_names_is_catalogued() =>
        Assert.That(
            from statement in Statements()
            from id in statement.Rows
            where catalogues.Find(id) is null
            select $"{statement.File}:{statement.Line}: {id}; is {catalogues.Nearest(id)} meant?",
            Is.Empty);

    [Test]
    public void Each_decision_that_a_ledger_names_is_a_family_of_readings()
    {
        var families = catalogues.Readings.Select(r => r.Family).ToHashSet();

        Assert.That(
            from statement in Statements()
            from decision in statement.Decisions
            where !families.Contains(decision)
            select $"{statement.File}:{statement.Line}: {decision}",
            Is.Empty);
    }

    [Test]
    public void Each_ledger_belongs_to_a_face_whose_catalogue_is_whole() =>
        Assert.That(catalogues.Ledgers.Select(l => catalogues.Face(l.Face)?.IsWhole), Is.All.True);

    static IEnumerable<LedgerStatement> Statements() => catalogues.Ledgers.SelectMany(l => l.Statements);

    static Ledger Read(string text) => Ledger.Of(BlockFile.Parse(text.Split('\n'), "pets.ledger"), "pets.ledger");
}
