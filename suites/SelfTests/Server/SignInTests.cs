using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

/// <summary>The form of the mailbox page, the cookie it gives, and whom the cookie makes one.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SignInTests
{
    const string Form = "/exchweb/bin/auth/owaauth.dll";
    const string Inbox = "/exchange/user0/Inbox/";

    [Test]
    public async Task Signing_in_gives_a_cookie_by_which_every_face_knows_the_caller()
    {
        await using var host = await Host.StartAsync();
        using var stranger = Stranger(host);
        var signedIn = await SignInAsync(stranger);

        Assert.That(signedIn.Status, Is.EqualTo(302));
        Assert.That(signedIn["Location"], Is.EqualTo("/exchange/user0/?cmd=contents"));
        Assert.That(signedIn["Set-Cookie"], Does.Contain("; path=/").And.Contain("; httponly").And.Contain("; samesite=strict"));
        foreach (var method in new[] { "SUBSCRIBE", "PROPFIND", "GET" })
            Assert.That((await stranger.AskAsync(method, Inbox, ("Cookie", CookieOf(signedIn)), ("Notification-Type", "update"), ("Depth", "0"))).Status,
                Is.LessThan(300), method);
    }

    [Test]
    public async Task A_wrong_password_shows_the_form_again_and_gives_no_cookie()
    {
        await using var host = await Host.StartAsync();
        using var stranger = Stranger(host);
        var refused = await SignInAsync(stranger, password: "guess");

        Assert.That(refused.Status, Is.EqualTo(401));
        Assert.That(refused["Set-Cookie"], Is.Null);
        Assert.That(refused["WWW-Authenticate"], Is.Null, "the browser would ask for a password itself");
        Assert.That(refused.Body, Does.Contain("do not belong together"));
    }

    [Test]
    public async Task A_session_ends_at_its_second_and_at_sign_out_and_says_440()
    {
        await using var host = await Host.StartAsync();
        using var stranger = Stranger(host);
        var first = CookieOf(await SignInAsync(stranger));
        var second = CookieOf(await SignInAsync(stranger));
        Assert.That((await stranger.AskAsync("POST", "/exchweb/bin/auth/owalogoff.dll", "", ("Cookie", first))).Status, Is.EqualTo(302));

        Assert.That(await StatusAsync(first), Is.EqualTo(440), "signed out");
        Assert.That(await StatusAsync(second), Is.EqualTo(200), "another session of the same user");
        await host.AdvanceAsync(86_399);
        Assert.That(await StatusAsync(second), Is.EqualTo(200));
        await host.AdvanceAsync(1);
        Assert.That(await StatusAsync(second), Is.EqualTo(440));

        async Task<int> StatusAsync(string cookie) => (await stranger.AskAsync("GET", Inbox, ("Cookie", cookie))).Status;
    }

    [TestCase("user0")]
    [TestCase("1.9999999999.dXNlcjA.")]
    [TestCase("1.9999999999.dXNlcjA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("...")]
    public async Task A_cookie_that_the_server_did_not_write_makes_nobody(string cookie)
    {
        await using var host = await Host.StartAsync();
        using var stranger = Stranger(host);
        Assert.That((await stranger.AskAsync("GET", Inbox, ("Cookie", $"sessionid={cookie}"))).Status, Is.EqualTo(440));
    }

    [Test]
    public async Task A_cookie_with_any_part_changed_makes_nobody()
    {
        await using var host = await Host.StartAsync();
        using var stranger = Stranger(host);
        var cookie = CookieOf(await SignInAsync(stranger));
        for (var at = "sessionid=".Length; at < cookie.Length; at++)
        {
            var changed = cookie[..at] + (cookie[at] == 'A' ? 'B' : 'A') + cookie[(at + 1)..];
            Assert.That((await stranger.AskAsync("GET", Inbox, ("Cookie", changed))).Status, Is.EqualTo(440), changed);
        }
    }

    [TestCase("Origin", "http://elsewhere.test", 403)]
    [TestCase("Origin", "null", 403)]
    [TestCase("Sec-Fetch-Site", "cross-site", 403)]
    [TestCase("Sec-Fetch-Site", "same-site", 403)]
    [TestCase("Sec-Fetch-Site", "same-origin", 201)]
    public async Task What_another_site_made_a_browser_send_is_not_done(string header, string value, int expected)
    {
        await using var host = await Host.StartAsync();
        using var stranger = Stranger(host);
        var cookie = CookieOf(await SignInAsync(stranger));
        var answer = await stranger.AskAsync("PUT", Inbox + "x.EML", "x", ("Cookie", cookie), (header, value));
        Assert.That(answer.Status, Is.EqualTo(expected));
        Assert.That((await host.Alice.AskAsync("GET", Inbox + "x.EML")).Status, Is.EqualTo(expected == 201 ? 200 : 404));
    }

    [TestCase("/exchange/user0/Calendar/?cmd=contents", "/exchange/user0/Calendar/?cmd=contents")]
    [TestCase("//elsewhere.test/", "/exchange/user0/?cmd=contents")]
    [TestCase("/\\elsewhere.test/", "/exchange/user0/?cmd=contents")]
    [TestCase("http://elsewhere.test/", "/exchange/user0/?cmd=contents")]
    [TestCase("javascript:alert(1)", "/exchange/user0/?cmd=contents")]
    [TestCase("/a\r\nSet-Cookie: b=c", "/exchange/user0/?cmd=contents")]
    public async Task Signing_in_leads_to_this_server_only(string destination, string expected)
    {
        await using var host = await Host.StartAsync();
        using var stranger = Stranger(host);
        Assert.That((await SignInAsync(stranger, destination: destination))["Location"], Is.EqualTo(expected));
    }

    [Test]
    public async Task The_page_is_for_the_owner_of_the_mailbox_and_says_who_it_is_for()
    {
        await using var host = await Host.StartAsync();
        using var bob = host.Client("user1");
        using var stranger = Stranger(host);

        Assert.That((await bob.AskAsync("GET", Inbox + "?cmd=contents")).Status, Is.EqualTo(403));
        Assert.That((await host.Alice.AskAsync("GET", "/exchange/user0/None/?cmd=contents")).Status, Is.EqualTo(404));
        Assert.That((await host.Alice.AskAsync("GET", Inbox + "?cmd=format")).Status, Is.EqualTo(400));
        var led = await stranger.AskAsync("GET", Inbox + "?cmd=contents");
        Assert.That((led.Status, led["Location"]), Is.EqualTo((302, Form + "?url=%2Fexchange%2Fuser0%2FInbox%2F%3Fcmd%3Dcontents")));
        var page = await host.Alice.AskAsync("GET", Inbox + "?cmd=contents");
        Assert.That(page["Content-Security-Policy"], Does.Contain("script-src 'self'").And.Not.Contain("unsafe"));
        Assert.That(page.Body, Does.Contain("<owa-notification pollinterval=\"120\"").And.Contain("<owa-reminder pollinterval=\"900\""));
    }

    [Test]
    public async Task A_folder_of_a_hostile_name_stays_a_name()
    {
        await using var host = await Host.StartAsync();
        var name = Uri.EscapeDataString("\"><script>alert(1)<");
        Assert.That((await host.Alice.AskAsync("MKCOL", $"/exchange/user0/{name}/")).Status, Is.EqualTo(201));
        var page = await host.Alice.AskAsync("GET", $"/exchange/user0/{name}/?cmd=contents");
        Assert.That(page.Body, Does.Not.Contain("<script>alert").And.Contain("&lt;script&gt;"));
    }

    [Test]
    public async Task An_item_that_a_browser_opens_by_cookie_may_run_nothing()
    {
        await using var host = await Host.StartAsync();
        using var stranger = Stranger(host);
        var cookie = CookieOf(await SignInAsync(stranger));
        await host.Alice.AskAsync("PUT", Inbox + "x.html", "<script>alert(1)</script>", ("Content-Type", "text/html"));
        var item = await stranger.AskAsync("GET", Inbox + "x.html", ("Cookie", cookie));
        Assert.That(item["Content-Security-Policy"], Does.StartWith("sandbox"));
        Assert.That(item["X-Content-Type-Options"], Is.EqualTo("nosniff"));
    }

    [TestCase("img/notify.wav")]
    [TestCase("img/reminder.wav")]
    public async Task Both_sounds_are_there_for_everybody_and_are_waves(string name)
    {
        await using var host = await Host.StartAsync();
        using var stranger = Stranger(host);
        var wave = await stranger.GetByteArrayAsync($"/exchweb/{name}");
        Assert.That(wave.AsSpan(0, 4).SequenceEqual("RIFF"u8));
        Assert.That(BitConverter.ToInt32(wave, 4), Is.EqualTo(wave.Length - 8));
        Assert.That(wave.AsSpan(44).ToArray().Distinct().Count(), Is.GreaterThan(50), "it is no silence");
    }

    [TestCase("GET", "page.html", 404)]
    [TestCase("GET", "none.js", 404)]
    [TestCase("POST", "owa.css", 405)]
    [TestCase("SUBSCRIBE", "owa.css", 405)]
    [TestCase("GET", "bin/auth/owalogoff.dll", 405)]
    public async Task What_is_no_file_of_the_page_is_refused(string method, string name, int status)
    {
        await using var host = await Host.StartAsync();
        Assert.That((await host.Alice.AskAsync(method, "/exchweb/" + name)).Status, Is.EqualTo(status));
    }

    static HttpClient Stranger(Host host) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Url };

    static Task<Answer> SignInAsync(HttpClient client, string user = "user0", string? password = null, string destination = "") =>
        client.AskAsync("POST", Form,
            $"destination={Uri.EscapeDataString(destination)}&username={user}&password={password ?? user}",
            ("Content-Type", "application/x-www-form-urlencoded"));

    static string CookieOf(Answer answer) => answer["Set-Cookie"]!.Split(';')[0];
}
