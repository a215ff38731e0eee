using System.Xml.Linq;
using Conformance.Harness.Judging.Trees;
using Conformance.Protocol.Wbxml;

namespace Conformance.SelfTests.Protocol.Wbxml;

/// <summary>Documents made up from a seed: any tags inside each other, awkward texts, opaque data, empty elements of both kinds.</summary>
/// <param name="words">What texts are put together from.</param>
/// <param name="binary">Whether opaque data is any bytes; else it is text of the same words.</param>
sealed class GeneratedDocuments(int seed, IReadOnlyList<string> words, bool binary = true)
{
    public static readonly IReadOnlyList<string> Awkward =
    [
        "a", "80", " ", "\n", "\r\n", "\r", "\t", "<", ">", "&", "&#x41;", "]]>", "\"", "'", "\u0001", "\u007F", "\u0085", "é", "漢",
        "\u2028", "\uFEFF", "\uFFFE", "\uFFFF", "\U0001F600", "\U0010FFFF",
    ];

    readonly Random random = new(seed);
    CodePage page = CodePages.First;

    public XElement Next() => Element(random.Next(1, 12), random.Next(1, 40));

    XElement Element(int depth, int size)
    {
        // Most elements stand on the page of the one before, as in real documents.
        page = random.Next(3) == 0 ? Any(CodePages.All) : page;
        var element = new XElement(XName.Get(Any(page.Tags).Name, page.Name));
        switch (depth == 0 ? random.Next(4) : random.Next(8))
        {
            case 0:
                break;
            case 1:
                element.Add("");
                break;
            case 2:
                element.Add(Text());
                break;
            case 3:
                element.Add(binary ? Bytes() : new XElement("opaque", Text()));
                break;
            default:
                for (var child = 0; child <= random.Next(size); child += 3)
                    element.Add(Element(depth - 1, size / 2));
                break;
        }
        return element;
    }

    XElement Bytes()
    {
        var bytes = new byte[random.Next(5) == 0 ? random.Next(20_000) : random.Next(5)];
        random.NextBytes(bytes);
        return new XElement("opaque", new XAttribute("coding", "hex"), Convert.ToHexString(bytes));
    }

    string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Any(words)));

    T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
