using Microsoft.Playwright;
using NUnit.Framework;

namespace Conformance.Browser;

/// <summary>One browser for all tests of the assembly; each test opens a context of its own.</summary>
[SetUpFixture]
public sealed class BrowserSetup
{
    static IPlaywright? playwright;

    public static IBrowser Browser { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await BrowserFinder.LaunchAsync(playwright);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (Browser is not null)
            await Browser.CloseAsync();
        playwright?.Dispose();
    }
}
