using Conformance.Harness.Catalogue;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Catalogue;

[TestFixture]
[Parallelizable(ParallelScope.All)]
public class BlockFileTests
{
    [Test]
    public void A_block_is_an_id_with_its_fields()
    {
        var blocks = Parse("PET-01", "  side  server", "", "PET-02", "  side  client", "  level  must");

        Assert.That(blocks.Select(b => (b.Id, b.Line)), Is.EqualTo(new[] { ("PET-01", 1), ("PET-02", 4) }));
        Assert.That(blocks[1]["level"], Is.EqualTo("must"));
        Assert.That(blocks[0]["level"], Is.Null);
    }

    [Test]
    public void A_deeper_line_continues_the_field_above() =>
        Assert.That(
            Parse("PET-01", "  sentence  A dog", "            does not bark", "    at night.")[0]["sentence"],
            Is.EqualTo("A dog does not bark at night."));

    [Test]
    public void A_comment_and_a_blank_line_mean_nothing() =>
        Assert.That(Parse("# pets", "PET-01", "", "# its side", "  side  server")[0]["side"], Is.EqualTo("server"));

    [TestCase("PET-01|\tside server", 2, "no tabs")]
    [TestCase("PET-01|  side server ", 2, "no blanks at the end")]
    [TestCase("PET-01|   side server", 2, "two blanks")]
    [TestCase("PET-01| side server", 2, "two blanks")]
    [TestCase("  side server", 1, "before the first id")]
    [TestCase("PET-01|    server", 2, "without a field above it")]
    [TestCase("PET-01|  side a|  side b", 3, "'side' stands twice under PET-01")]
    [TestCase("PET-01||PET-01", 3, "'PET-01' stands twice")]
    public void A_line_that_cannot_be_read_is_named(string text, int line, string message) =>
        Assert.That(() => Parse(text.Split('|')), Throws.TypeOf<BlockFileException>()
            .With.Message.StartsWith($"pets.data:{line}: ").And.Message.Contains(message));

    static IReadOnlyList<Block> Parse(params string[] lines) => BlockFile.Parse(lines, "pets.data");
}
