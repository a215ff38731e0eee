using Conformance.Harness.Judging.Trees;
using Conformance.Protocol.Wbxml;
using NUnit.Framework;

namespace Conformance.SelfTests.Protocol.Wbxml;

/// <summary>The catalogue of bytes that break WBXML, or only look as if they did.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MalformedBytesTests
{
    static IEnumerable<WbxmlFixture> Refused => WbxmlFixtures.Malformed.Where(row => row["error"] is not null);

    static IEnumerable<WbxmlFixture> Read => WbxmlFixtures.Malformed.Where(row => row["tree"] is not null);

    [TestCaseSource(nameof(Refused))]
    public void Malformed_bytes_are_refused_with_the_reason_and_the_place(WbxmlFixture row)
    {
        var refused = Assert.Throws<WbxmlException>(() => WbxmlTree.Read(row.Bytes))!;
        Assert.That(refused.Message, Is.EqualTo(row["error"]));
        Assert.That(refused.Message, Does.EndWith($" at byte {refused.Offset}"));
    }

    [TestCaseSource(nameof(Read))]
    public void Bytes_that_are_only_odd_are_read(WbxmlFixture row) =>
        Assert.That(WbxmlText.OnOneLine(WbxmlTree.Read(row.Bytes)), Is.EqualTo(row["tree"]));

    [TestCaseSource(nameof(Refused))]
    public void The_place_is_the_same_when_the_bytes_come_one_at_a_time(WbxmlFixture row)
    {
        var (_, problem) = WbxmlTree.Decode(new TricklingStream(row.Bytes));
        Assert.That(problem!.Message, Is.EqualTo(row["error"]));
    }

    [Test]
    public void The_catalogue_is_whole()
    {
        string[] once = ["WBXML-W17-ENTITY", "WBXML-W17-PI", "WBXML-W17-LITERAL", "WBXML-W17-EXT-I", "WBXML-W17-EXT"];
        var numbered = Enumerable.Range(1, 30).Where(n => n != 17).Select(n => $"WBXML-W{n:00}");
        Assert.That(WbxmlFixtures.Malformed.Select(row => row.Id), Is.SupersetOf(numbered.Concat(once)));
    }

    [Test]
    public void Each_row_has_an_answer_for_every_version_and_agrees_with_our_own_strictness()
    {
        foreach (var row in WbxmlFixtures.Malformed)
        {
            Assert.That(WbxmlFixtures.Answers, Does.ContainKey(row["answer"]!), row.Id);
            var answer = WbxmlFixtures.Answers[row["answer"]!];
            foreach (var versions in new[] { "to-12.1", "from-14.0" })
                Assert.That(
                    answer[versions]!.Split(", "), Is.All.Matches("^(HTTP [45]\\d\\d|Status \\d+|read)$"), $"{row.Id} {versions}");
            // What our reader refuses a server may refuse, and what it reads some server may read or judge by its content.
            if (row["error"] is not null)
                Assert.That(answer["to-12.1"], Does.Contain("HTTP 400"), row.Id);
        }
        Assert.That(WbxmlFixtures.Malformed.Select(row => row["answer"]).Distinct(), Is.EquivalentTo(WbxmlFixtures.Answers.Keys));
    }
}
