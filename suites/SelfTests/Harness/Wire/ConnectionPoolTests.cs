using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

[Parallelizable(ParallelScope.All)]
public sealed class ConnectionPoolTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly HttpMessage Get = RequestBytes.Build("GET", "/", "HTTP/1.1", [new("Host", "x")]);
    static readonly byte[] Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    [Test]
    public async Task An_actor_keeps_its_connection_and_another_actor_gets_its_own()
    {
        using var peer = new RawPeer();
        await using var pool = new ConnectionPool(WireLimits.Default, WireClock.System);
        var first = await ExchangeAsync(pool, peer, "alice", Ok);
        var again = (await pool.RentAsync(peer.Endpoint, "alice")).Connection;
        var other = (await pool.RentAsync(peer.Endpoint, "bob")).Connection;

        Assert.That(again, Is.SameAs(first));
        Assert.That(other, Is.Not.SameAs(first));
        await pool.ReturnAsync("alice", again!);
        await pool.ReturnAsync("bob", other!);
    }

    [Test]
    public async Task A_connection_that_the_server_closed_meanwhile_is_replaced_before_anything_is_sent()
    {
        using var peer = new RawPeer();
        await using var pool = new ConnectionPool(WireLimits.Default, WireClock.System);
        var first = await ExchangeAsync(pool, peer, "alice", Ok, closesAfter: true);
        while (first.IsReusable)
            await Task.Yield();

        var second = await ExchangeAsync(pool, peer, "alice", Ok);

        Assert.That(second, Is.Not.SameAs(first));
    }

    [TestCase("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", TestName = "A_connection_that_the_server_will_close_is_not_kept")]
    [TestCase("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", TestName = "A_connection_of_HTTP_1_0_is_not_kept")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nleft over", TestName = "A_connection_with_bytes_left_over_is_not_kept")]
    public async Task Not_kept(string answer)
    {
        using var peer = new RawPeer();
        await using var pool = new ConnectionPool(WireLimits.Default, WireClock.System);
        var first = await ExchangeAsync(pool, peer, "alice", System.Text.Encoding.ASCII.GetBytes(answer));

        var second = await ExchangeAsync(pool, peer, "alice", Ok);

        Assert.That(second, Is.Not.SameAs(first));
    }

    [Test]
    public async Task A_server_that_closes_where_it_promised_to_stay_gets_a_connection_for_each_request()
    {
        using var peer = new RawPeer();
        var keptOpen = new KeptOpen();
        await using var pool = new ConnectionPool(WireLimits.Default, WireClock.System, keptOpen);
        var first = await ExchangeAsync(pool, peer, "alice", Ok, closesAfter: true);
        Assert.That(keptOpen.IsBroken, Is.True, "the first connection is put to a trial");

        var second = await ExchangeAsync(pool, peer, "alice", Ok);
        var third = await ExchangeAsync(pool, peer, "alice", Ok);

        Assert.That(new[] { first, second, third }, Is.Unique);
    }

    [Test]
    public async Task A_server_that_stays_passes_the_trial()
    {
        using var peer = new RawPeer();
        var keptOpen = new KeptOpen();
        await using var pool = new ConnectionPool(WireLimits.Default, WireClock.System, keptOpen);

        var first = await ExchangeAsync(pool, peer, "alice", Ok);

        Assert.That(keptOpen.IsBroken, Is.False);
        Assert.That((await pool.RentAsync(peer.Endpoint, "alice")).Connection, Is.SameAs(first));
        await first.DisposeAsync();
    }

    [Test]
    public async Task A_request_is_sent_once_even_if_the_server_closes_instead_of_answering()
    {
        using var peer = new RawPeer();
        await using var pool = new ConnectionPool(WireLimits.Default, WireClock.System);
        var exchange = pool.ExchangeAsync(peer.Endpoint, "alice", Get, Patience);
        using (var theirs = await peer.AcceptAsync())
        {
            await RawPeer.SkipHeadAsync(theirs);
            await theirs.SendAsync(Ok);
            await exchange;
            exchange = pool.ExchangeAsync(peer.Endpoint, "alice", Get, Patience);
            await RawPeer.SkipHeadAsync(theirs);
        }

        var none = (NoAnswer)await exchange;
        Assert.That(none.Cause, Is.EqualTo(NoAnswerCause.Closed));
        Assert.That(none.Detail, Does.EndWith("It had served 1 answers before."));
        Assert.That(peer.HasCaller, Is.False);
    }

    static async Task<Connection> ExchangeAsync(ConnectionPool pool, RawPeer peer, string actor, byte[] answer, bool closesAfter = false)
    {
        var accept = peer.AcceptAsync();
        var connection = (await pool.RentAsync(peer.Endpoint, actor)).Connection!;
        var theirs = await accept;
        var exchange = connection.ExchangeAsync(Get, Patience);
        await RawPeer.SkipHeadAsync(theirs);
        await theirs.SendAsync(answer);
        Assert.That(await exchange, Is.TypeOf<Answered>());
        if (closesAfter)
            theirs.Dispose();
        await pool.ReturnAsync(actor, connection);
        return connection;
    }
}
