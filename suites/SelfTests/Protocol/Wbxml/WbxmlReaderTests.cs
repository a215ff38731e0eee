using Conformance.Protocol.Wbxml;
using NUnit.Framework;

namespace Conformance.SelfTests.Protocol.Wbxml;

[Parallelizable(ParallelScope.All)]
public sealed class WbxmlReaderTests
{
    static readonly byte[] pingFull = WbxmlFixtures.Documents.Single(document => document.Id == "PR-FULL").Bytes;

    [Test]
    public void Values_come_one_at_a_time_with_their_places_and_depths() =>
        Assert.That(Values(new WbxmlReader(Convert.FromHexString("03016A00000D4547033500014AC3020102010901"))), Is.EqualTo(new[]
        {
            "6 Start Ping:Ping 1", "7 Start Ping:Status 2", "8 Text '5' 2", "11 End Ping:Status 1", "12 Start Ping:Folder 2",
            "13 Opaque 0102 2", "17 End Ping:Folder 1", "18 Empty Ping:Folders 1", "19 End Ping:Ping 0",
        }));

    [Test]
    public void A_document_of_one_empty_tag_is_over_after_it()
    {
        var reader = new WbxmlReader(Convert.FromHexString("03016A00000D05"));
        Assert.That(Values(reader), Is.EqualTo(new[] { "6 Empty Ping:Ping 0" }));
        Assert.That(reader.Kind, Is.EqualTo(WbxmlKind.None));
        Assert.That(reader.Read(), Is.False);
    }

    [Test]
    public void No_more_is_read_than_asked_for()
    {
        var stream = new TricklingStream(pingFull);
        var reader = new WbxmlReader(stream);
        Assert.That(stream.Taken, Is.Zero);
        reader.Read();
        Assert.That((reader.Kind, stream.Taken), Is.EqualTo((WbxmlKind.Start, 7)));
        reader.Read();
        reader.Read();
        Assert.That((reader.Text, stream.Taken), Is.EqualTo(("80", 12)));
    }

    [Test]
    public void Every_truncation_of_a_document_is_refused_at_its_end_or_before()
    {
        foreach (var length in Enumerable.Range(0, pingFull.Length))
        {
            var refused = Assert.Throws<WbxmlException>(() => Values(new WbxmlReader(pingFull[..length])), $"cut to {length} bytes")!;
            Assert.That(refused.Offset, Is.LessThanOrEqualTo(length));
        }
    }

    [Test]
    public void A_nesting_bomb_is_over_before_its_bytes_are_read()
    {
        var bomb = new TricklingStream(WbxmlFixtures.Malformed.Single(row => row.Id == "WBXML-W23").Bytes);
        Assert.Throws<WbxmlException>(() => Values(new WbxmlReader(bomb)));
        Assert.That(bomb.Taken, Is.EqualTo(39));
    }

    [Test]
    public void A_length_that_is_not_kept_allocates_nothing_of_it()
    {
        // 64 MiB are promised, which is allowed; three bytes come.
        var bytes = Convert.FromHexString("03016A00000D4547C3A080800031323301");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => Values(new WbxmlReader(bytes)), Throws.TypeOf<WbxmlException>().With.Message.StartsWith("opaque data of 67108864 bytes, but 4 are left"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }

    [TestCase(31, 32, "longer than 31 bytes at byte 31")]
    [TestCase(32, 32, null)]
    public void A_document_of_the_longest_length_is_read_and_one_byte_more_is_not(int bytes, int length, string? problem)
    {
        Assert.That(pingFull, Has.Length.EqualTo(length));
        Bound(pingFull, new WbxmlLimits { Bytes = bytes }, problem);
        Bound(pingFull, new WbxmlLimits { Bytes = bytes }, problem, trickling: true);
    }

    [TestCase(5, null)]
    [TestCase(4, "a string of more than 4 bytes at byte 22")]
    public void A_string_of_the_longest_length_is_read_and_one_byte_more_is_not(int bytes, string? problem) =>
        Bound(pingFull, new WbxmlLimits { ValueBytes = bytes }, problem);

    [TestCase(4, null)]
    [TestCase(3, "nested deeper than 3 elements at byte 15")]
    public void Elements_go_as_deep_as_allowed(int depth, string? problem) =>
        Bound(pingFull, new WbxmlLimits { Depth = depth }, problem);

    [TestCase(6, null)]
    [TestCase(5, "more than 5 elements at byte 20")]
    public void Elements_are_as_many_as_allowed(int elements, string? problem) =>
        Bound(pingFull, new WbxmlLimits { Elements = elements }, problem);

    [Test]
    public void What_the_reader_does_not_stand_on_cannot_be_asked_for()
    {
        var reader = new WbxmlReader(pingFull);
        Assert.That(() => reader.Tag, Throws.InvalidOperationException);
        reader.Read();
        Assert.That(() => reader.Text, Throws.InvalidOperationException.With.Message.Contains("Start"));
        Assert.That(() => reader.Opaque, Throws.InvalidOperationException);
    }

    static void Bound(byte[] bytes, WbxmlLimits limits, string? problem, bool trickling = false)
    {
        var reader = new WbxmlReader(trickling ? new TricklingStream(bytes) : new MemoryStream(bytes), limits);
        if (problem is null)
            Assert.That(Values(reader), Has.Count.EqualTo(15));
        else
            Assert.That(() => Values(reader), Throws.TypeOf<WbxmlException>().With.Message.Contains(problem));
    }

    static List<string> Values(WbxmlReader reader)
    {
        var values = new List<string>();
        while (reader.Read())
            values.Add($"{reader.Offset} {reader.Kind} {Value(reader)} {reader.Depth}");
        return values;
    }

    static string Value(WbxmlReader reader) => reader.Kind switch
    {
        WbxmlKind.Text => $"'{reader.Text}'",
        WbxmlKind.Opaque => Convert.ToHexString(reader.Opaque.Span),
        _ => reader.Tag.ToString(),
    };
}
