using NUnit.Framework;

namespace Conformance.SelfTests.Server;

[Parallelizable(ParallelScope.All)]
public class UploadTests
{
    const string Path = "/public/subtest/m.eml";

    [TestCase("message/rfc822", "Subject: x\n\ntext\n", 210, "Subject: x\r\n\r\ntext\r\n")]
    [TestCase("message/rfc822", "\nSubject: x\r\n\r\ntext", 210, "\r\nSubject: x\r\n\r\ntext")]
    [TestCase("message/rfc822", "Subject: x\r\n\r\ntext\r\n", 201, "Subject: x\r\n\r\ntext\r\n")]
    [TestCase("text/plain", "one\ntwo\n", 201, "one\ntwo\n")]
    public async Task A_message_is_kept_with_its_line_ends_and_the_sender_is_told(string type, string sent, int status, string kept)
    {
        await using var host = await Host.StartAsync();
        Assert.That((await host.Alice.AskAsync("PUT", Path, sent, ("Content-Type", type))).Status, Is.EqualTo(status));
        Assert.That((await host.Alice.AskAsync("GET", Path)).Body, Is.EqualTo(kept));
        Assert.That((await host.Alice.AskAsync("PUT", Path, sent, ("Content-Type", type))).Status, Is.EqualTo(status == 201 ? 200 : status));
        var posted = await host.Alice.AskAsync("POST", "/public/subtest/", sent, ("Content-Type", type));
        Assert.That((posted.Status, posted["Location"]), Is.EqualTo((status, posted["Location"]!)));
    }
}
