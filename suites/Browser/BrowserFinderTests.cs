using NUnit.Framework;

namespace Conformance.Browser;

[TestFixture, Parallelizable(ParallelScope.All)]
public class BrowserFinderTests
{
    [Test]
    public void Chromium_on_the_path_comes_before_Chrome_and_Chrome_before_Edge()
    {
        var found = BrowserFinder.Candidates("/a", text => text).Select(Path.GetFileNameWithoutExtension).ToList();

        Assert.That(found.IndexOf("chromium"), Is.LessThan(found.IndexOf("google-chrome")));
        Assert.That(found.IndexOf("google-chrome"), Is.LessThan(found.IndexOf("microsoft-edge")));
    }

    [Test]
    public void A_missing_browser_says_what_to_do_and_what_was_tried() =>
        Assert.That(new BrowserNotFoundException(["the first way", "the second"]).Message,
            Does.StartWith("No Chromium, Chrome or Edge can be started. Install one of them").And.Contain("the first way").And.Contain("the second"));
}
