using System.Net.Sockets;
using System.Text;
using Conformance.Harness.Wire;
using Conformance.Harness.Wire.Authentication;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire.Authentication;

/// <summary>The legs of each scheme, against a plain socket that sees what is sent.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AuthenticatedExchangeTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Basic_is_sent_before_any_challenge()
    {
        var (reply, requests) = await RunAsync(FixedHeader.Basic("user0", "p\u00E4ss"), "200");

        Assert.That((reply.Reply as Answered)?.Message.Status, Is.EqualTo(200));
        Assert.That(requests, Is.EqualTo(new[] { "Authorization: Basic dXNlcjA6cMOkc3M=" }));
    }

    [Test]
    public async Task A_bearer_token_and_a_free_header_are_sent_as_given()
    {
        Assert.That((await RunAsync(FixedHeader.Bearer("t0k"), "200")).Proofs, Is.EqualTo(new[] { "Authorization: Bearer t0k" }));
        Assert.That((await RunAsync(FixedHeader.Free("x-API-key", "k"), "200")).Proofs, Is.EqualTo(new[] { "x-API-key: k" }));
    }

    [Test]
    public async Task A_refused_password_is_told_and_not_tried_again()
    {
        var (reply, requests) = await RunAsync(FixedHeader.Basic("user0", "wrong"), "401 Basic realm=\"x\"");

        Assert.That(requests, Has.Length.EqualTo(1));
        Assert.That((reply.Reply as Answered)?.Message.Status, Is.EqualTo(401));
        Assert.That(reply.Fault, Does.Contain("does not accept Basic as user0").And.Not.Contain("wrong"));
    }

    [Test]
    public async Task Digest_answers_the_challenge_on_the_same_connection()
    {
        var (reply, requests) = await RunAsync(new DigestAuthenticator("u", "p"), "401 Digest realm=\"r\", nonce=\"n\", qop=\"auth\"", "200");

        Assert.That(reply.Legs, Has.Length.EqualTo(2));
        Assert.That(requests[0], Is.Empty);
        Assert.That(requests[1], Does.StartWith("Authorization: Digest username=\"u\""));
    }

    [TestCase("NTLM", "TlRMTVNTUAAB", TestName = "NTLM_begins_its_handshake_or_says_that_the_machine_cannot")]
    [TestCase("Negotiate", "", TestName = "Negotiate_begins_its_handshake_or_says_that_the_machine_cannot")]
    public async Task Handshake(string scheme, string prefix)
    {
        var (reply, requests) = await RunAsync(new NegotiateAuthenticator(scheme, "u", "s3cret"), $"401 {scheme}", "200");

        if (reply.Fault.Length > 0)
            Assert.That(reply.Fault, Does.Match($"cannot (speak|go on)").And.Contain(scheme).And.Not.Contain("s3cret"));
        else
            Assert.That(requests[1], Does.StartWith($"Authorization: {scheme} {prefix}"));
        TestContext.Out.WriteLine(reply.Fault + string.Join('|', requests));
    }

    [Test]
    public void NTLM_goes_on_with_its_third_message_after_the_challenge_of_the_target()
    {
        using var exchange = new NegotiateAuthenticator("NTLM", "user", "s3cret", "DOMAIN").Begin("server");
        var first = exchange.Next("GET", "/", Refusal("NTLM"));
        if (first.Header is null)
            Assert.Ignore(first.Fault);

        var third = exchange.Next("GET", "/", Refusal($"NTLM {Convert.ToBase64String(NtlmMessages.Challenge())}"));

        Assert.That(third.Header?.Value, Does.StartWith("NTLM TlRMTVNTUAAD"), third.Fault);
        Assert.That(exchange.Next("GET", "/", Refusal("NTLM")).Fault, Does.Contain("begins anew"));
        Assert.That(new NegotiateAuthenticator("NTLM", "u", "p").Begin("h").Next("GET", "/", Refusal("NTLM ab-c")).Fault, Does.Contain("no Base64"));
    }

    [Test]
    public async Task NTLM_is_told_when_the_target_offers_it_not()
    {
        var (reply, _) = await RunAsync(new NegotiateAuthenticator("NTLM", "u", "p"), "401 Basic realm=\"x\"");

        Assert.That(reply.Fault, Is.EqualTo("The target offers no NTLM: it asks with 'Basic realm=\"x\"'."));
    }

    [Test]
    public async Task Endless_challenges_are_given_up()
    {
        const string stale = "401 Digest realm=\"r\", nonce=\"n\", qop=\"auth\", stale=true";

        var (reply, _) = await RunAsync(new DigestAuthenticator("u", "p"), stale, stale, stale, stale, stale, stale);

        Assert.That(reply.Legs, Has.Length.EqualTo(AuthenticatedExchange.MostLegs));
        Assert.That(reply.Fault, Does.Contain("challenged 5 times"));
    }

    [Test]
    public async Task A_form_is_posted_and_its_cookies_are_kept()
    {
        using var peer = new RawPeer();
        await using var pool = new ConnectionPool(WireLimits.Default, WireClock.System);
        var form = new FormsLogOn("/auth", "user0", "a&b c") { Fields = [("destination", "http://x/"), ("flags", "0")] };
        var signIn = form.SignInAsync(pool, peer.Endpoint, "alice", new() { Host = "x" }, Patience);
        using var theirs = await peer.AcceptAsync();
        var request = await ReadHeadAsync(theirs);
        const string body = "destination=http%3A%2F%2Fx%2F&flags=0&username=user0&password=a%26b+c";
        Assert.That(Encoding.ASCII.GetString(await RawPeer.ReadAsync(theirs, body.Length)), Is.EqualTo(body));
        Assert.That(request, Does.Contain($"Content-Length: {body.Length}\r\n"));
        await theirs.SendAsync("HTTP/1.1 302 Found\r\nSet-Cookie: sessionid=1; path=/\r\nSet-Cookie: gone=\r\nSet-Cookie: cadata=\"2\"; secure\r\nContent-Length: 0\r\n\r\n"u8.ToArray());

        var (proof, fault, _, _) = await signIn;

        Assert.That(fault, Is.Empty);
        Assert.That(proof!.Begin("x").First("GET", "/"), Is.EqualTo(new Header("Cookie", "sessionid=1; cadata=\"2\"")));
        Assert.That($"{form} {proof}", Does.Not.Contain("a&b").And.Not.Contain("sessionid"));
    }

    [Test]
    public async Task A_form_without_a_cookie_is_no_log_on()
    {
        using var peer = new RawPeer();
        await using var pool = new ConnectionPool(WireLimits.Default, WireClock.System);
        var signIn = new FormsLogOn("/auth", "user0", "p").SignInAsync(pool, peer.Endpoint, "alice", new() { Host = "x" }, Patience);
        using var theirs = await peer.AcceptAsync();
        await ReadHeadAsync(theirs);
        await theirs.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());

        var (proof, fault, _, _) = await signIn;

        Assert.That(proof, Is.Null);
        Assert.That(fault, Is.EqualTo("The log-on form at /auth answers 200 and sets 0 cookies: user0 is not signed in."));
    }

    static HttpMessage Refusal(string challenge) =>
        new("HTTP/1.1 401 Unauthorized", [new("WWW-Authenticate", challenge)], default, default) { Status = 401 };

    /// <summary>Answers each leg with the next line, a status and for 401 a challenge; gives back the proof of each request.</summary>
    static async Task<(AuthenticatedReply Reply, string[] Proofs)> RunAsync(IAuthenticator authenticator, params string[] answers)
    {
        using var peer = new RawPeer();
        await using var pool = new ConnectionPool(WireLimits.Default, WireClock.System);
        var run = AuthenticatedExchange.RunAsync(
            pool, peer.Endpoint, "alice", proof => RequestBytes.Build("GET", "/", "HTTP/1.1", proof is null ? [] : [proof]), authenticator, Patience);
        using var theirs = await peer.AcceptAsync();
        var proofs = new List<string>();
        foreach (var answer in answers)
        {
            var head = ReadHeadAsync(theirs);
            if (await Task.WhenAny(head, run) == run)
                break;
            proofs.Add((await head)["GET / HTTP/1.1\r\n".Length..].TrimEnd());
            var parts = answer.Split(' ', 2);
            var challenge = parts.Length > 1 ? $"WWW-Authenticate: {parts[1]}\r\n" : "";
            await theirs.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {parts[0]} X\r\n{challenge}Content-Length: 0\r\n\r\n"));
        }

        return (await run, [.. proofs]);
    }

    static async Task<string> ReadHeadAsync(Socket socket)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            if (await RawPeer.ReadAsync(socket, 1) is [var b])
                head.Append((char)b);
            else
                break;
        return head.ToString();
    }
}
