using Conformance.Protocol.Wbxml;
using NUnit.Framework;

namespace Conformance.SelfTests.Protocol.Wbxml;

[Parallelizable(ParallelScope.All)]
public sealed class CodePageTests
{
    static IEnumerable<CodePage> Pages => CodePages.All;

    [Test]
    public void Every_number_up_to_25_has_its_page_but_the_dead_AirNotify()
    {
        Assert.That(CodePages.All.Select(page => (int)page.Number), Is.EqualTo(Enumerable.Range(0, 26).Where(number => number != 3)));
        Assert.That(CodePages.All.Select(page => page.Name), Is.Unique);
        Assert.That(CodePages.Find(3), Is.Null);
        Assert.That(CodePages.Find("AirNotify"), Is.Null);
    }

    [TestCaseSource(nameof(Pages))]
    public void Each_tag_of_a_page_is_found_by_its_token_and_by_its_name(CodePage page)
    {
        Assert.That(CodePages.Find(page.Number), Is.SameAs(page));
        Assert.That(CodePages.Find(page.Name), Is.SameAs(page));
        Assert.That(page.Tags, Is.Not.Empty);
        Assert.That(page.Tags.Select(tag => (int)tag.Token), Is.Unique.And.Ordered.And.All.InRange(0x05, 0x3F));
        Assert.That(page.Tags.Select(tag => tag.Name), Is.Unique.And.All.Matches("^[A-Z][A-Za-z0-9]*$"));
        foreach (var tag in page.Tags)
        {
            Assert.That(page.Find(tag.Token), Is.SameAs(tag));
            Assert.That(page.Find(tag.Name), Is.SameAs(tag));
            Assert.That(CodePages.Tag(page.Name, tag.Name), Is.SameAs(tag));
        }
    }

    [Test]
    public void The_page_Ping_is_exactly_the_documented_table() =>
        Assert.That(CodePages.Find("Ping")!.Tags.Select(tag => $"{tag.Token:X2} {tag.Name}"), Is.EqualTo(new[]
        {
            "05 Ping", "07 Status", "08 HeartbeatInterval", "09 Folders", "0A Folder", "0B Id", "0C Class", "0D MaxFolders",
        }));

    [Test]
    public void What_a_page_does_not_have_is_not_found()
    {
        var ping = CodePages.Find("Ping")!;
        Assert.That(ping.Find(0x06), Is.Null, "AutdState is obsolete");
        Assert.That(ping.Find(0x0E), Is.Null);
        Assert.That(ping.Find("ping"), Is.Null, "names are case-sensitive");
        Assert.That(() => CodePages.Tag("Pong", "Ping"), Throws.ArgumentException.With.Message.Contains("'Pong'"));
        Assert.That(() => CodePages.Tag("Ping", "Pong"), Throws.ArgumentException.With.Message.Contains("Ping has no tag 'Pong'"));
    }
}
