using Conformance.Harness.Wire;
using Conformance.Harness.Wire.Authentication;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire.Authentication;

/// <summary>Vectors of RFC 7616, section 3.9.1, and RFC 2617, section 3.5.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DigestTests
{
    const string Rfc7616 = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={0}, "
        + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    const string Rfc2617 = "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
        + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";

    [TestCase("MD5", "8ca523f5e9506fed4657c9700eebdbec", TestName = "The_MD5_example_of_RFC_7616_is_answered")]
    [TestCase("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", TestName = "The_SHA_256_example_of_RFC_7616_is_answered")]
    public void Rfc_7616(string algorithm, string response)
    {
        var digest = new DigestAuthenticator(
            "Mufasa", "Circle of Life", () => "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        using var exchange = digest.Begin("example.org");

        var value = exchange.Next("GET", "/dir/index.html", Refusal(string.Format(Rfc7616, algorithm))).Header!.Value;

        Assert.That(value, Is.EqualTo(
            "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\", "
            + $"nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", response=\"{response}\", algorithm={algorithm}, qop=auth, "
            + "nc=00000001, cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""));
    }

    [Test]
    public void The_example_of_RFC_2617_is_answered()
    {
        var digest = new DigestAuthenticator("Mufasa", "Circle Of Life", () => "0a4f113b");
        using var exchange = digest.Begin("host.com");

        Assert.That(
            exchange.Next("GET", "/dir/index.html", Refusal(Rfc2617)).Header!.Value,
            Does.Contain("response=\"6629fae49393a05397450978507c4ef1\""));
    }

    [Test]
    public void The_next_request_uses_the_nonce_again_with_its_count_raised()
    {
        var digest = new DigestAuthenticator("Mufasa", "Circle Of Life", () => "0a4f113b");
        using var first = digest.Begin("host.com");
        Assert.That(first.First("GET", "/"), Is.Null, "There is no nonce yet.");
        first.Next("GET", "/", Refusal(Rfc2617));

        using var second = digest.Begin("host.com");

        Assert.That(second.First("POLL", "/x")!.Value, Does.Contain("nc=00000002").And.Contain("uri=\"/x\""));
    }

    [Test]
    public void A_second_refusal_ends_the_proof_unless_the_nonce_was_stale()
    {
        var digest = new DigestAuthenticator("Mufasa", "wrong");
        using var exchange = digest.Begin("host.com");
        exchange.Next("GET", "/", Refusal(Rfc2617));

        Assert.That(exchange.Next("GET", "/", Refusal(Rfc2617 + ", stale=TRUE")).Header, Is.Not.Null);
        Assert.That(exchange.Next("GET", "/", Refusal(Rfc2617)).Fault, Does.StartWith("The target does not accept Digest as Mufasa"));
    }

    [Test]
    public void The_first_challenge_that_can_be_answered_is_taken()
    {
        using var exchange = new DigestAuthenticator("u", "p").Begin("h");

        var leg = exchange.Next("GET", "/", Refusal(
            "NTLM", "Digest realm=\"r\", nonce=\"1\", algorithm=SHA-512-256, Digest realm=\"r\", nonce=\"2\", algorithm=SHA-256, qop=\"auth\""));

        Assert.That(leg.Header!.Value, Does.Contain("nonce=\"2\""));
    }

    [TestCase("Basic realm=\"x\"", "offers no Digest", TestName = "A_target_without_Digest_is_told")]
    [TestCase("Digest realm=\"x\"", "lacks its nonce", TestName = "A_challenge_without_a_nonce_is_told")]
    [TestCase("Digest realm=\"x\", nonce=\"1\", algorithm=ROT13", "'ROT13' is not known", TestName = "An_unknown_algorithm_is_told")]
    [TestCase("Digest realm=\"x\", nonce=\"1\", qop=\"auth-int\"", "'auth-int' is not offered", TestName = "An_unknown_quality_is_told")]
    public void Fault(string challenge, string fault)
    {
        using var exchange = new DigestAuthenticator("u", "p").Begin("h");

        Assert.That(exchange.Next("GET", "/", Refusal(challenge)).Fault, Does.Contain(fault));
    }

    [Test]
    public void A_challenge_without_quality_is_answered_as_of_old()
    {
        using var exchange = new DigestAuthenticator("Mufasa", "Circle Of Life").Begin("h");

        var value = exchange.Next("GET", "/dir/index.html", Refusal(Rfc2617.Replace("qop=\"auth,auth-int\", ", ""))).Header!.Value;

        Assert.That(value, Does.Contain("response=\"670fd8c2df070c60b045671b8b24ff02\"").And.Not.Contain("cnonce"));
    }

    [Test]
    public void Commas_and_quotes_inside_quotes_split_nothing()
    {
        var challenges = Challenge.Read("Negotiate, NTLM TlRMTVNTUAAC=, Digest realm=\"a, \\\"b\\\" c\" , nonce = \"n=1,\" , stale=false, Basic realm=x").ToArray();

        Assert.That(challenges.Select(c => c.Scheme), Is.EqualTo(new[] { "Negotiate", "NTLM", "Digest", "Basic" }));
        Assert.That(challenges[1].Token, Is.EqualTo("TlRMTVNTUAAC="));
        Assert.That((challenges[2]["realm"], challenges[2]["nonce"], challenges[2]["stale"]), Is.EqualTo(("a, \"b\" c", "n=1,", "false")));
        Assert.That(challenges[3]["realm"], Is.EqualTo("x"));
    }

    static HttpMessage Refusal(params string[] challenges) =>
        new("HTTP/1.1 401 Unauthorized", [.. challenges.Select(c => new Header("WWW-Authenticate", c))], default, default) { Status = 401 };
}
