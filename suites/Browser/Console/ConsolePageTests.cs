using System.Net.Http.Headers;
using System.Text;
using Conformance.Server;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Conformance.Browser.Console;

/// <summary>The console of the reference server, as somebody sees it who develops a client.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public class ConsolePageTests
{
    const string Place = "/public/subtest/";

    [Test]
    public async Task A_subscription_is_seen_with_its_lease_counting_down_its_event_and_its_end()
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        using var client = Client(server);
        await using var page = await OpenAsync(server);
        var rows = page.Page.Locator("#subscriptions tr");
        await Shows(rows, "Nobody is subscribed to anything.");

        await AskAsync(client, "SUBSCRIBE", ("Notification-Type", "update"), ("Subscription-Lifetime", "3600"));
        await Shows(rows, "01:00:00");
        await Shows(rows, "–");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "+10 min" }).ClickAsync();
        await Shows(rows, "50:00");
        await AskAsync(client, "PUT", "content");
        await Shows(rows, "fired");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "+1 h" }).ClickAsync();
        await Shows(rows, "Nobody is subscribed to anything.");

        Assert.That(page.Leaving, Is.Empty);
        Assert.That(page.Errors, Is.Empty);
    }

    [Test]
    public async Task Requests_and_events_are_listed_the_latest_first()
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        using var client = Client(server);
        await AskAsync(client, "PUT", "content");
        await AskAsync(client, "POLL", ("Subscription-ID", "77"));
        await using var page = await OpenAsync(server);

        var requests = page.Page.Locator("#requests tr");
        await Shows(requests.Nth(0), "412");
        Assert.That(await requests.Nth(0).InnerTextAsync(), Does.Contain($"POLL {Place}").And.Contain("user0"));
        Assert.That(await requests.Nth(1).InnerTextAsync(), Does.Contain($"PUT {Place}item").And.Contain("201"));
        Assert.That(await page.Page.Locator("#events tr").First.InnerTextAsync(), Does.Contain("created").And.Contain($"{Place}item"));
    }

    [Test]
    public async Task Mail_is_delivered_where_the_reader_says()
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        await using var page = await OpenAsync(server);

        await page.Page.GetByLabel("Deliver a mail to").FillAsync("/exchange/user1/Inbox/");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Deliver" }).ClickAsync();

        await Shows(page.Page.Locator("#events tr").First, "delivered");
        Assert.That(await page.Page.Locator("#delivered").InnerTextAsync(), Does.StartWith("/exchange/user1/Inbox/"));
        await page.Page.GetByLabel("Deliver a mail to").FillAsync("/nowhere/");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Deliver" }).ClickAsync();
        await page.Page.Locator("#trouble:not(:empty)").WaitForAsync();
        Assert.That(await page.Page.Locator("#trouble").InnerTextAsync(), Does.Contain("/nowhere/"));
    }

    [Test]
    public async Task While_it_is_paused_nothing_moves_and_a_server_that_is_gone_is_said_to_be()
    {
        var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        using var client = Client(server);
        await using var page = await OpenAsync(server);
        var pause = page.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" });
        await pause.ClickAsync();
        await AskAsync(client, "PUT", "content");
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.That(await page.Page.Locator("#requests").InnerTextAsync(), Does.Contain("Nobody has asked for anything."));

        await pause.ClickAsync();
        await Shows(page.Page.Locator("#requests tr").First, "PUT");
        await server.DisposeAsync();
        await Shows(page.Page.Locator("#trouble"), "The server does not tell");
    }

    [Test]
    public async Task On_the_real_clock_nothing_moves_the_time()
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions { IsSimulated = false });
        await using var page = await OpenAsync(server);

        Assert.That(await page.Page.Locator("#facts").InnerTextAsync(), Does.Contain("real clock"));
        Assert.That(await page.Page.Locator("#advance").IsVisibleAsync(), Is.False);
    }

    [Test]
    public async Task Each_world_has_a_view_of_its_own_and_a_fault_that_is_on_is_named()
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions { Worlds = 2, Faults = ["poll.all-quiet"] });
        await using var page = await OpenAsync(server);
        Assert.That(await page.Page.Locator("#facts").InnerTextAsync(), Does.Contain("faults poll.all-quiet"));

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "world 2" }).ClickAsync();

        await Shows(page.Page.Locator("#facts"), server.Worlds[1].AbsoluteUri);
    }

    [Test]
    public async Task What_a_client_sends_stays_text()
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        using var client = Client(server);
        using var hostile = new HttpRequestMessage(HttpMethod.Put, Place + "%3Cimg%20src=x%20onerror=alert(1)%3E") { Content = new StringContent("x") };
        using var _ = await client.SendAsync(hostile);
        using var odd = new HttpRequestMessage(new HttpMethod("SUBSCRIBE"), Place);
        odd.Headers.TryAddWithoutValidation("Notification-Type", "update");
        odd.Headers.TryAddWithoutValidation("Call-Back", "httpu://127.0.0.1:9/'><script>document.title='owned'</script>");
        using var __ = await client.SendAsync(odd);
        await using var page = await OpenAsync(server);
        await Shows(page.Page.Locator("#events tr").First, "img");

        Assert.That(await page.Page.Locator("img, main script").CountAsync(), Is.Zero);
        Assert.That(await page.Page.TitleAsync(), Is.EqualTo("Console of the reference server"));
        Assert.That(page.Errors, Is.Empty);
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task It_fits_a_narrow_window_in_light_and_in_dark(ColorScheme scheme)
    {
        await using var server = await ReferenceServer.StartAsync(new ReferenceServerOptions());
        using var client = Client(server);
        await AskAsync(client, "SUBSCRIBE", ("Notification-Type", "update"));
        await using var page = await OpenAsync(server);
        await page.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.Page.SetViewportSizeAsync(400, 800);

        Assert.That(await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(400));
        foreach (var control in await page.Page.Locator("button:visible, input:visible").AllAsync())
            Assert.That(await control.EvaluateAsync<string>("e => e.labels?.[0]?.textContent || e.textContent"), Is.Not.Empty, "a control has a name");
    }

    static Task<WatchedPage> OpenAsync(ReferenceServer server) =>
        WatchedPage.OpenAsync(BrowserSetup.Browser, new Uri(server.ControlUri, "console"));

    static HttpClient Client(ReferenceServer server)
    {
        var client = new HttpClient { BaseAddress = server.Worlds[0] };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("user0:user0")));
        return client;
    }

    static async Task AskAsync(HttpClient client, string method, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Place);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
    }

    static async Task AskAsync(HttpClient client, string method, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Place + "item") { Content = new StringContent(body) };
        using var answer = await client.SendAsync(request);
    }

    /// <summary>Waits until a place shows a text; the page looks once a second.</summary>
    static Task Shows(ILocator place, string text) => place.Filter(new() { HasText = text }).First.WaitForAsync(new() { Timeout = 30_000 });
}
