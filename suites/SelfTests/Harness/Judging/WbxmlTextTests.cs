using Conformance.Harness.Judging.Trees;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

[Parallelizable(ParallelScope.All)]
public sealed class WbxmlTextTests
{
    [Test]
    public void A_prefix_is_said_where_the_page_changes() =>
        Assert.That(WbxmlText.Indented(WbxmlTree.Read(Convert.FromHexString("03016A00000E45001256485703537569746500010101000E46090101"))), Is.EqualTo("""
            <Provision:Provision>
              <Settings:DeviceInformation>
                <Set>
                  <Model>Suite</Model>
                </Set>
              </Settings:DeviceInformation>
              <Policies>
                <PolicyKey/>
              </Policies>
            </Provision:Provision>

            """));

    [TestCase("03016A00000D05", "<Ping:Ping/>")]
    [TestCase("03016A00000D4501", "<Ping:Ping></Ping:Ping>", Description = "an END although there is nothing")]
    [TestCase("03016A00000D45C30330313201", "<Ping:Ping><opaque>012</opaque></Ping:Ping>")]
    [TestCase("03016A00000D45C30200FF01", "<Ping:Ping><opaque coding=\"hex\">00FF</opaque></Ping:Ping>")]
    [TestCase("03016A00000D450361260D0A0100C301310901", "<Ping:Ping>a&amp;&#xD;&#xA;&#x1;<opaque>1</opaque><Folders/></Ping:Ping>")]
    public void What_a_document_holds_is_told_and_read_back(string hex, string text)
    {
        var tree = WbxmlTree.Read(Convert.FromHexString(hex));
        Assert.That(WbxmlText.OnOneLine(tree), Is.EqualTo(text));
        Assert.That(Convert.ToHexString(WbxmlTree.Write(WbxmlText.Read(text))), Is.EqualTo(hex));
    }

    [TestCase("<Ping xmlns=\"Ping:\"><Status>1</Status></Ping>", Description = "as other decoders print it")]
    [TestCase("<?xml version=\"1.0\"?><Ping xmlns='Ping'>\n <Status>1</Status>\n</Ping>", Description = "as documents print it")]
    [TestCase("<Ping:Ping><!-- done --><Ping:Status>1</Ping:Status></Ping:Ping>")]
    public void Other_ways_of_writing_a_page_are_understood(string text) =>
        Assert.That(Convert.ToHexString(WbxmlTree.Write(WbxmlText.Read(text))), Is.EqualTo("03016A00000D454703310001" + "01"));

    [TestCase("<Ping/>", "Ping needs a code page as its prefix. Line 1, position 2.")]
    [TestCase("<Pong:Ping/>", "Pong")]
    [TestCase("<Ping xmlns='Pong'/>", "there is no code page 'Pong'. Line 1, position 2.")]
    [TestCase("<Ping:Ping>\n  <Pong/>\n</Ping:Ping>", "the code page Ping has no tag 'Pong'. Line 2, position 4.")]
    [TestCase("<Ping:Ping a='b'/>", "Ping has an attribute, 'a'; ActiveSync has none. Line 1, position 2.")]
    [TestCase("<Ping:Ping>", "Line 1")]
    [TestCase("", "Root element is missing")]
    public void Text_that_is_no_document_is_refused_with_its_place(string text, string problem) =>
        Assert.That(() => WbxmlText.Read(text), Throws.TypeOf<FormatException>().With.Message.Contains(problem));

    [TestCase("<Ping:Ping><opaque coding='base64'>MA==</opaque></Ping:Ping>", "no coding 'base64'")]
    [TestCase("<Ping:Ping><opaque coding='hex'>0G</opaque></Ping:Ping>", "not hexadecimal")]
    [TestCase("<Ping:Ping><opaque><Ping:Status/></opaque></Ping:Ping>", "no elements")]
    public void Opaque_data_that_cannot_be_written_is_refused(string text, string problem) =>
        Assert.That(() => WbxmlTree.Write(WbxmlText.Read(text)), Throws.ArgumentException.With.Message.Contains(problem));

    [Test]
    public void As_much_as_stands_before_the_problem_is_there()
    {
        var (root, problem) = WbxmlTree.Decode(new MemoryStream(Convert.FromHexString("03016A00000D4547033100015F")));
        Assert.That(WbxmlText.OnOneLine(root!), Is.EqualTo("<Ping:Ping><Status>1</Status></Ping:Ping>"));
        Assert.That(problem!.Offset, Is.EqualTo(12));
    }
}
