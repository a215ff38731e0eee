using System.Net.Sockets;
using System.Text;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

[Parallelizable(ParallelScope.All)]
public sealed class ConnectionTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly HttpMessage Get = RequestBytes.Build("GET", "/", "HTTP/1.1", [new("Host", "x")]);
    static readonly byte[] Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"u8.ToArray();

    [Test]
    public async Task Answers_to_requests_in_a_row_come_over_one_connection()
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        await using var _ = ours;
        using var __ = theirs;
        for (var round = 1; round <= 3; round++)
        {
            var exchange = ours.ExchangeAsync(Get, Patience);
            await RawPeer.SkipHeadAsync(theirs);
            await theirs.SendAsync(Ok);

            Assert.That(await exchange, Is.TypeOf<Answered>());
            Assert.That((ours.Answers, ours.IsReusable), Is.EqualTo((round, true)));
        }
    }

    [Test]
    public async Task Two_answers_in_one_packet_to_two_requests_are_read_one_after_the_other()
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        await using var _ = ours;
        using var __ = theirs;
        await ours.SendAsync(Get.Raw, Patience);
        await ours.SendAsync(Get.Raw, Patience);
        await theirs.SendAsync("HTTP/1.1 200 A\r\nContent-Length: 1\r\n\r\naHTTP/1.1 404 B\r\nContent-Length: 1\r\n\r\nb"u8.ToArray());

        var first = (Answered)await ours.ReadAnswerAsync("GET", Patience);
        var second = (Answered)await ours.ReadAnswerAsync("GET", Patience);

        Assert.That((first.Message.Reason, second.Message.Reason), Is.EqualTo(("A", "B")));
        Assert.That(first.Message.Flaws.Concat(second.Message.Flaws), Is.Empty);
    }

    [Test]
    public async Task One_byte_per_packet_is_read_as_one_answer()
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        await using var _ = ours;
        using var __ = theirs;
        var exchange = ours.ExchangeAsync(Get, Patience);
        foreach (var b in Ok)
            await theirs.SendAsync(new[] { b });

        Assert.That(((Answered)await exchange).Message.Raw.ToArray(), Is.EqualTo(Ok));
    }

    [Test]
    public async Task A_single_byte_of_an_answer_is_seen_although_nobody_reads()
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        await using var _ = ours;
        using var __ = theirs;
        await ours.SendAsync(Get.Raw, Patience);
        Assert.That(ours.HasBytes, Is.False);

        await theirs.SendAsync("H"u8.ToArray());

        Assert.That(ours.HasBytes, Is.True);
    }

    [Test]
    public async Task A_byte_is_seen_at_each_moment_while_a_read_is_under_way()
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        await using var _ = ours;
        using var __ = theirs;
        for (var round = 0; round < 500; round++)
        {
            var exchange = ours.ExchangeAsync(Get, Patience);
            await RawPeer.SkipHeadAsync(theirs);
            Assert.That(ours.HasBytes, Is.False);

            await theirs.SendAsync(Ok);

            Assert.That(ours.HasBytes, Is.True);
            await exchange;
            Assert.That(ours.HasBytes, Is.True, "The answer of the latest request stays seen after it was read.");
        }
    }

    [Test]
    public async Task A_silent_server_is_given_up_when_patience_runs_out_and_its_late_answer_can_still_be_read()
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        await using var _ = ours;
        using var __ = theirs;
        await ours.SendAsync(Get.Raw, Patience);
        await theirs.SendAsync(Ok.AsMemory(0, 39));

        var early = (NoAnswer)await ours.ReadAnswerAsync("GET", TimeSpan.FromMilliseconds(50));
        Assert.That(early.Cause, Is.EqualTo(NoAnswerCause.TimedOut));
        Assert.That(early.Detail, Does.Contain("1 of 2 announced bytes"));
        Assert.That(early.Raw.ToArray(), Is.EqualTo(Ok[..39]));
        Assert.That(ours.IsReusable, Is.False);

        await theirs.SendAsync(Ok.AsMemory(39));
        var late = (Answered)await ours.ReadAnswerAsync("GET", Patience);
        Assert.That(late.Message.Raw.ToArray(), Is.EqualTo(Ok));
    }

    [Test]
    public async Task A_reset_in_mid_body_tells_what_came()
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        await using var _ = ours;
        var exchange = ours.ExchangeAsync(Get, Patience);
        await RawPeer.SkipHeadAsync(theirs);
        await theirs.SendAsync(Ok.AsMemory(0, 39));
        while (exchange.IsCompleted is false && !ours.HasBytes)
            await Task.Yield();

        theirs.LingerState = new(true, 0);
        theirs.Dispose();

        var none = (NoAnswer)await exchange;
        Assert.That(none.Cause, Is.EqualTo(NoAnswerCause.Reset));
        Assert.That(none.Detail, Does.StartWith("The connection was reset."));
    }

    [Test]
    public async Task An_endless_body_is_ended_at_its_bound()
    {
        var limits = new WireLimits { BodyBytes = 1024 * 1024 };
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync(limits);
        await using var _ = ours;
        var exchange = ours.ExchangeAsync(Get, Patience);
        await theirs.SendAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        var flood = FloodAsync(theirs);

        var none = (NoAnswer)await exchange;
        await ours.DisposeAsync();

        Assert.That(none.Cause, Is.EqualTo(NoAnswerCause.TooLarge));
        Assert.That(none.Raw.Length, Is.LessThanOrEqualTo(limits.HeadBytes));
        Assert.That(await flood, Is.LessThan(64 * 1024 * 1024), "The server was stopped.");
    }

    [Test]
    public async Task An_answer_before_the_whole_request_was_taken_counts()
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        await using var _ = ours;
        using var __ = theirs;
        var large = RequestBytes.Build("PUT", "/", "HTTP/1.1", [new("Content-Length", "30000000")], new byte[30_000_000]);
        var sending = ours.SendAsync(large.Raw, TimeSpan.FromMilliseconds(100));
        await theirs.SendAsync("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        await sending;

        var reply = await ours.ReadAnswerAsync("PUT", Patience);

        Assert.That(reply, Is.TypeOf<Answered>());
        Assert.That(((Answered)reply).Message.Status, Is.EqualTo(413));
        Assert.That(ours.IsReusable, Is.False);
    }

    [Test]
    public async Task A_dead_port_is_told_in_one_sentence()
    {
        Endpoint dead;
        using (var peer = new RawPeer())
            dead = peer.Endpoint;

        var opening = await Connection.OpenAsync(dead);

        Assert.That(opening.IsOpen, Is.False);
        Assert.That(opening.Failure!.Cause, Is.EqualTo(NoAnswerCause.NotReached));
        Assert.That(opening.Failure.Detail, Is.EqualTo($"{dead} refuses connections: nothing listens there."));
    }

    [Test]
    public async Task An_unknown_name_is_told()
    {
        var opening = await Connection.OpenAsync(new("no-such-host.invalid", 80));

        Assert.That(opening.Failure?.Cause, Is.EqualTo(NoAnswerCause.NotReached));
        Assert.That(opening.Failure!.Detail, Does.Contain("no-such-host.invalid"));
    }

    [Test]
    public async Task Hanging_up_ends_a_held_request_and_the_server_sees_it()
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        using var _ = theirs;
        var held = ours.ExchangeAsync(Get, Patience);
        await RawPeer.SkipHeadAsync(theirs);

        await ours.HangUpAsync();

        Assert.That(await RawPeer.ReadAsync(theirs, 1), Is.Empty);
        Assert.That(((NoAnswer)await held).Detail, Does.StartWith("We hung up"));
        Assert.That(ours.HasBytes, Is.False);
    }

    [Test]
    public async Task Hanging_up_with_a_reset_is_a_reset_for_the_server()
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        using var _ = theirs;

        await ours.HangUpAsync(reset: true);

        Assert.That(
            async () => await RawPeer.ReadAsync(theirs, 1),
            Throws.InstanceOf<SocketException>().With.Property("SocketErrorCode").EqualTo(SocketError.ConnectionReset));
    }

    [Test]
    public async Task A_cancelled_wait_loses_no_bytes()
    {
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync();
        await using var _ = ours;
        using var __ = theirs;
        using var cancel = new CancellationTokenSource();
        await ours.SendAsync(Get.Raw, Patience);
        var wait = ours.ReadAnswerAsync("GET", Patience, cancel.Token);
        await cancel.CancelAsync();
        Assert.That(async () => await wait, Throws.InstanceOf<OperationCanceledException>());

        await theirs.SendAsync(Ok);

        Assert.That(await ours.ReadAnswerAsync("GET", Patience), Is.TypeOf<Answered>());
    }

    [Test]
    public async Task The_time_of_an_answer_is_read_from_the_given_clock()
    {
        var clock = new HandClock();
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync(clock: new(clock, TimeProvider.System));
        await using var _ = ours;
        using var __ = theirs;
        var exchange = ours.ExchangeAsync(Get, Patience);
        await RawPeer.SkipHeadAsync(theirs);
        clock.Advance(TimeSpan.FromMinutes(61));
        await theirs.SendAsync(Ok);

        Assert.That((await exchange).Elapsed, Is.EqualTo(TimeSpan.FromMinutes(61)));
    }

    /// <summary>A clock that stands until it is moved.</summary>
    sealed class HandClock : TimeProvider
    {
        long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref ticks);

        public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
    }

    static async Task<long> FloodAsync(Socket socket)
    {
        using var _ = socket;
        var block = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
        var sent = 0L;
        try
        {
            while (sent < 64 * 1024 * 1024)
                sent += await socket.SendAsync(block);
        }
        catch (SocketException)
        {
            return sent;
        }

        return sent;
    }
}
