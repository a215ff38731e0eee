using Conformance.Harness.Catalogue;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Catalogue;

[TestFixture]
[Parallelizable(ParallelScope.All)]
public class ReadingsTests
{
    const string Notes = "LOUD\n  sentence  It barks.\n";

    const string Barks = "C-01/barks\n  profiles  observed\n  note  LOUD\n  sentence  It barks.\n  source  Ears\n";

    const string Sleeps = "C-01/sleeps\n  profiles  none\n  sentence  It sleeps.\n  source  Eyes\n";

    [Test]
    public void A_reading_names_its_family_its_profiles_and_its_note()
    {
        var reading = Load(Barks + Sleeps).FindReading("C-01/barks")!;

        Assert.That(reading.Family, Is.EqualTo("C-01"));
        Assert.That(reading.AcceptedBy("observed"), Is.True);
        Assert.That(reading.AcceptedBy("strict"), Is.False);
        Assert.That(reading.Note, Is.EqualTo("LOUD"));
    }

    [Test]
    public void A_reading_that_no_profile_accepts_says_none() =>
        Assert.That(Load(Barks + Sleeps).FindReading("C-01/sleeps")!.Profiles, Is.Empty);

    [TestCase("C-01/sleeps", "C-02/sleeps", "has one reading only")]
    [TestCase("C-01/sleeps", "sleeps", "is no reading id")]
    [TestCase("profiles  none", "profiles  loose", "'loose' is no profile")]
    [TestCase("note  LOUD", "note  QUIET", "'QUIET' is no note")]
    public void A_broken_reading_is_refused(string good, string bad, string message) =>
        Assert.That(
            () => Load((Barks + Sleeps).Replace(good, bad, StringComparison.Ordinal)),
            Throws.TypeOf<BlockFileException>().With.Message.Contains(message));

    static Catalogues Load(string readings)
    {
        using var fixtures = Fixtures.With(
            ("requirements/readings.readings", readings), ("requirements/notes.notes", Notes));
        return Catalogues.Load(fixtures.Path);
    }
}
