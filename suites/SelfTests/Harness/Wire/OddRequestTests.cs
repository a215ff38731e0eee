using System.Text;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

/// <summary>A plain socket compares every byte that the wire layer sends.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OddRequestTests
{
    [TestCaseSource(typeof(OddRequests), nameof(OddRequests.Cases))]
    public async Task Each_byte_arrives(HttpMessage request, string expected)
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        using var _ = theirs;

        var reading = RawPeer.ReadAsync(theirs, expected.Length + 1);
        await ours.SendAsync(request.Raw, TimeSpan.FromSeconds(10));
        await ours.DisposeAsync();

        Assert.That(Encoding.Latin1.GetString(await reading), Is.EqualTo(expected));
    }

    [Test]
    public void A_character_that_is_no_byte_is_refused()
    {
        Assert.That(
            () => RequestBytes.Build("GET", "/\u20AC", "HTTP/1.1", []),
            Throws.ArgumentException.With.Message.Contains("U+20AC"));
    }

    [Test]
    public void The_bytes_of_a_UTF_8_text_can_be_a_header_value()
    {
        var request = RequestBytes.Build("GET", "/", "HTTP/1.1", [new("A", RequestBytes.Text("\u20AC"u8))]);

        Assert.That(request.Raw.ToArray(), Is.EqualTo("GET / HTTP/1.1\r\nA: \u20AC\r\n\r\n"u8.ToArray()));
    }

    [Test]
    public void The_method_of_a_raw_request_is_known_where_there_is_one()
    {
        Assert.That(RequestBytes.Raw("HEAD / HTTP/1.1\r\nHos"u8.ToArray()).Method, Is.EqualTo("HEAD"));
        Assert.That(RequestBytes.Raw("\0\0"u8.ToArray()).Method, Is.Empty);
    }
}
