using System.Xml.Linq;
using Conformance.Harness.Judging.Trees;
using Conformance.Protocol.Wbxml;
using NUnit.Framework;

namespace Conformance.SelfTests.Protocol.Wbxml;

[Parallelizable(ParallelScope.All)]
public sealed class GeneratedDocumentsTests
{
    const int Documents = 1000;

    [Test]
    public void A_document_comes_back_from_its_bytes_and_from_its_text([Values(1, 2, 3)] int seed) => ForAll(seed, (tree, _) =>
    {
        var bytes = WbxmlTree.Write(tree);
        var read = WbxmlTree.Read(bytes);
        Assert.That(WbxmlTree.Write(read), Is.EqualTo(bytes));
        Assert.That(WbxmlTree.Write(WbxmlText.Read(WbxmlText.OnOneLine(read))), Is.EqualTo(bytes));
        Assert.That(WbxmlTree.Write(WbxmlText.Read(WbxmlText.Indented(read))), Is.EqualTo(bytes));
    });

    [Test]
    public void Bytes_that_were_changed_are_read_or_refused_with_a_place_and_never_worse([Values(4, 5, 6)] int seed) =>
        ForAll(seed, (tree, random) =>
        {
            var bytes = WbxmlTree.Write(tree);
            for (var change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var (root, problem) = WbxmlTree.Decode(new MemoryStream(bytes));
            if (problem is null)
                Assert.That(WbxmlTree.Read(WbxmlTree.Write(root!)), Is.EqualTo(root).Using<XElement>(XNode.DeepEquals));
            else
                Assert.That(problem.Offset, Is.InRange(0, bytes.Length));
        });

    [Test]
    public void A_document_that_is_cut_is_refused_wherever_it_is_cut([Values(7, 8)] int seed) => ForAll(seed, (tree, random) =>
    {
        var bytes = WbxmlTree.Write(tree);
        var length = random.Next(bytes.Length);
        Assert.That(() => WbxmlTree.Read(bytes[..length]), Throws.TypeOf<WbxmlException>());
    });

    static void ForAll(int seed, Action<XElement, Random> judge)
    {
        var documents = new GeneratedDocuments(seed, GeneratedDocuments.Awkward);
        var random = new Random(seed);
        for (var number = 0; number < Documents; number++)
        {
            var tree = documents.Next();
            try
            {
                judge(tree, random);
            }
            catch (Exception e) when (e is not AssertionException)
            {
                throw new AssertionException($"seed {seed}, document {number}: {tree}", e);
            }
            catch (AssertionException)
            {
                TestContext.Out.WriteLine($"seed {seed}, document {number}");
                throw;
            }
        }
    }
}
