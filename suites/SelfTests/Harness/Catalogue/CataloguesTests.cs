using Conformance.Harness.Catalogue;
using Conformance.Harness.Language;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Catalogue;

[TestFixture]
[Parallelizable(ParallelScope.All)]
public class CataloguesTests
{
    const string Head = "catalogue\n  face  pets\n  rows  whole\n  documents  A page about pets\n";

    const string Row = """

        PET-01
          side      server
          level     must-not
          basis     documented
          safety    yes
          profile   strict
          sentence  A dog does not bark
            at night.
          source    A page about pets, section 2
        """;

    [Test]
    public void The_catalogues_of_the_repository_load()
    {
        var catalogues = Catalogues.Load(Fixtures.Folder);

        Assert.That(catalogues.Find("POLL-03")?.Face, Is.EqualTo("notification"));
        Assert.That(catalogues.Face("notification")?.IsWhole, Is.True);
        Assert.That(catalogues.FindReading("C-03/outer")?.Family, Is.EqualTo("C-03"));
        Assert.That(catalogues.FindNote("URI-LAX"), Is.Not.Null);
    }

    [Test]
    public void A_row_is_read_with_all_its_fields()
    {
        var row = Load(Head + Row).Find("PET-01");

        Assert.That(row, Is.EqualTo(new Requirement(
            "PET-01", "pets", Side.Server, Level.Must, true, Basis.Documented, true, "strict",
            "A dog does not bark at night.", "A page about pets, section 2", null)));
    }

    [TestCase("  level     must-not\n", "  level     shall\n", 8, "'shall' is no level")]
    [TestCase("  basis     documented\n", "  basis     known\n", 9, "'known' is no basis")]
    [TestCase("  side      server\n", "  side      left\n", 7, "'left' is no side")]
    [TestCase("  safety    yes\n", "  safety    maybe\n", 10, "'maybe' is no safety")]
    [TestCase("  profile   strict\n", "  profile   lax\n", 11, "'lax' is no profile")]
    [TestCase("  safety    yes\n", "  danger    yes\n", 10, "unknown field 'danger'")]
    [TestCase("  source    A page about pets, section 2", "", 6, "PET-01 has no 'source'")]
    [TestCase("at night.", "at night", 12, "ends with a full stop")]
    [TestCase("catalogue\n", "contents\n", 1, "the first block is 'catalogue'")]
    [TestCase("face  pets", "face  cats", 2, "belongs in cats.requirements")]
    [TestCase("rows  whole", "rows  some", 3, "'some' is no rows")]
    public void A_broken_file_is_refused_with_its_line(string good, string bad, int line, string message)
    {
        var text = (Head + Row).Replace(good, bad, StringComparison.Ordinal);

        Assert.That(() => Load(text), Throws.TypeOf<BlockFileException>()
            .With.Message.Contains($"pets.requirements:{line}: ").And.Message.Contains(message));
    }

    [Test]
    public void An_id_may_stand_only_once_in_the_whole_project()
    {
        using var fixtures = Fixtures.With(
            ("requirements/pets.requirements", Head + Row),
            ("requirements/zoo.requirements", Head.Replace("pets", "zoo", StringComparison.Ordinal) + Row));

        Assert.That(() => Catalogues.Load(fixtures.Path), Throws.TypeOf<BlockFileException>()
            .With.Message.Contains("zoo.requirements:6: 'PET-01' stands already in").And.Message.Contains(":6"));
    }

    [TestCase("POLL-3", "POLL-03")]
    [TestCase("poll-03", "POLL-03")]
    [TestCase("SUBS-02", "SUB-02")]
    [TestCase("NTFSEC-01", "NTF-SEC-01")]
    [TestCase("SOMETHING-ELSE", null)]
    public void An_unknown_id_gets_the_nearest_known_one(string unknown, string? expected) =>
        Assert.That(Catalogues.Load(Fixtures.Folder).Nearest(unknown), Is.EqualTo(expected));

    static Catalogues Load(string text)
    {
        using var fixtures = Fixtures.With(("requirements/pets.requirements", text));
        return Catalogues.Load(fixtures.Path);
    }
}
