using System.Text;
using Conformance.Harness.Wire;
using Conformance.Harness.Wire.Authentication;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire.Authentication;

[Parallelizable(ParallelScope.All)]
public sealed class RedactorTests
{
    [Test]
    public void Values_of_secret_headers_go_from_headers_and_bytes()
    {
        var request = RequestBytes.Raw(Encoding.ASCII.GetBytes(
            "GET / HTTP/1.1\r\nauthORIZATION:Basic abc\r\nHost: x\r\nCookie: a=1;\r\n b=2\r\nProxy-Authorization: y\r\nX-Authorization: kept\r\n\r\n"));

        var clean = new Redactor([]).Redact(request);

        Assert.That(Encoding.ASCII.GetString(clean.Raw.Span), Is.EqualTo(
            "GET / HTTP/1.1\r\nauthORIZATION:***\r\nHost: x\r\nCookie: ***\r\nProxy-Authorization: ***\r\nX-Authorization: kept\r\n\r\n"));
        Assert.That(clean.Headers.Select(h => h.Value), Is.EqualTo(new[] { "***", "x", "***", "***", "kept" }));
    }

    [Test]
    public void Known_secrets_go_wherever_they_stand_plain_or_as_a_form_writes_them()
    {
        var request = RequestBytes.Build(
            "POST", "/?p=a%26b%20c", "HTTP/1.1", [new("X", "see a&b c")], "user=u&password=a%26b+c"u8.ToArray());

        var clean = new Redactor(["a&b c"]).Redact(request);

        Assert.That(Encoding.ASCII.GetString(clean.Raw.Span), Is.EqualTo("POST /?p=*** HTTP/1.1\r\nX: see ***\r\n\r\nuser=u&password=***"));
        Assert.That((clean.Target, clean["X"], Encoding.ASCII.GetString(clean.Body.Span)), Is.EqualTo(("/?p=***", "see ***", "user=u&password=***")));
    }

    [Test]
    public void A_message_without_secrets_keeps_its_very_bytes()
    {
        var request = RequestBytes.Build("GET", "/", "HTTP/1.1", [new("A", "\u00FF")], new byte[] { 0, 255 });

        Assert.That(new Redactor(["secret"]).Redact(request).Raw, Is.EqualTo(request.Raw));
    }

    [Test]
    public void No_authenticator_shows_its_secret_in_its_text()
    {
        object[] proofs =
        [
            FixedHeader.Basic("user", "s3cret"), FixedHeader.Bearer("s3cret"), FixedHeader.Free("X", "s3cret"),
            new DigestAuthenticator("user", "s3cret"), new NegotiateAuthenticator("NTLM", "user", "s3cret"),
            new FormsLogOn("/", "user", "s3cret"), AuthenticationLeg.Send("Basic s3cret"),
        ];

        foreach (var proof in proofs)
            Assert.That(proof.ToString(), Does.Not.Contain("s3cret"));
    }
}
