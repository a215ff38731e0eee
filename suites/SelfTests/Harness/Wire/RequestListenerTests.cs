using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

[Parallelizable(ParallelScope.All)]
public sealed class RequestListenerTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly byte[] Successful = "HTTP/1.1 200 Successful\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    [Test]
    public async Task A_request_is_held_until_the_scenario_answers_and_the_next_follows_on_the_connection()
    {
        await using var node = RequestListener.Start();
        await using var connection = (await Connection.OpenAsync(new("127.0.0.1", node.Port))).Connection!;
        for (var round = 1; round <= 2; round++)
        {
            var sent = RequestBytes.Build(
                "noTIFY", node.Path + "/x", "HTTP/1.1", [new("hOST", "n"), new("Content-Length", "3")], "a\0b"u8.ToArray());
            var exchange = connection.ExchangeAsync(sent, Patience);
            var arrived = (await node.TakeAsync(Patience))!;
            Assert.That(arrived.Raw.ToArray(), Is.EqualTo(sent.Raw.ToArray()));
            Assert.That(arrived.Message!.Body.ToArray(), Is.EqualTo("a\0b"u8.ToArray()));
            Assert.That((arrived.IsAnswered, connection.HasBytes), Is.EqualTo((false, false)));

            Assert.That(await arrived.AnswerAsync(Successful), Is.True);

            Assert.That(((Answered)await exchange).Message.Raw.ToArray(), Is.EqualTo(Successful));
            Assert.That(await arrived.AnswerAsync(Successful), Is.False, "A request is answered once.");
        }
    }

    [Test]
    public async Task A_request_may_be_left_without_an_answer()
    {
        await using var node = RequestListener.Start();
        await using var connection = (await Connection.OpenAsync(new("127.0.0.1", node.Port))).Connection!;
        var exchange = connection.ExchangeAsync(RequestBytes.Build("GET", node.Path, "HTTP/1.1", []), Patience);

        await (await node.TakeAsync(Patience))!.CloseAsync();

        Assert.That(((NoAnswer)await exchange).Cause, Is.EqualTo(NoAnswerCause.Closed));
    }

    [Test]
    public async Task A_request_to_another_path_is_a_stray()
    {
        await using var node = RequestListener.Start();
        await using var connection = (await Connection.OpenAsync(new("127.0.0.1", node.Port))).Connection!;

        var reply = await connection.ExchangeAsync(RequestBytes.Build("GET", "/else", "HTTP/1.1", []), Patience);

        Assert.That(((Answered)reply).Message.Status, Is.EqualTo(404));
        Assert.That(node.Strays.Single().Message!.Target, Is.EqualTo("/else"));
        Assert.That(node.TryTake(), Is.Null);
    }

    [Test]
    public async Task Bytes_that_are_no_request_are_kept_with_a_sentence()
    {
        await using var node = RequestListener.Start();
        await using var connection = (await Connection.OpenAsync(new("127.0.0.1", node.Port))).Connection!;
        await connection.SendAsync("\u0016\u0003\u0001"u8.ToArray(), Patience);

        var arrived = (await node.TakeAsync(Patience))!;

        Assert.That(arrived.Message, Is.Null);
        Assert.That(arrived.Fault, Does.Contain("cannot begin with '\\x16'"));
        await arrived.CloseAsync();
    }

    [Test]
    public async Task A_listener_that_closes_refuses_what_it_still_holds()
    {
        var node = RequestListener.Start();
        await using var connection = (await Connection.OpenAsync(new("127.0.0.1", node.Port))).Connection!;
        var exchange = connection.ExchangeAsync(RequestBytes.Build("GET", node.Path, "HTTP/1.1", []), Patience);
        var arrived = (await node.TakeAsync(Patience))!;

        await node.DisposeAsync();

        Assert.That(await exchange, Is.TypeOf<NoAnswer>());
        Assert.That(await arrived.AnswerAsync(Successful), Is.False);
    }

    [Test]
    public async Task Connections_beyond_the_bound_are_closed()
    {
        await using var node = RequestListener.Start(new() { MostConnections = 1 });
        await using var first = (await Connection.OpenAsync(new("127.0.0.1", node.Port))).Connection!;
        await using var second = (await Connection.OpenAsync(new("127.0.0.1", node.Port))).Connection!;

        var reply = await second.ReadAnswerAsync("GET", Patience);

        Assert.That(((NoAnswer)reply).Cause, Is.EqualTo(NoAnswerCause.Closed));
        Assert.That(node.Dropped, Is.EqualTo(1));
    }
}
