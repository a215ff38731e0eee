using System.Text;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

[Parallelizable(ParallelScope.All)]
public sealed class RequestReaderTests
{
    [TestCase("GET /a HTTP/1.1\r\nHost: x\r\n\r\n", "GET|/a||", TestName = "A_request_without_a_length_has_no_body")]
    [TestCase("get http://x/a HTTP/1.0\r\n\r\n", "get|http://x/a||", TestName = "A_lower_case_method_and_an_absolute_target_are_read")]
    [TestCase("PUT /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi", "PUT|/a|hi|", TestName = "A_body_of_a_length_is_read")]
    [TestCase("PUT /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", "PUT|/a|hi|", TestName = "A_chunked_body_is_read")]
    [TestCase("GET /a b HTTP/1.1\r\n\r\n", "GET|/a b||The target holds a blank.", TestName = "A_blank_in_a_target_is_a_flaw")]
    [TestCase("GET /\u00FC HTTP/1.1\r\n\r\n", "GET|/\u00FC||The target holds bytes beyond ASCII.", TestName = "Bytes_beyond_ASCII_in_a_target_are_a_flaw")]
    [TestCase("GET /a\r\n\r\n", "GET|/a||The request line names no version.", TestName = "A_missing_version_is_a_flaw")]
    [TestCase("GET /a HTTP/1.1\n\n", "GET|/a||Lines end with LF alone instead of CRLF.", TestName = "LF_alone_in_a_request_is_a_flaw")]
    public void Readable(string text, string expected)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var reader = new RequestReader(WireLimits.Default);
        for (var count = 1; count < bytes.Length; count++)
            Assert.That(reader.Read(bytes.AsSpan(0, count)), Is.EqualTo(ReadStep.More), $"after {count} bytes");

        Assert.That(reader.Read(bytes), Is.EqualTo(ReadStep.Whole), reader.Detail);
        var read = reader.Message!;
        Assert.That(
            $"{read.Method}|{read.Target}|{Encoding.Latin1.GetString(read.Body.Span)}|{string.Join(' ', read.Flaws)}", Is.EqualTo(expected));
        Assert.That(read.Raw.ToArray(), Is.EqualTo(bytes));
    }

    [TestCase("PUT / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", "The end of the body cannot be known", TestName = "A_request_body_without_an_end_is_refused")]
    [TestCase("PUT / HTTP/1.1\r\nContent-Length: 1, 2\r\n\r\n", "two different values", TestName = "A_request_with_two_lengths_is_refused")]
    [TestCase("GARBAGE\r\n\r\n", "'GARBAGE' is no request line", TestName = "A_request_without_a_target_is_refused")]
    [TestCase("{}", "cannot begin with '{'", TestName = "Bytes_that_begin_no_method_are_refused")]
    public void Refused(string text, string detail)
    {
        var reader = new RequestReader(WireLimits.Default);

        Assert.That(reader.Read(Encoding.Latin1.GetBytes(text)), Is.EqualTo(ReadStep.Broken));
        Assert.That((reader.Cause, reader.Message), Is.EqualTo((NoAnswerCause.Malformed, (HttpMessage?)null)));
        Assert.That(reader.Detail, Does.Contain(detail));
    }

    [Test]
    public void Empty_lines_without_end_are_bounded()
    {
        var reader = new RequestReader(new() { HeadBytes = 100 });

        Assert.That(reader.Read(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("\r\n", 60)))), Is.EqualTo(ReadStep.Broken));
        Assert.That(reader.Cause, Is.EqualTo(NoAnswerCause.TooLarge));
    }

    [TestCase("NOTIFY httpu://x:1/a HTTP/1.1\r\nSubscription-id: 7,8\r\n\r\n", "7,8", "", TestName = "A_notification_is_read")]
    [TestCase("NOTIFY /a HTTP/1.1\r\nSubscription-id: 7\r\n", "7", "The datagram does not end with an empty line.", TestName = "A_missing_empty_line_is_a_flaw")]
    [TestCase("NOTIFY /a HTTP/1.1\r\nSubscription-id: 7", "7", "The datagram does not end with an empty line.", TestName = "A_missing_line_end_is_a_flaw")]
    [TestCase("NOTIFY /a HTTP/1.1\r\nSubscription-id: 7\r\n\r\n\0", "7", "1 bytes follow the empty line.", TestName = "Bytes_after_the_head_are_a_flaw")]
    [TestCase("NOTIFY /a HTTP/1.1\nSubscription-id: 7\n\n", "7", "Lines end with LF alone instead of CRLF.", TestName = "LF_alone_in_a_datagram_is_a_flaw")]
    public void Datagram(string text, string id, string flaws)
    {
        var (message, fault) = DatagramReader.Read(Encoding.Latin1.GetBytes(text));

        Assert.That(fault, Is.Empty);
        Assert.That((message!.Method, message["subscription-ID"], string.Join(' ', message.Flaws)), Is.EqualTo(("NOTIFY", id, flaws)));
        Assert.That(Encoding.Latin1.GetString(message.Raw.Span), Is.EqualTo(text));
    }

    [Test]
    public void A_broken_head_lists_few_flaws_whatever_its_size()
    {
        var text = "GET / HTTP/1.1\r\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"line {i}\r\n")) + "\r\n";
        var reader = new RequestReader(WireLimits.Default);

        Assert.That(reader.Read(Encoding.ASCII.GetBytes(text)), Is.EqualTo(ReadStep.Whole));
        Assert.That(reader.Message!.Flaws, Has.Length.EqualTo(21));
    }
}
