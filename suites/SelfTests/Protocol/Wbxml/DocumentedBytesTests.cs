using Conformance.Harness.Judging.Trees;
using NUnit.Framework;

namespace Conformance.SelfTests.Protocol.Wbxml;

/// <summary>The documents whose bytes are known.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DocumentedBytesTests
{
    static IEnumerable<WbxmlFixture> Documents => WbxmlFixtures.Documents;

    [TestCaseSource(nameof(Documents))]
    public void A_documented_document_is_read_as_its_tree(WbxmlFixture document)
    {
        Assert.That(document.Bytes, Has.Length.EqualTo(int.Parse(document["length"]!)));
        Assert.That(WbxmlText.OnOneLine(WbxmlTree.Read(document.Bytes)), Is.EqualTo(document["tree"]));
    }

    [TestCaseSource(nameof(Documents))]
    public void A_documented_tree_is_written_to_exactly_its_bytes(WbxmlFixture document) =>
        Assert.That(
            Convert.ToHexString(WbxmlTree.Write(WbxmlText.Read(document["tree"]!))), Is.EqualTo(Convert.ToHexString(document.Bytes)));

    [Test]
    public void Each_document_says_where_it_comes_from() =>
        Assert.That(WbxmlFixtures.Documents.Select(document => document["source"]), Has.Exactly(41).Items.And.All.Not.Empty);
}
