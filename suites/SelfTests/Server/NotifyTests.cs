using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Conformance.Engine.Notifying;
using Conformance.Server;
using Conformance.Server.Hosting;
using Conformance.Server.Notification;
using NUnit.Framework;

namespace Conformance.SelfTests.Server;

/// <summary>NOTIFY as a listener sees it, and whom the server lets itself be made to call.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NotifyTests
{
    const string Place = "/public/subtest/";
    const string Group = "iZZZJiCkikOTkByTaPfFGA==";

    [Test]
    public async Task A_datagram_has_the_bytes_of_the_document()
    {
        await using var host = await Host.StartAsync();
        using var box = new Box();
        var answer = await SubscribeAsync(host.Alice, box.Uri + "/510");
        Assert.That((answer.Status, answer["Subscribe-group"]), Is.EqualTo((200, Group)));
        await host.Alice.AskAsync("PUT", Place + "m", "content");
        Assert.That(box.Read(), Is.EqualTo(new[]
        {
            $"NOTIFY {box.Uri}/510 HTTP/1.1\r\nSubscription-id: 1\r\nSubscribe-group: {Group}\r\n\r\n",
        }));
    }

    [Test]
    public async Task A_delay_is_kept_in_the_time_of_the_world()
    {
        await using var host = await Host.StartAsync();
        using var box = new Box();
        await SubscribeAsync(host.Alice, box.Uri, ("Notification-Delay", "10"));
        await host.Alice.AskAsync("PUT", Place + "m", "content");
        await host.AdvanceAsync(9);
        Assert.That(box.Read(), Is.Empty);
        await host.AdvanceAsync(1);
        Assert.That(box.Read(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_renewal_repeats_the_delay_in_force()
    {
        await using var host = await Host.StartAsync();
        using var box = new Box();
        await SubscribeAsync(host.Alice, box.Uri, ("Notification-Delay", "10"));
        var plain = await host.Alice.AskAsync("SUBSCRIBE", Place, ("Subscription-ID", "1"));
        var changed = await host.Alice.AskAsync("SUBSCRIBE", Place, ("Subscription-ID", "1"), ("Notification-Delay", "20"));
        Assert.That((plain["Notification-Delay"], changed["Notification-Delay"]), Is.EqualTo(("10", "20")));
    }

    [TestCase("httpu://127.0.0.1:{0}/510", 200)]
    [TestCase("httpu://127.0.0.2:{0}/510", 403, TestName = "A_loopback_address_that_is_not_the_clients_own_is_refused")]
    [TestCase("httpu://192.0.2.1:{0}/510", 403)]
    [TestCase("httpu://127.0.0.1:1023/510", 403)]
    [TestCase("httpu://0.0.0.0:{0}/510", 403)]
    [TestCase("httpu://255.255.255.255:{0}/510", 403)]
    [TestCase("httpu://239.255.255.250:{0}/510", 403)]
    [TestCase("httpu://169.254.1.1:{0}/510", 403)]
    [TestCase("httpu://[::1]:{0}/510", 403)]
    [TestCase("httpu://[::ffff:127.0.0.1]:{0}/510", 200)]
    [TestCase("httpu://here.test:{0}/510", 200)]
    [TestCase("httpu://elsewhere.test:{0}/510", 403)]
    [TestCase("httpu://nowhere.test:{0}/510", 400)]
    public async Task A_client_may_have_itself_called_and_nobody_else(string callBack, int status)
    {
        await using var host = await Host.StartAsync(new ReferenceServerOptions { CallBacks = new CallBackPolicy { Resolve = Resolve } });
        using var box = new Box();
        var answer = await SubscribeAsync(host.Alice, string.Format(System.Globalization.CultureInfo.InvariantCulture, callBack, box.Port));
        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer["Subscription-ID"], status == 200 ? Is.EqualTo("1") : Is.Null);
        await host.Alice.AskAsync("PUT", Place + "m", "content");
        Assert.That(box.Read(), Has.Length.EqualTo(status == 200 ? 1 : 0));
    }

    [Test]
    public async Task An_address_that_the_operator_allows_may_be_called()
    {
        await using var host = await Host.StartAsync(new ReferenceServerOptions
        {
            CallBacks = new CallBackPolicy { Allowed = [IPAddress.Parse("127.0.0.2")] },
        });
        Assert.That((await SubscribeAsync(host.Alice, "httpu://127.0.0.2:40001/")).Status, Is.EqualTo(200));
        Assert.That((await SubscribeAsync(host.Alice, "httpu://127.0.0.3:40001/")).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task A_name_that_is_not_resolved_in_time_is_refused()
    {
        await using var host = await Host.StartAsync(new ReferenceServerOptions
        {
            CallBacks = new CallBackPolicy
            {
                ResolvingMax = TimeSpan.FromMilliseconds(1),
                Resolve = async (_, cancel) =>
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
                    return [];
                },
            },
        });
        Assert.That((await SubscribeAsync(host.Alice, "httpu://slow.test:40001/")).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Datagrams_can_be_lost_sent_twice_and_delayed_on_demand()
    {
        await using var host = await Host.StartAsync();
        using var box = new Box();
        await SubscribeAsync(host.Alice, box.Uri);
        async Task<int> AfterAsync(JsonObject fate, double seconds)
        {
            await host.ControlAsync("POST", "/worlds/1/datagrams", fate);
            await host.Alice.AskAsync("PUT", Place + "m", "content");
            await host.Alice.PollAsync(Place, "1");
            await host.AdvanceAsync(seconds);
            return box.Read().Length;
        }
        Assert.That(await AfterAsync(new() { ["action"] = "lose" }, 0), Is.Zero);
        Assert.That(await AfterAsync(new() { ["action"] = "double" }, 0), Is.EqualTo(2));
        Assert.That(await AfterAsync(new() { ["action"] = "delay", ["seconds"] = 5 }, 4), Is.Zero);
        await host.AdvanceAsync(1);
        Assert.That(box.Read(), Has.Length.EqualTo(1));
        Assert.That(await AfterAsync(new() { ["action"] = "unsolicited" }, 0), Is.EqualTo(2));
        await host.ControlAsync("POST", "/worlds/1/datagrams", new() { ["action"] = "burn" }, HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task A_reply_means_nothing()
    {
        await using var host = await Host.StartAsync();
        using var box = new Box();
        await SubscribeAsync(host.Alice, box.Uri);
        await host.Alice.AskAsync("PUT", Place + "m", "content");
        box.Read();
        box.Answer("HTTP/1.1 412 Precondition Failed\r\nSubscription-ID: 1\r\n\r\n");
        Assert.That((await host.Alice.PollAsync(Place, "1")).Ids, Is.EqualTo("200:1"));
    }

    [Test]
    public async Task A_reset_world_tells_nothing_of_what_was_before()
    {
        await using var host = await Host.StartAsync();
        using var box = new Box();
        await SubscribeAsync(host.Alice, box.Uri, ("Notification-Delay", "10"));
        await host.Alice.AskAsync("PUT", Place + "m", "content");
        await host.ControlAsync("POST", "/worlds/1/reset", []);
        await host.AdvanceAsync(60);
        Assert.That(box.Read(), Is.Empty);
    }

    [Test]
    public void Ids_that_do_not_fit_go_into_further_datagrams()
    {
        var to = new CallBack("httpu://127.0.0.1:40001/510", "127.0.0.1", 40001);
        var datagrams = NotifyDatagram.Write(new Notice(to, [.. Enumerable.Range(1_000_000, 100)]), Group, 256).ToArray();
        Assert.That(datagrams.Select(d => d.Length), Is.All.LessThanOrEqualTo(256));
        Assert.That(
            datagrams.SelectMany(d => d.Split("\r\n")[1]["Subscription-id: ".Length..].Split(',')),
            Is.EqualTo(Enumerable.Range(1_000_000, 100).Select(id => $"{id}")));
    }

    [Test]
    public void A_call_back_of_the_greatest_length_still_gets_its_id() =>
        Assert.That(
            NotifyDatagram.Write(new Notice(new CallBack("httpu://127.0.0.1:40001/" + new string('x', 176), "127.0.0.1", 40001), [7]), Group, 256)
                .Single(),
            Does.Contain("\r\nSubscription-id: 7\r\n").And.Length.LessThan(1023));

    static Task<Answer> SubscribeAsync(HttpClient client, string callBack, params (string, string)[] more) =>
        client.AskAsync("SUBSCRIBE", Place, [("Notification-Type", "update"), ("Call-Back", callBack), .. more]);

    static Task<IPAddress[]> Resolve(string name, CancellationToken cancel) => name switch
    {
        "here.test" => Task.FromResult(new[] { IPAddress.Parse("192.0.2.1"), IPAddress.Loopback }),
        "elsewhere.test" => Task.FromResult(new[] { IPAddress.Parse("192.0.2.1") }),
        _ => throw new SocketException((int)SocketError.HostNotFound),
    };

    /// <summary>A listener. What the server has sent before it answered is there to be read.</summary>
    sealed class Box : IDisposable
    {
        readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        EndPoint sender = new IPEndPoint(IPAddress.Any, 0);

        public Box() => socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

        public string Uri => $"httpu://127.0.0.1:{Port}";

        public string[] Read()
        {
            var datagrams = new List<string>();
            var buffer = new byte[2048];
            while (socket.Available > 0)
                datagrams.Add(Encoding.ASCII.GetString(buffer, 0, socket.ReceiveFrom(buffer, ref sender)));
            return [.. datagrams];
        }

        public void Answer(string text) => socket.SendTo(Encoding.ASCII.GetBytes(text), sender);

        public void Dispose() => socket.Dispose();
    }
}
