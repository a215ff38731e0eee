using System.Net.Sockets;
using System.Text;
using Conformance.Harness.Wire;
using NUnit.Framework;

namespace Conformance.SelfTests.Harness.Wire;

/// <summary>Each odd answer is recorded byte for byte, or ended in bounded time and memory with a clear verdict.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OddAnswerTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [TestCaseSource(typeof(OddAnswers), nameof(OddAnswers.OverASocket))]
    public async Task Over_a_socket(object row)
    {
        var odd = (OddAnswer)row;
        using var peer = new RawPeer();
        var (ours, theirs) = await peer.ConnectAsync(OddAnswers.Limits);
        await using var _ = ours;
        using var __ = theirs;
        var request = RequestBytes.Build(odd.Method, "/", "HTTP/1.1", [new("Host", "x")]);
        await ours.SendAsync(request.Raw, Patience);
        await RawPeer.SkipHeadAsync(theirs);
        var bytes = Encoding.Latin1.GetBytes(odd.Bytes);
        var write = WriteAsync(theirs, bytes, odd.Closes);

        var reply = await ours.ReadAnswerAsync(odd.Method, Patience);

        Judge(odd, reply);
        await ours.DisposeAsync();
        await write;
    }

    [TestCaseSource(typeof(OddAnswers), nameof(OddAnswers.ByteByByte))]
    public void Byte_by_byte(object row)
    {
        var odd = (OddAnswer)row;
        var bytes = Encoding.Latin1.GetBytes(odd.Bytes);
        var reader = new AnswerReader(odd.Method, OddAnswers.Limits);
        var step = ReadStep.More;
        var given = 0;
        while (step == ReadStep.More && given < bytes.Length)
            step = reader.Read(bytes.AsSpan(0, ++given));
        if (step == ReadStep.More && odd.Closes)
            step = reader.End(bytes);

        Assert.That(step, Is.EqualTo(odd.Cause is null ? ReadStep.Whole : ReadStep.Broken), reader.Detail);
        Judge(odd with { Flaws = [.. odd.Flaws.Where(f => !f.Contains("bytes follow"))] }, step == ReadStep.Whole
            ? new Answered(reader.Message!, reader.Interim, default)
            : new NoAnswer(reader.Cause, reader.Detail, bytes.AsMemory(0, given), default));
        if (step == ReadStep.Whole)
            Assert.That(reader.Consumed, Is.EqualTo(bytes.Length - odd.LeftOver));
    }

    static void Judge(OddAnswer odd, Reply reply)
    {
        if (odd.Cause is { } cause)
        {
            Assert.That(reply, Is.TypeOf<NoAnswer>());
            var none = (NoAnswer)reply;
            Assert.That((none.Cause, none.Detail), Is.EqualTo((cause, none.Detail)));
            Assert.That(none.Detail, Does.Contain(odd.Detail));
            Assert.That(odd.Bytes, Does.StartWith(Encoding.Latin1.GetString(none.Raw.Span)));
            return;
        }

        Assert.That(reply, Is.TypeOf<Answered>(), (reply as NoAnswer)?.Detail);
        var (message, interim, _) = (Answered)reply;
        var raw = string.Concat(interim.Append(message).Select(m => Encoding.Latin1.GetString(m.Raw.Span)));
        Assert.That(message.Status, Is.EqualTo(odd.Status));
        Assert.That(Encoding.Latin1.GetString(message.Body.Span), Is.EqualTo(odd.Body));
        Assert.That(raw, Is.EqualTo(odd.Bytes[..^odd.LeftOver]));
        Assert.That(interim.Select(m => m.Status), Is.EqualTo(odd.Interim));
        Assert.That(message.Flaws, Has.Length.EqualTo(odd.Flaws.Length), string.Join(" ", message.Flaws));
        foreach (var flaw in odd.Flaws)
            Assert.That(message.Flaws, Has.Some.Contains(flaw));
    }

    /// <summary>Writes until all is taken or the client has seen enough and hung up.</summary>
    static async Task WriteAsync(Socket socket, byte[] bytes, bool closes)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;)
                sent += await socket.SendAsync(bytes.AsMemory(sent));
            if (closes)
                socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            Assert.That(bytes, Has.Length.GreaterThan(OddAnswers.Limits.HeadBytes), "Only a long answer may be broken off.");
        }
    }
}
