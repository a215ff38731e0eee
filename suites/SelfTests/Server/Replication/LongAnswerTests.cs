using System.Text;
using System.Text.RegularExpressions;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Server.Replication;

/// <summary>A folder of 100,000 items: its answer is made while it is sent, and the world lives on meanwhile.</summary>
public class LongAnswerTests
{
    const int Items = 100_000;

    [Test, CancelAfter(60_000)]
    public async Task A_long_answer_is_made_while_it_is_read(CancellationToken cancellation)
    {
        await using var host = await Host.StartAsync(new ReferenceServerOptions { ExtraFaces = () => [new FillFace()] });
        await host.Alice.AskAsync("MKCOL", "/public/subtest/long");
        await host.Alice.AskAsync("FILL", "/public/subtest/long", ("Count", $"{Items}"));
        using var request = new HttpRequestMessage(new HttpMethod("SEARCH"), "/public/subtest/long/")
        {
            Content = new StringContent("<searchrequest xmlns=\"DAV:\"><sql>SELECT \"DAV:displayname\" FROM \"\"</sql></searchrequest>", Encoding.UTF8, "text/xml"),
        };
        using var answer = await host.Alice.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.That(answer.Headers.TransferEncodingChunked, Is.True);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        text.Append(Encoding.UTF8.GetString(buffer, 0, await body.ReadAsync(buffer, cancellation)));

        // Nobody reads on, so the server stands in the middle; what it has not yet written can still go.
        Assert.That((await host.Alice.AskAsync("DELETE", "/public/subtest/long/item099999")).Status, Is.EqualTo(204));
        for (int count; (count = await body.ReadAsync(buffer, cancellation)) > 0;)
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        var whole = text.ToString();
        Assert.That(Regex.Count(whole, "<a:response>"), Is.EqualTo(Items - 1));
        Assert.That(whole, Does.EndWith("</a:multistatus>").And.Not.Contains("item099999"));
        Assert.That(Regex.Matches(whole, "item([0-9]{6})</a:href>").Select(m => m.Groups[1].Value), Is.Ordered.And.Unique);
    }

    /// <summary>Whoever reads slowly keeps a slice of the answer in the server, and the list of what is to be told: not the answer.</summary>
    [Test, CancelAfter(60_000)]
    public async Task A_long_answer_that_waits_takes_the_memory_of_a_slice(
        [Values("", "<R:repl><R:collblob/></R:repl>")] string repl, CancellationToken cancellation)
    {
        await using var host = await Host.StartAsync(new ReferenceServerOptions { ExtraFaces = () => [new FillFace()] });
        await host.Alice.AskAsync("MKCOL", "/public/subtest/long");
        await host.Alice.AskAsync("FILL", "/public/subtest/long", ("Count", $"{Items}"));
        using var request = new HttpRequestMessage(new HttpMethod("SEARCH"), "/public/subtest/long/")
        {
            Content = new StringContent($"<searchrequest xmlns=\"DAV:\" xmlns:R=\"http://schemas.microsoft.com/repl/\">{repl}<sql>SELECT \"DAV:displayname\" FROM \"\"</sql></searchrequest>", Encoding.UTF8, "text/xml"),
        };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var answer = await host.Alice.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[64 * 1024];
        var length = (long)await body.ReadAsync(buffer, cancellation);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        for (int count; (count = await body.ReadAsync(buffer, cancellation)) > 0;)
            length += count;
        TestContext.Out.WriteLine($"{held} bytes held of an answer of {length}");
        Assert.That(length, Is.GreaterThan(20_000_000));
        Assert.That(held, Is.LessThan(length / 2));
    }
}
