using System.Buffers;
using Conformance.Protocol.Wbxml;
using NUnit.Framework;

namespace Conformance.SelfTests.Protocol.Wbxml;

[Parallelizable(ParallelScope.All)]
public sealed class WbxmlWriterTests
{
    static readonly CodePageTag ping = CodePages.Tag("Ping", "Ping");
    static readonly CodePageTag status = CodePages.Tag("Ping", "Status");
    static readonly CodePageTag sync = CodePages.Tag("AirSync", "Sync");

    [Test]
    public void The_page_is_switched_only_where_it_changes() =>
        Assert.That(Written(writer =>
        {
            writer.Start(ping);
            writer.Empty(status);
            writer.Start(sync);
            writer.End();
            writer.Empty(sync);
            writer.Empty(status);
            writer.End();
        }), Is.EqualTo("03016A00" + "000D45" + "07" + "00004501" + "05" + "000D07" + "01"));

    [TestCase(0, "00")]
    [TestCase(1, "01")]
    [TestCase(127, "7F")]
    [TestCase(128, "8100")]
    [TestCase(16_383, "FF7F")]
    [TestCase(16_384, "818000")]
    [TestCase(2_097_152, "81808000")]
    public void The_length_of_opaque_data_takes_as_few_bytes_as_it_can(int length, string written)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        var text = Written(writer =>
        {
            writer.Start(ping);
            writer.Opaque(bytes);
            writer.End();
        });
        Assert.That(text[14..(16 + written.Length)], Is.EqualTo("C3" + written));
        var reader = new WbxmlReader(Convert.FromHexString(text));
        reader.Read();
        reader.Read();
        Assert.That(reader.Opaque.ToArray(), Is.EqualTo(bytes));
    }

    [Test]
    public void A_text_that_could_not_be_read_back_is_refused()
    {
        Assert.That(() => Written(writer => Text(writer, "a\0b")), Throws.ArgumentException);
        Assert.That(() => Written(writer => Text(writer, "\uD800")), Throws.InstanceOf<ArgumentException>());
        Assert.That(Written(writer => Text(writer, "\U0001F600\u0001")), Does.EndWith("03F09F98800100"));
    }

    [Test]
    public void Only_one_root_element_and_nothing_beside_it_can_be_written()
    {
        Assert.That(() => Written(writer => writer.Text("a")), Throws.InvalidOperationException);
        Assert.That(() => Written(writer => writer.Opaque([1])), Throws.InvalidOperationException);
        Assert.That(() => Written(writer => writer.End()), Throws.InvalidOperationException);
        Assert.That(() => Written(writer =>
        {
            writer.Empty(ping);
            writer.Empty(ping);
        }), Throws.InvalidOperationException.With.Message.Contains("second root"));
    }

    [Test]
    public void Elements_go_no_deeper_than_a_reader_allows()
    {
        Assert.That(() => Written(writer => Deep(writer, 32)), Throws.Nothing);
        Assert.That(() => Written(writer => Deep(writer, 33)), Throws.ArgumentException.With.Message.Contains("deeper than 32"));
    }

    static void Deep(WbxmlWriter writer, int depth)
    {
        for (var level = 0; level < depth; level++)
            writer.Start(ping);
    }

    static void Text(WbxmlWriter writer, string text)
    {
        writer.Start(ping);
        writer.Text(text);
    }

    static string Written(Action<WbxmlWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        write(new WbxmlWriter(bytes));
        return Convert.ToHexString(bytes.WrittenSpan);
    }
}
