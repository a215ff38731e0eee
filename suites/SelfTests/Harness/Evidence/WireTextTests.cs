using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Check = FsCheck.Check;

namespace Conformance.SelfTests.Harness.Evidence;

[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class WireTextTests
{
    [TestCase("a", "| a")]
    [TestCase("a\n", "| a", "|")]
    [TestCase("a\r\n", "|| a")]
    [TestCase("a\r\nb", "|| a", "| b")]
    [TestCase("\n\r\n", "|", "||")]
    [TestCase("a\r", @"| a\r")]
    [TestCase("a ", @"| a\x20")]
    [TestCase("  a", "|   a")]
    [TestCase("\ta\\b", @"| \ta\\b")]
    [TestCase("${x} $ {", @"| \${x} $ {")]
    [TestCase("x  # MUST A-1", "| x  # MUST A-1")]
    [TestCase("é\u200B", @"| é\xE2\x80\x8B")]
    [TestCase("")]
    [TestCase("a \\ ${x}\t\0", @"| a \\ \${x}\t\x00")]
    [TestCase("a \n\nb", @"| a\x20", "|", "| b")]
    public void Text_is_shown_with_the_margin_that_says_how_its_lines_end(string body, params string[] lines) =>
        Assert.That(Shown(Encoding.UTF8.GetBytes(body)), Is.EqualTo(lines));

    [Test]
    public void Bytes_that_are_no_text_are_shown_sixteen_to_a_line()
    {
        var bytes = Enumerable.Range(0, 18).Select(i => (byte)(i + 0xF0)).ToArray();
        Assert.That(Shown(bytes), Is.EqualTo(
            new[] { "0x F0 F1 F2 F3 F4 F5 F6 F7 F8 F9 FA FB FC FD FE FF", "0x 00 01" }));
    }

    [Test]
    public void A_long_line_is_broken_between_two_tags()
    {
        var text = string.Concat(Enumerable.Repeat("<element>some text</element>", 12));
        var lines = Shown(Encoding.UTF8.GetBytes(text));
        Assert.That(lines.SkipLast(1), Is.All.StartsWith("|- <element>").And.EndsWith("</element>"));
        Assert.That(lines[^1], Does.StartWith("| <element>"));
    }

    [Test]
    public void Any_bytes_are_shown_and_read_back_unchanged() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(), bytes => ReadBack(bytes).AsSpan().SequenceEqual(bytes)));

    [Test]
    public void Text_of_awkward_characters_is_shown_and_read_back_unchanged()
    {
        var awkward = Gen.Elements("\r", "\n", "\r\n", " ", "  #", "#", "\\", "$", "{", "${", "}", "|", "||", "|-", "0x", "\t", "é", "漢", "\U0001F600", "\u2028", "<a>", "x");
        var texts = awkward.ArrayOf().Select(string.Concat).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(200), Prop.ForAll(texts, text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            return ReadBack(bytes).AsSpan().SequenceEqual(bytes);
        }));
    }

    [Test]
    public void Awkward_header_values_are_quoted_and_read_back_unchanged()
    {
        var awkward = Gen.Elements("\r", "\n", " ", "  #", "#", "\\", "$", "{", "${", "}", "|", "\t", "é", "\u2028", "x", "\0", "\u007F");
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(awkward.ArrayOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var file = ScenarioParser.Parse("r", $"recording a\n\n<<< 200\n    X: {WireText.Value(RequestBytes.Text(Encoding.UTF8.GetBytes(text)))}".TrimEnd(' ')).Require();
            var header = ((Received)file.Statements[0]).Options[0].Headers[0].First;
            return Literal(header.Value).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text));
        }));
    }

    /// <summary>The lines of a body without the blanks that put them below their message.</summary>
    static string[] Shown(byte[] bytes) => [.. WireText.Body(bytes).Select(line => line[4..])];

    static byte[] ReadBack(byte[] bytes)
    {
        var lines = Shown(bytes);
        var text = $"recording a\n\n<<< 200\n{string.Concat(lines.Select(l => $"    {l}\n"))}";
        var file = ScenarioParser.Parse("r", text).Require();
        var body = ((Received)file.Statements[0]).Options[0].Body;
        return body is null ? [] : Literal(BodyText.Join(body));
    }

    static byte[] Literal(Template template) => [.. template.Parts.SelectMany(part => ((LiteralPart)part).Bytes)];
}
