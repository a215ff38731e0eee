using Conformance.Harness.Catalogue;
using Conformance.Harness.Language;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Catalogue;

/// <summary>Rules that the data of the repository keep beyond their form.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public class CatalogueDataTests
{
    static readonly Catalogues catalogues = Catalogues.Load(Fixtures.Folder);

    [TestCase("notification", 198)]
    [TestCase("dav", 62)]
    [TestCase("replication", 218)]
    [TestCase("rvp", 163)]
    [TestCase("owa", 25)]
    [TestCase("activesync", 185)]
    [TestCase("clients", 15)]
    public void Each_face_has_the_rows_of_its_documents_and_may_have_more(string face, int rows)
    {
        var catalogue = catalogues.Face(face)!;

        Assert.That(catalogue.IsWhole, Is.True);
        Assert.That(catalogue.Rows, Has.Length.AtLeast(rows));
    }

    [Test]
    public void No_two_rows_say_the_same() =>
        Assert.That(catalogues.Requirements.GroupBy(r => r.Sentence).Where(g => g.Count() > 1)
            .Select(g => string.Join(" = ", g.Select(r => r.Id))), Is.Empty);

    [Test]
    public void A_sentence_is_short_enough_to_be_read_in_a_failure() =>
        Assert.That(catalogues.Requirements.Where(r => r.Sentence.Length > 140).Select(r => r.Id), Is.Empty);

    [Test]
    public void A_row_at_level_observed_was_observed() =>
        Assert.That(catalogues.Requirements.Where(r => r.Level == Level.Observed).Select(r => r.Basis),
            Is.All.EqualTo(Basis.Observed));

    [Test]
    public void A_note_that_a_reading_carries_belongs_to_a_reading_that_some_rival_does_without()
    {
        var families = catalogues.Readings.GroupBy(r => r.Family);

        Assert.That(families.Where(f => f.All(r => r.Note is not null)).Select(f => f.Key), Is.Empty);
    }

    [TestCase("POLL-03", Level.Must, Basis.Documented, true)]
    [TestCase("POLL-16", Level.Must, Basis.Documented, false)]
    [TestCase("POLL-15", Level.Must, Basis.Decided, true)]
    [TestCase("NOTIFY-06", Level.Observed, Basis.Observed, false)]
    [TestCase("RVP-NOTIFY-22", Level.Should, Basis.Decided, false)]
    [TestCase("NTF-SEC-01", Level.Must, Basis.Inferred, true)]
    [TestCase("PING-09", Level.Must, Basis.Derived, false)]
    public void A_word_of_the_documents_becomes_level_basis_and_safety(
        string id, Level level, Basis basis, bool safety)
    {
        var row = catalogues.Find(id)!;

        Assert.That((row.Level, row.Basis, row.Safety), Is.EqualTo((level, basis, safety)));
    }
}
