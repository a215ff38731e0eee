using System.Net;
using System.Net.Sockets;
using System.Text;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

[Parallelizable(ParallelScope.All)]
public sealed class DatagramListenerTests
{
    [Test]
    public async Task A_datagram_that_was_sent_is_there_at_once_for_a_thousand_rounds()
    {
        await using var listener = DatagramListener.Start();
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        var to = EndPointOf(listener);
        for (var round = 0; round < 1000; round++)
        {
            Assert.That(listener.TryTake(), Is.Null);
            var bytes = Notify(listener, round);
            sender.Send(bytes, to);

            Assert.That(listener.TryTake()?.Raw.ToArray(), Is.EqualTo(bytes));
        }
    }

    [Test]
    public async Task Datagrams_are_taken_oldest_first_and_answered_from_our_port()
    {
        await using var listener = DatagramListener.Start();
        using var sender = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        sender.Send(Notify(listener, 8), EndPointOf(listener));
        sender.Send(Notify(listener, 9), EndPointOf(listener));

        var first = listener.TryTake()!;
        var second = listener.TryTake()!;
        await listener.SendAsync("junk"u8.ToArray(), first.From);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var answer = await sender.ReceiveAsync(patience.Token);

        Assert.That((first.Message!["subscription-id"], second.Message!["Subscription-id"]), Is.EqualTo(("8", "9")));
        Assert.That(first.Message.Method, Is.EqualTo("NOTIFY"));
        Assert.That(first.Message.Target, Is.EqualTo(listener.Address));
        Assert.That(Encoding.ASCII.GetString(answer.Buffer), Is.EqualTo("junk"));
        Assert.That(answer.RemoteEndPoint, Is.EqualTo(EndPointOf(listener)));
    }

    [Test]
    public async Task A_wait_ends_with_the_datagram_or_with_patience()
    {
        await using var listener = DatagramListener.Start();
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        var wait = listener.TakeAsync(TimeSpan.FromSeconds(10));
        sender.Send(Notify(listener, 1), EndPointOf(listener));

        Assert.That(await wait, Is.Not.Null);
        Assert.That(await listener.TakeAsync(TimeSpan.FromMilliseconds(20)), Is.Null);
    }

    [Test]
    public async Task A_datagram_to_another_path_is_a_stray()
    {
        await using var listener = DatagramListener.Start();
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        foreach (var text in new[] { "NOTIFY /else HTTP/1.1\r\n\r\n", $"NOTIFY {listener.Path}x HTTP/1.1\r\n\r\n", "\0\0", "" })
            sender.Send(Encoding.ASCII.GetBytes(text), EndPointOf(listener));

        Assert.That(listener.TryTake(), Is.Null);
        Assert.That(listener.Strays, Has.Length.EqualTo(4));
        Assert.That(listener.Strays[2].Fault, Does.Contain("no request line"));
    }

    [Test]
    public async Task A_flood_is_counted_and_not_kept()
    {
        await using var listener = DatagramListener.Start(new() { MostWaiting = 3 });
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        for (var id = 1; id <= 5; id++)
        {
            sender.Send(Notify(listener, id), EndPointOf(listener));
            _ = listener.Strays;
        }

        Assert.That(listener.Dropped, Is.EqualTo(2));
        Assert.That(listener.TryTake()!.Message!["Subscription-id"], Is.EqualTo("1"));
    }

    [Test]
    public void Two_listeners_have_paths_that_cannot_be_guessed()
    {
        Assert.That(async () =>
        {
            await using var one = DatagramListener.Start();
            await using var two = DatagramListener.Start();
            return (one.Path.Length, one.Path == two.Path);
        }, Is.EqualTo((33, false)));
    }

    static byte[] Notify(DatagramListener listener, int id) =>
        Encoding.ASCII.GetBytes($"NOTIFY {listener.Address} HTTP/1.1\r\nSubscription-id: {id}\r\n\r\n");

    static IPEndPoint EndPointOf(DatagramListener listener) => new(IPAddress.Loopback, new Uri(listener.Address).Port);
}
