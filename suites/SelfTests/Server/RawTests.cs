using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Conformance.Server;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

/// <summary>Bytes that no client library would send.</summary>
[Parallelizable(ParallelScope.All)]
public class RawTests
{
    const string Alice = "Authorization: Basic dXNlcjA6dXNlcjA=\r\n";

    [TestCase("SUBSCRIBE /public/subtest HTTP/1.1\r\nHost: a\r\nSubscription-lifetime: 3600\r\nNotification-type: update/newmember\r\nCall-back: httpu://127.0.0.1:40001/\r\n" + Alice + "\r\n", "200")]
    [TestCase("POLL /public/subtest/ HTTP/1.1\r\nHost: a\r\nsubscription-id: 1\r\nSUBSCRIPTION-ID: 2\r\n" + Alice + "\r\n", "412")]
    [TestCase("POLL http://a/public/subtest/?q HTTP/1.1\r\nHost: a\r\nSubscription-ID: 1\r\n" + Alice + "\r\n", "412")]
    [TestCase("POLL /public/subtest/ HTTP/1.1\r\nHost: a\r\nSubscription-ID: 1\r\nContent-Length: 0\r\n" + Alice + "\r\n", "412")]
    [TestCase("POLL /public/subtest/ HTTP/1.0\r\nSubscription-ID: 1\r\n" + Alice + "\r\n", "412")]
    [TestCase("PUT /public/subtest/m HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n" + Alice + "\r\n3\r\nabc\r\n0\r\n\r\n", "400")]
    [TestCase("PUT /public/subtest/m HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n" + Alice + "\r\n3\r\nabc\r\n0\r\n\r\n", "201")]
    [TestCase("PUT /public/subtest/m HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n" + Alice + "\r\nzz\r\n", "400")]
    [TestCase("PUT /public/subtest/m HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n" + Alice + "\r\n", "413")]
    [TestCase("SUBSCRIBE /public/subtest HTTP/1.1\r\nHost: a\r\nNotification-Type: update\r\nNotification-Type: update\r\n" + Alice + "\r\n", "400")]
    [TestCase("SUBSCRIBE /public/subtest HTTP/1.1\r\nHost: a\r\nNotification-Type: update\r\nCall-Back: httpu://a:9/x\0y\r\n" + Alice + "\r\n", "400")]
    [TestCase("SUBSCRIBE /public/subtest HTTP/1.1\r\nHost: a\r\nNotification-Type: update\r\nCall-Back: httpu://a:9/x\ry\r\n" + Alice + "\r\n", "400")]
    [TestCase("SUBSCRIBE /public/subtest HTTP/1.1\r\nHost: a\r\nNotification-Type: update\r\nAuthorization: Basic !!!\r\n\r\n", "401")]
    [TestCase("OPTIONS * HTTP/1.1\r\nHost: a\r\n" + Alice + "\r\n", "200")]
    [TestCase("NONSENSE\r\n\r\n", "400")]
    public async Task Each_request_gets_its_status(string request, string status)
    {
        await using var host = await Host.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(host.Url.Host, host.Url.Port);
        var answer = await ExchangeAsync(client.GetStream(), request);
        Assert.That(answer, Does.StartWith($"HTTP/1.1 {status} "));
    }

    [Test]
    public async Task Header_names_are_spelled_as_the_documents_do()
    {
        await using var host = await Host.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(host.Url.Host, host.Url.Port);
        var answer = await ExchangeAsync(client.GetStream(),
            "SUBSCRIBE /public/subtest HTTP/1.1\r\nHost: www.contoso.com\r\nNotification-Type: update\r\n" + Alice + "\r\n");
        foreach (var line in new[]
        {
            "Subscription-ID: 1", "Subscription-Lifetime: 3600", "Notification-Type: update",
            "Content-Location: http://www.contoso.com/public/subtest/", "Date: Fri, 06 Jul 2001 19:23:12 GMT",
        })
            Assert.That(answer, Does.Contain("\r\n" + line + "\r\n"));
    }

    [Test]
    public async Task An_https_world_shows_the_certificate_that_the_server_names()
    {
        await using var host = await Host.StartAsync(new ReferenceServerOptions { Url = new("https://127.0.0.1:0") });
        Assert.That(host.Url.Scheme, Is.EqualTo("https"));
        using var client = new TcpClient();
        await client.ConnectAsync(host.Url.Host, host.Url.Port);
        string? shown = null;
        await using var tls = new SslStream(client.GetStream(), false, (_, certificate, _, _) =>
        {
            shown = certificate!.GetCertHashString(HashAlgorithmName.SHA256);
            return true;
        });
        await tls.AuthenticateAsClientAsync("127.0.0.1");
        Assert.That(shown, Is.EqualTo(host.Server.Fingerprint));
        Assert.That(await ExchangeAsync(tls, "OPTIONS / HTTP/1.1\r\nHost: a\r\n" + Alice + "\r\n"), Does.StartWith("HTTP/1.1 200 "));
    }

    /// <summary>Sends bytes and reads up to the end of the answer's head.</summary>
    internal static async Task<string> ExchangeAsync(Stream stream, string request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!answer.ToString().Contains("\r\n\r\n") && await stream.ReadAsync(buffer, limit.Token) is > 0 and var count)
            answer.Append(Encoding.Latin1.GetString(buffer, 0, count));
        return answer.ToString();
    }
}
