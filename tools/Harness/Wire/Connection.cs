using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace Conformance.Harness.Wire;

/// <summary>The result of an attempt to connect: a connection, or why there is none.</summary>
public readonly record struct Opening(Connection? Connection, NoAnswer? Failure)
{
    [MemberNotNullWhen(true, nameof(Connection))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsOpen => Connection is not null;
}

/// <summary>One TCP or TLS connection: bytes out as they are, answers in one after the other.</summary>
/// <remarks>
/// One sender and one reader at a time; both may run at once, so a held request is sent and its answer awaited by a
/// task of its own, which then stamps the time of arrival. A wait that runs out or is cancelled loses no bytes: a later
/// <see cref="ReadAnswerAsync"/> takes the answer up from its beginning.
/// </remarks>
public sealed class Connection : IAsyncDisposable
{
    const int SmallBuffer = 8 * 1024;

    static readonly TimeSpan soon = TimeSpan.FromSeconds(1);

    readonly Transport transport;
    readonly WireLimits limits;
    readonly WireClock clock;
    CancellationTokenSource receiveDeadline;
    byte[] buffer = new byte[SmallBuffer];
    int used;
    long consumed;
    long mark;
    long sentAt;
    long cameAt;
    int open;
    int answers;
    bool keepsOpen = true;
    volatile bool isHungUp;
    NoAnswer? sendFailure;

    internal Connection(Endpoint endpoint, Transport transport, WireLimits limits, WireClock clock)
    {
        (Endpoint, this.transport, this.limits, this.clock) = (endpoint, transport, limits, clock);
        sentAt = cameAt = clock.Elapsed.GetTimestamp();
        receiveDeadline = clock.NewDeadline();
    }

    public Endpoint Endpoint { get; }

    /// <summary>True once any byte has come that belongs to the answer of the latest request.</summary>
    /// <remarks>Bytes that wait in the system count too (plain TCP); over TLS, those that were read.</remarks>
    public bool HasBytes => transport.Arrived > Interlocked.Read(ref mark);

    /// <summary>How many final answers were read.</summary>
    public int Answers => answers;

    /// <summary>True when another request may be sent: all is answered, nothing is left over, both sides stay.</summary>
    public bool IsReusable =>
        !isHungUp && keepsOpen && open == 0 && used == 0 && sendFailure is null && transport.IsQuiet;

    /// <summary>True when the server closed in place of an answer although it had promised to stay.</summary>
    public bool HasClosedInstead { get; private set; }

    /// <summary>True when the server has closed right after an answer that promised it would stay; no time-out is so short.</summary>
    public bool HasClosedSoon =>
        !isHungUp && keepsOpen && open == 0 && used == 0 && transport.HasEnded && Elapsed(clock.Elapsed.GetTimestamp()) < soon;

    /// <summary>Connects, within <see cref="WireLimits.Connect"/>.</summary>
    public static ValueTask<Opening> OpenAsync(
        Endpoint endpoint, WireLimits? limits = null, WireClock? clock = null, CancellationToken cancel = default) =>
        Dialer.OpenAsync(endpoint, limits ?? WireLimits.Default, clock ?? WireClock.System, cancel);

    /// <summary>Sends the bytes; a failure is kept and told by the next <see cref="ReadAnswerAsync"/>.</summary>
    /// <remarks>A server may answer and hang up before it has taken a whole request; its answer still counts.</remarks>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, TimeSpan patience, CancellationToken cancel = default)
    {
        if (open == 0)
            Interlocked.Exchange(ref mark, consumed);
        open++;
        using var deadline = clock.NewDeadline();
        using var link = cancel.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), deadline);
        deadline.CancelAfter(WireClock.Clip(patience));
        try
        {
            await transport.SendAsync(bytes, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            sendFailure = Failed(NoAnswerCause.TimedOut, $"The request of {bytes.Length} bytes was not taken within {patience.TotalSeconds} s.");
        }
        catch (Exception cause) when (Wreckage.Explains(cause))
        {
            sendFailure = Failed(Wreckage.Cause(cause), $"The connection broke while the request was sent: {Wreckage.Sentence(cause)}");
        }

        sentAt = clock.Elapsed.GetTimestamp();
    }

    /// <summary>Sends one request and reads its answer.</summary>
    public async Task<Reply> ExchangeAsync(HttpMessage request, TimeSpan patience, CancellationToken cancel = default)
    {
        await SendAsync(request.Raw, patience, cancel).ConfigureAwait(false);
        return await ReadAnswerAsync(request.Method, patience, cancel).ConfigureAwait(false);
    }

    /// <summary>Reads the next answer: 1xx answers and the final one, or the reason why there is none.</summary>
    /// <param name="requestMethod">Decides whether the answer has a body (HEAD).</param>
    /// <param name="patience">For the whole answer, from now on.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was asked to.</exception>
    public async Task<Reply> ReadAnswerAsync(string requestMethod, TimeSpan patience, CancellationToken cancel = default)
    {
        var reader = new AnswerReader(requestMethod, limits);
        var step = used > 0 ? reader.Read(Unread) : ReadStep.More;
        receiveDeadline.CancelAfter(WireClock.Clip(patience));
        using (cancel.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), receiveDeadline))
        {
            try
            {
                while (step == ReadStep.More)
                    step = await ReceiveAsync().ConfigureAwait(false) > 0 ? reader.Read(Unread) : reader.End(Unread);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return Failed(
                    NoAnswerCause.TimedOut,
                    $"Nothing more came within {patience.TotalSeconds} s; the wait ended {reader.Where(used)}.",
                    clock.Elapsed.GetTimestamp());
            }
            catch (Exception cause) when (isHungUp && (cause is ObjectDisposedException || Wreckage.Explains(cause)))
            {
                return Failed(NoAnswerCause.Closed, $"We hung up {reader.Where(used)}.");
            }
            catch (Exception cause) when (Wreckage.Explains(cause))
            {
                return Wrecked(Wreckage.Cause(cause), $"{Wreckage.Sentence(cause)} It ended {reader.Where(used)}.");
            }
            finally
            {
                if (!receiveDeadline.TryReset())
                    receiveDeadline = clock.NewDeadline();
            }
        }

        if (step == ReadStep.Whole)
            return Finish(reader);
        return reader.Cause == NoAnswerCause.Closed && used == 0 && answers > 0
            ? Wrecked(reader.Cause, $"{reader.Detail} It had served {answers} answers before.")
            : Wrecked(reader.Cause, reader.Detail);
    }

    /// <summary>Closes the connection in order, or with a reset.</summary>
    public async ValueTask HangUpAsync(bool reset = false)
    {
        if (isHungUp)
            return;
        isHungUp = true;
        await (reset ? transport.ResetAsync() : transport.DisposeAsync()).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => HangUpAsync();

    ReadOnlySpan<byte> Unread => buffer.AsSpan(0, used);

    async ValueTask<int> ReceiveAsync()
    {
        if (used == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var count = await transport.ReceiveAsync(buffer.AsMemory(used), receiveDeadline.Token).ConfigureAwait(false);
        if (count > 0)
            cameAt = clock.Elapsed.GetTimestamp();
        used += count;
        return count;
    }

    Answered Finish(AnswerReader reader)
    {
        var message = reader.Message!;
        keepsOpen &= reader.KeepsConnection;
        open = Math.Max(open - 1, 0);
        answers++;
        Drop(reader.Consumed);
        if (used > 0 && open == 0 && message.Status != 101)
            message = message with { Flaws = message.Flaws.Add($"{used} bytes follow the answer that belong to no request.") };
        return new(message, reader.Interim, Elapsed(cameAt));
    }

    void Drop(int count)
    {
        used -= count;
        consumed += count;
        if (used == 0 && buffer.Length > 8 * SmallBuffer)
            buffer = new byte[SmallBuffer];
        else
            Buffer.BlockCopy(buffer, count, buffer, 0, used);
    }

    NoAnswer Wrecked(NoAnswerCause cause, string detail)
    {
        HasClosedInstead |= keepsOpen && used == 0 && answers > 0;
        keepsOpen = false;
        return sendFailure is null ? Failed(cause, detail) : sendFailure with { Raw = Unread.ToArray() };
    }

    NoAnswer Failed(NoAnswerCause cause, string detail, long? until = null) =>
        new(cause, detail, Unread[..Math.Min(used, limits.HeadBytes)].ToArray(), Elapsed(until ?? cameAt));

    /// <remarks>Bytes may come while the request is still being written; that is no negative time.</remarks>
    TimeSpan Elapsed(long until) => until > sentAt ? clock.Elapsed.GetElapsedTime(sentAt, until) : TimeSpan.Zero;
}
