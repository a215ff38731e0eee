using Conformance.Harness.Judging;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Judging;

[Parallelizable(ParallelScope.All)]
public sealed class HeaderTests
{
    [TestCase("X-Any: a b", "X-Any:  a b ", true)]
    [TestCase("X-Any: a b", "x-any: a b", true)]
    [TestCase("X-Any: a b", "X-Any: A b", false)]
    [TestCase("X-Any: a, b", "X-Any: a\nX-Any: b", true)]
    [TestCase("Subscription-ID: 8,9,10", "Subscription-id: 10, 9 ,8", true)]
    [TestCase("Subscription-ID: 8,9", "Subscription-ID: 8\nSubscription-ID: 9", true)]
    [TestCase("Subscription-ID: 8,9", "Subscription-ID: 8", false)]
    [TestCase("Subscription-ID: 8", "Subscription-ID: 8,9", false)]
    [TestCase("Content-Type: text/xml", "Content-Type: TEXT/XML; charset=utf-8", true)]
    [TestCase("Content-Type: text/xml", "Content-Type: application/xml", false)]
    [TestCase("Content-Type: text/xml; charset=utf-8", "Content-Type: text/xml;version=1;Charset=\"UTF-8\"", true)]
    [TestCase("Content-Type: text/xml; charset=utf-8", "Content-Type: text/xml; charset=iso-8859-1", false)]
    [TestCase("Content-Type: text/xml; charset=utf-8", "Content-Type: text/xml", false)]
    [TestCase("exactly Content-Type: text/xml", "Content-Type: text/xml", true)]
    [TestCase("exactly Content-Type: text/xml", "Content-Type: text/xml; charset=utf-8", false)]
    [TestCase("exactly Content-Type: text/xml", "Content-Type: Text/xml", false)]
    [TestCase("exactly Allow: GET, HEAD", "Allow: HEAD, GET", false)]
    [TestCase("exactly Content-Type: text/xml", "X: y", false)]
    [TestCase("Content-Location: /folder/a%20b", "Content-Location: http://mail.test/folder/a b/", true)]
    [TestCase("Content-Location: /folder/a", "Content-Location: http://mail.test/folder/b", false)]
    [TestCase("Location: a", "Location: /folder/a", true)]
    [TestCase("Call-Back: httpu://h:1/p", "Call-Back: httpu://h:1/p/", true)]
    [TestCase("X-Any?: a", "X-Other: b", true)]
    [TestCase("X-Any?: a", "X-Any: b", false)]
    [TestCase("Allow has POLL", "Allow: GET, POLL", true)]
    [TestCase("Allow has POLL", "Allow: GET, POLLS", false)]
    [TestCase("no X-Any", "X-Other: a", true)]
    [TestCase("no X-Any", "X-Any: a", false)]
    [TestCase("X-Any: ${n}", "X-Any: 60", true)]
    [TestCase("X-Any: ${n+1}", "X-Any: 61", true)]
    [TestCase("X-Any: ${n+1}", "X-Any: 60", false)]
    public void A_header_compares_by_its_kind(string line, string came, bool holds) =>
        Assert.That(new Trial($"<<< 200  # MUST A-01\n    {line}").With("n", "60").Of($"HTTP/1.1 200 OK\n{came}\n\n").Holds, Is.EqualTo(holds));

    [TestCase("${v:text}", "any thing", "any thing")]
    [TestCase("${v:int 1..}", "3600", "3600")]
    [TestCase("${v:int ..5}", "-1", "-1")]
    [TestCase("${v:int 1..top}", "60", "60")]
    [TestCase("${v:id}", "0012", "0012")]
    [TestCase("${v:uri}", "http://mail.test/x", "http://mail.test/x")]
    [TestCase("${v:path}", "http://mail.test/x/y?z", "/x/y")]
    [TestCase("${v:path}", "/x/y", "/x/y")]
    [TestCase("${v:status}", "HTTP/1.1 204 No Content", "204")]
    [TestCase("id=${v:id}; rest", "id=12; rest", "12")]
    [TestCase("<rt:${v:text}>", "<rt:ab@cd>", "ab@cd")]
    public void A_capture_takes_a_value_of_its_shape(string value, string came, string taken) =>
        Assert.That(Header(value, came).Captured("v"), Is.EqualTo(taken));

    [TestCase("${v:text}", "")]
    [TestCase("${v:int 1..}", "0")]
    [TestCase("${v:int 1..}", "1.5")]
    [TestCase("${v:int ..100}", "99999999999999999999999999999999999")]
    [TestCase("${v:int 1..top}", "61")]
    [TestCase("${v:id}", "-1")]
    [TestCase("${v:id}", "12a")]
    [TestCase("${v:uri}", "/x")]
    [TestCase("${v:path}", "x/y")]
    [TestCase("${v:status}", "2040")]
    [TestCase("id=${v:id}; rest", "id=; rest")]
    public void A_capture_refuses_what_has_another_shape(string value, string came)
    {
        var result = Header(value, came);
        Assert.That(result.Missed, Is.EqualTo(new[] { $"X-Any: {value}" }));
        Assert.That(result.Captured("v"), Is.Null);
    }

    [Test]
    public void A_list_gives_its_only_member_to_a_capture()
    {
        var line = new Trial("<<< 200  # MUST A-01\n    Subscription-ID: ${s:id}");
        Assert.That(line.Of("HTTP/1.1 200 OK\nSubscription-ID: 8\n\n").Captured("s"), Is.EqualTo("8"));
        Assert.That(line.Of("HTTP/1.1 200 OK\nSubscription-ID: 8,9\n\n")["Subscription-ID"].Actual,
            Is.EqualTo("Subscription-ID: 8,9 (9 was not asked for)"));
    }

    [Test]
    public void A_miss_shows_the_value_that_came()
    {
        var result = new Trial("<<< 200  # MUST A-01\n    X-Any: ${n}\n    X-Gone: a").With("n", "60").Of("HTTP/1.1 200 OK\nX-Any: 61\n\n");
        Assert.That((result["X-Any"].Expected, result["X-Any"].Actual), Is.EqualTo(("X-Any: 60", "X-Any: 61")));
        Assert.That(result["X-Gone"].Actual, Is.EqualTo("no X-Gone"));
    }

    [Test]
    public void Bytes_beyond_ASCII_compare_as_bytes() =>
        Assert.That(new Trial("<<< 200  # MUST A-01\n    X-Any: \\xE4").Of(new Conformance.Harness.Wire.Answered(
            Messages.Parse("HTTP/1.1 200 OK\n\n") with { Headers = [new("X-Any", "\u00E4")] }, [], default)).Holds, Is.True);

    [Test]
    public void A_second_spelling_is_offered_by_or()
    {
        var trial = new Trial("<<< 200  # MUST A-01\n    Content-Type: text/xml  # SHOULD A-02\n    or Content-Type: application/xml  # MUST A-03 note OTHER");
        var second = trial.Of("HTTP/1.1 200 OK\nContent-Type: application/xml\n\n");
        Assert.That(second.Holds, Is.True);
        Assert.That(second["or Content-Type"].Tag!.Judgements[0].Note, Is.EqualTo("OTHER"));
        var none = trial.Of("HTTP/1.1 200 OK\nContent-Type: text/html\n\n");
        Assert.That(none["Content-Type"].Expected, Is.EqualTo("Content-Type: text/xml or Content-Type: application/xml"));
        Assert.That(none["Content-Type"].Actual, Is.EqualTo("Content-Type: text/html"));
    }

    [Test]
    public void Exact_bytes_of_a_body_are_margins_put_in()
    {
        var trial = new Trial("<<< 200  # MUST A-01\n    | a\n    || b\n    |- c\n    | ${n}").With("n", "60");
        Assert.That(trial.Of("HTTP/1.1 200 OK\n\na\nb\r\nc60").Holds, Is.True);
        Assert.That(trial.Of("HTTP/1.1 200 OK\n\na\nb\nc60").Holds, Is.False);
        Assert.That(new Trial("<<< 200  # MUST A-01\n    0x 41 ${n:hex} 42").With("n", "60").Of("HTTP/1.1 200 OK\n\nA60B").Holds, Is.True);
    }

    [Test]
    public void Contains_searches_every_byte_of_the_message()
    {
        var trial = new Trial("<<< 200  # MUST A-01\n  contains \\r\\nX-id: ${n}\\r\\n").With("n", "60");
        Assert.That(trial.Of("HTTP/1.1 200 OK\nX-id: 60\n\n").Holds, Is.True);
        Assert.That(trial.Of("HTTP/1.1 200 OK\nX-Id: 60\n\n").Holds, Is.False);
    }

    [Test]
    public void Contains_is_not_misled_by_chunks()
    {
        var message = Messages.Parse("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n") with { Body = "abc"u8.ToArray() };
        var reply = new Answered(message, [], TimeSpan.Zero);
        Assert.That(new Trial("<<< 200  # MUST A-01\n  contains abc").Of(reply).Holds, Is.True);
        Assert.That(new Trial("<<< 200  # MUST A-01\n  contains abcd").Of(reply).Holds, Is.False);
    }

    [Test]
    public void An_empty_body_holds_no_byte()
    {
        var trial = new Trial("<<< 200  # MUST A-01\n  empty body");
        Assert.That(trial.Of("HTTP/1.1 200 OK\n\n").Holds, Is.True);
        Assert.That(trial.Of("HTTP/1.1 200 OK\n\n ")["empty"].Actual, Is.EqualTo("a body of 1 bytes"));
    }

    static Result Header(string value, string came) =>
        new Trial($"<<< 200  # MUST A-01\n    X-Any: {value}").With("top", "60").Of($"HTTP/1.1 200 OK\nX-Any: {came}\n\n");
}
