using System.Collections.Immutable;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Running.Listening;
using Conformance.Harness.Targets;
using Conformance.Harness.Vocabulary;
using Conformance.Harness.Wire;
using Conformance.Protocol;

namespace Conformance.Harness.Running;

/// <summary>Says what a scenario says, hears what comes back and has it judged: one for each case.</summary>
/// <remarks>Who spoke last, what is held open and which readings the target has shown is known here and nowhere else.</remarks>
sealed class Conversation(ScenarioFile file, CaseContext context, CaseLog log, Action<Moment>? onJudged)
{
    readonly CaseListeners listeners = new(context);
    readonly Dictionary<string, IHeldRequest> held = [];
    readonly Dictionary<string, Pending> pending = [];
    readonly HashSet<string> commands = [];
    readonly ImmutableDictionary<string, string> prefixes = Prefixes.Of(file);
    ImmutableDictionary<string, string> readings = ImmutableDictionary<string, string>.Empty;
    string speaker = Actors.Default;
    TimeSpan? lastEvent;

    /// <summary>What the last request of an actor led to: a reply, or why the request could not be sent.</summary>
    sealed record Pending(OutgoingRequest? Request, Reply? Reply, string? Blocked, int Exchange);

    /// <summary>Settles a reading before it was shown: that of a sweep row.</summary>
    public void Force(string reading) => readings = readings.SetItem(reading.Split('/')[0], reading);

    /// <summary>What happens now happens after all that was heard so far.</summary>
    public void Acted() => listeners.Acted();

    /// <summary>Waits until what is held open waits at the target; gives the names of those it has answered meanwhile.</summary>
    public async ValueTask<IReadOnlyCollection<string>> SettleAsync() =>
        await context.Stage.Clock.SettleAsync([.. Unanswered()], context.Cancel);

    /// <summary>As <see cref="SettleAsync"/>, also where only another request can show that the held ones have arrived.</summary>
    public async ValueTask SettleBehindBarrierAsync()
    {
        if (!context.Stage.Clock.IsControlled && Unanswered().Any())
            await BarrierAsync();
        await SettleAsync();
    }

    /// <summary>Takes the whole answer of each named request.</summary>
    public async ValueTask FinishAsync(IEnumerable<string> names)
    {
        foreach (var name in names)
            await held[name].AnswerAsync(context.Cancel);
    }

    public async ValueTask SendAsync(Sent sent)
    {
        var actor = sent.Actor ?? Actors.Default;
        if (listeners.Find(actor) is not null)
        {
            await listeners.SayAsync(actor, sent);
            return;
        }
        speaker = sent.HeldAs ?? actor;
        OutgoingRequest request;
        try
        {
            request = context.Composer.Compose(context.Scope, sent, HoldNameOf(sent));
        }
        catch (MissingValueException missing)
        {
            pending[sent.HeldAs ?? actor] = new Pending(null, null, missing.Message, -1);
            return;
        }
        context.Transcript.Sent(sent.HeldAs ?? actor, sent.Line, request.Message, isSetup: false);
        listeners.Acted();
        if (sent.HeldAs is { } name)
        {
            if (sent.What is Command)
                commands.Add(name);
            held[name] = await context.Stage.Transport.HoldAsync(request, context.Stage.Clock, context.Cancel);
            pending[name] = new Pending(request, null, null, context.Transcript.Latest);
            return;
        }
        if (Settling.WaitsFirst(file, sent, context.Stage.Target.Patience.Settle) is { } settle)
            await context.PassAsync(settle);
        var reply = await ExchangeAsync(request, HoldNameOf(sent));
        context.Transcript.Received(actor, sent.Line, reply, isSetup: false);
        pending[actor] = new Pending(request, reply, null, context.Transcript.Latest);
        UndoSubscriptions(request, reply, actor);
    }

    /// <summary>A request that the server may hold has a name for the control port, also where the file gives it none.</summary>
    string? HoldNameOf(Sent sent) =>
        sent.HeldAs ?? (sent.What is Command && context.Stage.Clock.IsControlled ? $"line-{sent.Line}" : null);

    async ValueTask<Reply> ExchangeAsync(OutgoingRequest request, string? holdName)
    {
        if (holdName is null)
            return await context.ExchangeAsync(request);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(context.Cancel);
        var answer = context.ExchangeAsync(request, given.Token).AsTask();
        var reply = await Standstill.AnswerAsync(context.Stage.Clock, holdName, Unanswered(), answer, () => false, context.Cancel);
        if (!answer.IsCompleted)
            await given.CancelAsync();
        return reply;
    }

    public async ValueTask ReceiveAsync(Received received)
    {
        var actor = received.Actor ?? speaker;
        if (listeners.Find(actor) is { } listener)
        {
            await HearAsync(actor, listener, received);
            return;
        }
        if (!pending.TryGetValue(actor, out var what))
            throw new SetupException($"'{actor}' has sent nothing that could be answered here");
        if (what.Blocked is not null)
        {
            log.Block(received, what.Blocked);
            return;
        }
        var reply = what.Reply;
        if (reply is null)
        {
            var open = held[actor];
            var answer = open.AnswerAsync(context.Cancel).AsTask();
            reply = commands.Contains(actor)
                ? await Standstill.AnswerAsync(context.Stage.Clock, actor, Unanswered(), answer, () => open.HasStirred, context.Cancel)
                : await answer;
            context.Transcript.Received(actor, received.Line, reply, isSetup: false);
            what = what with { Reply = reply, Exchange = context.Transcript.Latest };
            pending[actor] = what;
            UndoSubscriptions(what.Request!, reply, what.Request!.Actor);
        }
        var judged = await JudgeAsync(received, what.Request!, reply);
        Take(received, judged, what.Exchange);
    }

    /// <summary>Keeps what was judged, and binds what was captured.</summary>
    void Take(Received received, Judged judged, int exchange)
    {
        log.Record(judged.Lines, exchange);
        context.Scope = context.Scope.BindAll(judged.Captures);
        readings = readings.SetItems(judged.Readings);
        if (judged.Lines.Any(l => l.Outcome != Outcome.Held && l.Tag?.Kind == TagKind.Setup))
            log.BlockedBy = $"line {received.Line}: a precondition of the scenario was missed";
    }

    async ValueTask HearAsync(string name, ListenerValue listener, Received received)
    {
        // What a held request makes the target send is not sent before that request has arrived.
        if (context.Stage.Clock.IsControlled)
            await SettleAsync();
        var (observation, exchange) = await listeners.HearAsync(name, listener, received, BarrierAsync);
        var judging = new JudgingContext(context.Scope, prefixes, readings);
        var judged = Judge.Of(received, observation, judging);
        onJudged?.Invoke(new JudgedMoment(received, observation, judging));
        Take(received, judged, exchange);
    }

    /// <summary>Judges a reply; where the file says <c>eventually</c> and the target settles late, asks again until it holds.</summary>
    async ValueTask<Judged> JudgeAsync(Received received, OutgoingRequest request, Reply reply)
    {
        var observation = new Observation(reply, new Uri(context.BaseUri, PathOnly(request.Message.Target)));
        var judging = new JudgingContext(context.Scope, prefixes, readings);
        var judged = Judge.Of(received, observation, judging);
        var settle = context.Stage.Target.Patience.Settle;
        if (Settling.AsksAgain(received, settle))
        {
            var tries = new List<Observation> { observation };
            var started = context.Stage.Clock.Elapsed;
            while (!judged.Holds && tries.Count <= Settling.Tries && context.Stage.Clock.Elapsed - started < settle)
            {
                await context.PassAsync(settle / Settling.Tries);
                var again = await context.ExchangeAsync(request);
                context.Transcript.Received(request.Actor, received.Line, again, isSetup: false);
                tries.Add(observation with { Reply = again });
                // To be told clears the flag, so of a POLL every try counts.
                observation = request.Message.Method == "POLL" ? RetryUnion.Of(tries) : tries[^1];
                judged = Judge.Of(received, observation, judging);
            }
        }
        onJudged?.Invoke(new JudgedMoment(received, observation, judging));
        return judged;
    }

    public async ValueTask StillAsync(Still still)
    {
        if (!context.Stage.Clock.IsControlled)
            await BarrierAsync();
        var waiting = still.Held.Select(h => h.Name).Where(name => held.TryGetValue(name, out var request) && !request.HasStirred);
        var answered = await context.Stage.Clock.SettleAsync([.. waiting], context.Cancel);
        foreach (var line in still.Held)
        {
            if (!held.TryGetValue(line.Name, out var request))
                throw new SetupException($"no request is held as '{line.Name}'");
            var result = OpenRequests.Judge(line, request.HasStirred || answered.Contains(line.Name));
            log.Record([result], pending[line.Name].Exchange);
        }
        onJudged?.Invoke(new StillMoment(still));
    }

    /// <summary>On a real clock: when a request that was sent later has been answered, and the target has settled, so were the earlier ones.</summary>
    /// <remarks>Where nothing happened there is nothing to settle, and waiting would only run into the end of what is held.</remarks>
    async ValueTask BarrierAsync()
    {
        await context.AskAsync("OPTIONS", context.BarrierPath);
        var patience = context.Stage.Target.Patience;
        if (lastEvent is { } at && patience.Settle + patience.PollInterval - (context.Stage.Clock.Elapsed - at) is { Ticks: > 0 } rest)
            await context.PassAsync(rest);
    }

    /// <summary>Something happened just now that the target may need a while for.</summary>
    public void Happened() => lastEvent = context.Stage.Clock.Elapsed;

    public async ValueTask HangUpAsync(Hangup hangup)
    {
        if (!held.TryGetValue(hangup.Name, out var request))
            throw new SetupException($"no request is held as '{hangup.Name}'");
        await request.HangUpAsync();
        if (pending[hangup.Name].Request?.Message[ControlNames.ScenarioHeader] is not null)
            await context.Stage.Clock.NoticeAsync(hangup.Name, context.Cancel);
        context.Transcript.Note(hangup.Line, $"{hangup.Name} hangs up");
    }

    /// <summary>Each subscription that an answer of the scenario issued is cancelled at the end.</summary>
    void UndoSubscriptions(OutgoingRequest request, Reply reply, string actor)
    {
        if (request.Message.Method != "SUBSCRIBE" || reply is not Answered { Message: { Status: 200 or 207 } answer } || IssuedId.Of(answer) is not { } id)
            return;
        var place = PathOnly(request.Message.Target);
        if (request.Message[HeaderNames.RvpFromPrincipal] is { } principal)
            context.Undo($"the subscription {id}", () => PresenceTalk.UnsubscribeAsync(context, place, id, principal, actor));
        else if (answer.Status == 200)
            context.Undo($"the subscription {id}", () => Subscribing.UnsubscribeAsync(context, place, id, actor));
    }

    /// <summary>Drops what is still open.</summary>
    public async ValueTask LeaveAsync()
    {
        foreach (var request in held.Values)
            await request.DisposeAsync();
        listeners.Leave();
    }

    IEnumerable<string> Unanswered() => held.Where(h => !h.Value.HasStirred).Select(h => h.Key);

    static string PathOnly(string target) => Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal)
        ? uri.PathAndQuery
        : target;
}
