using System.Text;
using System.Xml;
using System.Xml.Linq;
using Conformance.Harness.Judging.Trees;
using Conformance.Protocol.Wbxml;
using Conformance.SelfTests.CommandLine;
using Conformance.SelfTests.Layout;
using Conformance.SelfTests.Protocol.Wbxml;
using NUnit.Framework;

namespace Conformance.SelfTests.Witnesses;

/// <summary>wbxml2xml, of libwbxml, reads what our reader and writer say WBXML is.</summary>
[NonParallelizable, Category(Witness.Category)]
public sealed class Wbxml2XmlTests
{
    const int Documents = 2000;
    const int Seed = 20_031;

    /// <summary>It has no control characters, and no CR that an XML reader would keep.</summary>
    static readonly string[] words = ["a", "80", " ", "\n", "\t", "<", ">", "&", "&#x41;", "]]>", "\"", "'", "é", "漢", "\u2028", "\U0001F600"];

    /// <summary>Rows that we read and it does not: it takes one page switch before a tag, as the grammar of WBXML has it.</summary>
    static readonly string[] onlyOurs = ["WBXML-W26"];

    static readonly WbxmlFixture[] malformed =
        // It recurses once for each element, and dies of 50000.
        [.. WbxmlFixtures.Malformed.Where(row => row.Id != "WBXML-W23")];

    readonly SortedSet<string> ran = [];
    string version = "";

    [OneTimeSetUp]
    public async Task Find()
    {
        var program = Witness.Find("wbxml2xml", "wbxml2xml", "apt-get install libwbxml2-utils on Debian");
        var usage = await PeerProgram.RunAsync(program);
        version = usage.Output.Split("[libwbxml ")[^1].Split(']')[0];
    }

    [Test]
    public async Task It_has_a_name_for_each_tag_that_is_ours_or_known_to_differ()
    {
        var pages = await DecodeAsync(CodePages.All.Select(page => WbxmlTree.Write(new XElement(
            XName.Get("Sync", "AirSync"), page.Tags.Select(tag => new XElement(XName.Get(tag.Name, page.Name)))))));
        Ran(CodePages.All.Sum(page => page.Tags.Count), "tags");
        foreach (var (page, printed) in CodePages.All.Zip(pages))
            Assert.That(Tree(printed).Elements().Select(Name), Is.EqualTo(page.Tags
                .Select(tag => Wbxml2XmlLimits.Knows(tag) ? Wbxml2XmlLimits.Its(page.Name, tag.Name) : ":unknown")), page.Name);
    }

    [Test]
    public async Task It_reads_every_documented_document_as_we_do()
    {
        var printed = await DecodeAsync(WbxmlFixtures.Documents.Select(document => document.Bytes));
        Ran(printed.Count, "documented documents");
        foreach (var (document, text) in WbxmlFixtures.Documents.Zip(printed))
            Assert.That(Printed(Tree(text)), Is.EqualTo(Expected(WbxmlTree.Read(document.Bytes))), document.Id);
    }

    [Test]
    public async Task It_reads_thousands_of_generated_documents_as_we_do()
    {
        var generated = new GeneratedDocuments(Seed, words, binary: false);
        var trees = Enumerable.Range(0, Documents * 2).Select(_ => generated.Next()).Where(IsKnown).Take(Documents).ToArray();
        var printed = await DecodeAsync(trees.Select(WbxmlTree.Write));
        Ran(printed.Count, "generated documents");
        Assert.That(printed, Has.Count.EqualTo(Documents));
        foreach (var (tree, text) in trees.Zip(printed))
            Assert.That(Printed(Tree(text)), Is.EqualTo(Expected(tree)), $"seed {Seed}: {tree}\n{text}");
    }

    [Test]
    public async Task What_it_cannot_read_we_refuse_too()
    {
        var printed = await DecodeAsync(malformed.Select(row => row.Bytes));
        Ran(malformed.Length, "malformed ones");
        foreach (var (row, text) in malformed.Zip(printed))
            if (text.StartsWith("refused", StringComparison.Ordinal) || text.Contains("<unknown", StringComparison.Ordinal))
                Assert.That(row["error"] is null, Is.EqualTo(onlyOurs.Contains(row.Id)), $"{row.Id}: {text}");
    }

    void Ran(int count, string what)
    {
        ran.Add($"{count} {what}");
        Witness.Ran("wbxml2xml", $"{version}: {string.Join(", ", ran)}");
    }

    /// <summary>What it prints for each document, in order; "refused" and its message where it prints none.</summary>
    static async Task<List<string>> DecodeAsync(IEnumerable<byte[]> documents)
    {
        using var folder = new TemporaryFolder();
        var count = 0;
        foreach (var document in documents)
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, $"{count++}.wbxml"), document);
        var run = await PeerProgram.RunAsync("/bin/sh", Repository.PathOf("tools", "Peers", "wbxml2xml", "run.sh"), folder.Path);
        Assert.That(run.Code, Is.Zero, run.Output);
        return [.. Enumerable.Range(0, count).Select(number => Path.Combine(folder.Path, number.ToString())).Select(path =>
            File.Exists(path + ".xml") ? File.ReadAllText(path + ".xml") : "refused: " + File.ReadAllText(path + ".refused"))];
    }

    static XElement Tree(string text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    static bool IsKnown(XElement tree) => tree.DescendantsAndSelf().Where(element => element.Name != "opaque")
        .All(element => Wbxml2XmlLimits.Knows(CodePages.Tag(element.Name.NamespaceName, element.Name.LocalName)));

    // It tells a tag without content and one with nothing in it alike.
    static string Printed(XElement element) =>
        $"{Name(element)}({string.Join(' ', element.Nodes().Select(node => node is XElement child ? Printed(child) : $"'{node}'"))})";

    static string Expected(XElement tree) => Printed(Renamed(tree));

    static XElement Renamed(XElement element)
    {
        var (page, name) = (element.Name.NamespaceName, element.Name.LocalName);
        var its = Wbxml2XmlLimits.Its(page, name).Split(':');
        return new XElement(XName.Get(its[1], its[0] + ":"), element.Nodes().Select(object? (node) =>
            node is XElement child && child.Name != "opaque" ? Renamed(child)
            : node is XText { Value: "" } ? null
            : Coded(node is XElement opaque ? opaque.Value : ((XText)node).Value, Wbxml2XmlLimits.IsBase64(page, name))));
    }

    static string Coded(string text, bool isBase64) => isBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text;

    static string Name(XElement element) =>
        element.Name.LocalName == "unknown" ? ":unknown" : $"{element.Name.NamespaceName.TrimEnd(':')}:{element.Name.LocalName}";
}
