using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Conformance.Browser;

/// <summary>A page whose every request and complaint is kept; what would leave the machine is recorded and stopped.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    readonly IBrowserContext context;

    WatchedPage(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Requests for anything but the opened file, or the server of the page.</summary>
    public ConcurrentQueue<string> Leaving { get; } = new();

    /// <summary>Console errors and uncaught exceptions.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Opens a file and waits until it has loaded and asked for all it asks for.</summary>
    /// <param name="fragment">What stands behind the #; empty for none.</param>
    public static Task<WatchedPage> OpenAsync(IBrowser browser, string file, string fragment = "")
    {
        var address = new Uri(Path.GetFullPath(file)).AbsoluteUri;
        return OpenAsync(browser, fragment.Length == 0 ? address : $"{address}#{fragment}", url => url.Split('#')[0] == address);
    }

    /// <summary>Opens a page of a server; it may ask that server, and nobody else.</summary>
    public static Task<WatchedPage> OpenAsync(IBrowser browser, Uri address) =>
        OpenAsync(browser, address.AbsoluteUri, url => new Uri(url).Authority == address.Authority);

    static async Task<WatchedPage> OpenAsync(IBrowser browser, string address, Func<string, bool> isOwn)
    {
        var context = await browser.NewContextAsync();
        var watched = new WatchedPage(context, await context.NewPageAsync());
        watched.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                watched.Errors.Enqueue(message.Text);
        };
        watched.Page.PageError += (_, error) => watched.Errors.Enqueue(error);
        await context.RouteAsync("**/*", async route =>
        {
            if (isOwn(route.Request.Url))
            {
                await route.ContinueAsync();
                return;
            }
            watched.Leaving.Enqueue(route.Request.Url);
            await route.AbortAsync();
        });
        await watched.Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle, Timeout = 30_000 });
        await watched.Page.WaitForLoadStateAsync(LoadState.Load);
        return watched;
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
