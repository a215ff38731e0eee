using System.Globalization;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Vocabulary;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running.Listening;

/// <summary>What listeners of one case hear and say.</summary>
sealed class CaseListeners(CaseContext context)
{
    /// <summary>How long after an answer of ours the target may take to read it and send what waited behind it.</summary>
    static readonly TimeSpan afterAnswer = TimeSpan.FromSeconds(2);

    readonly Dictionary<string, Arrival> latest = [];
    readonly HashSet<IListener> hasAnswered = [];
    long lastAct = WireClock.System.Elapsed.GetTimestamp();

    /// <summary>The listener of a name; null when the name is somebody else's.</summary>
    public ListenerValue? Find(string? name) => name is null ? null : context.Scope.Find(name) as ListenerValue;

    /// <summary>Something was sent, or happened, or time passed: what arrives is timed from here.</summary>
    public void Acted() => lastAct = WireClock.System.Elapsed.GetTimestamp();

    /// <summary>Takes the oldest message not yet judged, or all that are there where the lines count them.</summary>
    /// <remarks>
    /// Whether nothing came is decided by a barrier: a controlled clock that was moved by nothing answers once the target is quiet; on
    /// the real clock a request that was sent later has been answered, and the target has had its time to settle.
    /// </remarks>
    /// <returns>What was heard, and its index in the transcript; -1 when nothing came.</returns>
    public async ValueTask<(Observation Observation, int Exchange)> HearAsync(
        string name, ListenerValue value, Received received, Func<ValueTask> barrier)
    {
        var listener = value.Listener;
        var isCounted = received.Options.Any(o => o.Clauses.Any(c => c.Options.Any(x => x is MeasureClause { Measure: Measure.Times })));
        var first = await FirstAsync(listener, received, barrier);
        if (first is null)
            return (new Observation(
                new NoAnswer(NoAnswerCause.TimedOut, "nothing came", ReadOnlyMemory<byte>.Empty, TimeSpan.Zero), context.BaseUri, Arrivals: 0), -1);
        latest[name] = first;
        var elapsed = context.Stage.Clock.IsControlled
            ? TimeSpan.Zero
            : WireClock.System.Elapsed.GetElapsedTime(Math.Min(lastAct, first.Timestamp), first.Timestamp);
        Note(name, received.Line, first, elapsed);
        var exchange = context.Transcript.Latest;
        var arrivals = 1;
        if (isCounted && !context.Stage.Clock.IsControlled)
            await barrier();
        for (; isCounted && listener.TryTake() is { } further; arrivals++)
            Note(name, received.Line, latest[name] = further, elapsed);
        return (new Observation(new Answered(first.Message, [], elapsed), context.BaseUri, arrivals), exchange);
    }

    /// <summary>Answers the latest message, sends a datagram back to where it came from, or hangs up.</summary>
    /// <exception cref="SetupException">Nothing was heard, or nobody takes the answer.</exception>
    public async ValueTask SayAsync(string name, Sent sent)
    {
        if (!latest.TryGetValue(name, out var heard))
            throw new SetupException($"'{name}' has heard nothing that it could answer");
        if (Find(name) is { } speaker)
            hasAnswered.Add(speaker.Listener);
        if (sent.What is CloseLine)
        {
            await heard.CloseAsync();
            context.Transcript.Note(sent.Line, $"{name} hangs up");
            return;
        }
        var body = sent.Body is { } lines ? BodyBytes.Of(lines, context.Scope) : [];
        var message = sent.What switch
        {
            // Bytes alone: whatever they look like, they are no request.
            Datagram or Raw => new HttpMessage("", [], default, body),
            AnswerLine answer => Answer(answer, sent, body),
            _ => throw new SetupException($"line {sent.Line} is nothing that a listener says"),
        };
        if (sent.What is Datagram)
            context.Transcript.SentDatagram(name, sent.Line, message);
        else
            context.Transcript.Sent(name, sent.Line, message, isSetup: false);
        if (!await heard.AnswerAsync(message.Raw))
            throw new SetupException($"nobody took the answer of '{name}'");
    }

    /// <summary>Writes down what came and was not asked for.</summary>
    public void Leave()
    {
        foreach (var (name, value) in context.Scope.Values.OrderBy(v => v.Key, StringComparer.Ordinal))
            if (value is ListenerValue { Listener: var listener })
            {
                while (listener.TryTake() is { } unasked)
                    context.Transcript.Note(0, $"{name} also heard, and was not asked about, {unasked.Message.StartLine}");
                foreach (var stray in listener.Strays)
                    context.Transcript.Note(0, $"the port of {name} also heard, and not for it, {stray}");
            }
    }

    async ValueTask<Arrival?> FirstAsync(IListener listener, Received received, Func<ValueTask> barrier)
    {
        if (context.Stage.Clock.IsControlled)
        {
            await context.Stage.Clock.PassAsync(TimeSpan.Zero, context.Cancel);
            await listener.SettleAsync(context.Stage.Target.Patience.Answer, context.Cancel);
            // No quiet state says whether the target has read an answer of ours, on which the next message may wait.
            return listener.TryTake()
                ?? (hasAnswered.Remove(listener) && !received.Options.Any(o => o.What is NothingLine)
                    ? await listener.TakeAsync(afterAnswer, context.Cancel)
                    : null);
        }
        else if (received.Options.Any(o => o.What is NothingLine))
            await barrier();
        else
        {
            var patience = context.Stage.Target.Patience;
            return await listener.TakeAsync(patience.Answer + patience.Settle, context.Cancel);
        }
        return listener.TryTake();
    }

    void Note(string name, int line, Arrival arrival, TimeSpan elapsed) =>
        context.Transcript.Received(name, line, new Answered(arrival.Message, [], elapsed), isSetup: false);

    HttpMessage Answer(AnswerLine line, Sent sent, byte[] body)
    {
        var status = line.Status.ToString("000", CultureInfo.InvariantCulture);
        var written = RequestComposer.WrittenHeaders(context.Scope, sent);
        if (!RequestComposer.RemovedHeaders(sent).Append("").Contains("Content-Length", StringComparer.OrdinalIgnoreCase)
            && !written.Any(h => h.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
            written.Add(new Header("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)));
        return RequestBytes.Build("HTTP/1.1", status, line.Reason ?? "", written, body) with
        {
            Method = "",
            Target = "",
            Version = "HTTP/1.1",
            Status = line.Status,
            Reason = line.Reason ?? "",
        };
    }
}
