using NUnit.Framework;

namespace Conformance.Browser;

/// <summary>A page that claims to be one file: it asks for nothing else and complains about nothing.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public class OneFilePageTests
{
    const string Quiet = "<style>h1{color:green}</style><h1>passed</h1><script>document.title='ready'</script>";

    static async Task<WatchedPage> Open(string name, string body)
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "pages");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{name}.html");
        await File.WriteAllTextAsync(file, $"<!doctype html><html><head><meta charset=utf-8><link rel=icon href='data:,'></head><body>{body}</body></html>");
        return await WatchedPage.OpenAsync(BrowserSetup.Browser, file);
    }

    [Test]
    public async Task A_page_in_one_file_asks_for_nothing_and_complains_about_nothing()
    {
        await using var page = await Open("quiet", Quiet);

        Assert.That(await page.Page.TitleAsync(), Is.EqualTo("ready"));
        Assert.That(page.Leaving, Is.Empty);
        Assert.That(page.Errors, Is.Empty);
    }

    [TestCase("image", "<img src='http://elsewhere.test/x.png'>", "http://elsewhere.test/x.png")]
    [TestCase("fetch", "<script>fetch('https://elsewhere.test/y').catch(() => {})</script>", "https://elsewhere.test/y")]
    [TestCase("font", "<style>@font-face{font-family:f;src:url(http://elsewhere.test/f)}b{font-family:f}</style><b>b</b>", "http://elsewhere.test/f")]
    public async Task What_would_leave_the_file_is_seen(string name, string body, string expected)
    {
        await using var page = await Open(name, body);

        Assert.That(page.Leaving, Is.EqualTo(new[] { expected }));
    }

    [TestCase("console", "<script>console.error('broken')</script>", "broken")]
    [TestCase("exception", "<script>throw new Error('thrown')</script>", "thrown")]
    public async Task A_console_error_and_an_uncaught_exception_are_seen(string name, string body, string expected)
    {
        await using var page = await Open(name, body);

        Assert.That(page.Errors.Single(), Does.Contain(expected));
    }
}
