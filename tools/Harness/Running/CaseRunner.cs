using System.Collections.Immutable;
using System.Globalization;
using Conformance.Harness.Evidence;
using Conformance.Harness.Judging;
using Conformance.Harness.Language;
using Conformance.Harness.Running.Listening;
using Conformance.Harness.Targets;
using Conformance.Harness.Vocabulary;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running;

/// <summary>Plays one run of a file on a stage, statement after statement, and reports every line it judged.</summary>
/// <remarks>
/// One instance plays one case. A set-up, stimulus or <c># setup</c> line that fails blocks the rest; any other miss
/// blocks only what uses what it should have captured, so one run shows all there is to see.
/// </remarks>
public sealed class CaseRunner(ScenarioFile file, CaseContext context, ISentences sentences, Verdicts verdicts)
{
    /// <summary>Bound on undoing one case, so that a target that has become slow cannot hold up the end of a run.</summary>
    static readonly TimeSpan cleanupMax = TimeSpan.FromSeconds(60);

    readonly List<LineReport> lines = [];
    readonly CaseListeners listeners = new(context);
    readonly Dictionary<string, IHeldRequest> held = [];
    readonly Dictionary<string, Pending> pending = [];
    readonly ImmutableDictionary<string, string> prefixes = Prefixes.Of(file);
    ImmutableDictionary<string, string> readings = ImmutableDictionary<string, string>.Empty;
    string? blockedBy;
    string speaker = Actors.Default;
    string? tooLong;

    /// <summary>What the last request of an actor led to: a reply, or why the request could not be sent.</summary>
    sealed record Pending(OutgoingRequest? Request, Reply? Reply, string? Blocked, int Exchange);

    /// <summary>Called whenever lines were judged, for proofs by mutation; null costs nothing.</summary>
    public Action<Moment>? OnJudged { get; init; }

    /// <summary>Readings that are settled before the run: the one of a sweep row.</summary>
    public ImmutableArray<string> ForcedReadings { get; init; } = [];

    /// <exception cref="RunAbortedException">The target has fallen silent.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; what the case made is undone nevertheless.</exception>
    public async ValueTask<CaseReport> RunAsync(string row, int repetition)
    {
        foreach (var reading in ForcedReadings)
            readings = readings.SetItem(reading.Split('/')[0], reading);
        try
        {
            await PlayAsync();
        }
        finally
        {
            await LeaveAsync();
        }
        var verdict = lines.Select(l => l.Verdict)
            .Append(blockedBy is null ? Verdict.Passed : Verdict.Blocked)
            .Append(tooLong is null ? Verdict.Passed : Verdict.NotVerified).Max();
        return context.Mask.Apply(new CaseReport(
            row, repetition, verdict, ReasonFor(verdict), [.. lines], context.Transcript.Entries, context.Stage.Clock.Elapsed)
        {
            IsRace = HasRace,
        });
    }

    /// <summary>Two requests held in a row are under way at once; which is served first is anybody's guess.</summary>
    bool HasRace => file.Statements.Zip(file.Statements.Skip(1))
        .Any(pair => pair is (Sent { HeldAs: not null }, Sent { HeldAs: not null }));

    async ValueTask PlayAsync()
    {
        var inFinally = false;
        foreach (var statement in file.Statements)
        {
            context.Line = statement.Line;
            inFinally |= statement is Finally;
            if (tooLong is not null && !inFinally)
                continue;
            if (blockedBy is not null && !inFinally)
                Block(statement, blockedBy);
            else
                await CarryOutAsync(statement);
        }
    }

    async ValueTask CarryOutAsync(Statement statement)
    {
        try
        {
            await (statement switch
            {
                Given given => GivenAsync(given),
                When stimuli => WhenAsync(stimuli),
                Then then => ThenAsync(then),
                Sent sent => SendAsync(sent),
                Received received => ReceiveAsync(received),
                Still still => StillAsync(still),
                Hangup hangup => HangUpAsync(hangup),
                Check check => CheckAsync(check),
                _ => ValueTask.CompletedTask,
            });
        }
        catch (WaitTooLongException reason)
        {
            tooLong = $"line {context.Line}: {reason.Message}";
            context.Transcript.Note(context.Line, tooLong);
        }
        catch (Exception reason) when (reason is SetupException or MissingValueException or ControlException)
        {
            blockedBy = $"line {context.Line}: {reason.Message}";
            context.Transcript.Note(context.Line, blockedBy);
            Block(statement, blockedBy);
        }
    }

    async ValueTask GivenAsync(Given given)
    {
        foreach (var binding in given.Bindings)
        {
            context.Line = binding.Line;
            context.Scope = context.Scope.Bind(binding.Name, await sentences.MakeAsync(binding, context));
        }
    }

    async ValueTask WhenAsync(When stimuli)
    {
        // What happens must find the held requests waiting; otherwise it could be over before they begin to wait.
        if (!context.Stage.Clock.IsControlled && held.Values.Any(request => !request.HasStirred))
            await BarrierAsync();
        await context.Stage.Clock.SettleAsync([.. held.Where(h => !h.Value.HasStirred).Select(h => h.Key)], context.Cancel);
        listeners.Acted();
        foreach (var happening in stimuli.Events)
        {
            context.Line = happening.Line;
            var made = await sentences.DoAsync(happening, context);
            if (happening.Name is { } name)
                context.Scope = context.Scope.Bind(
                    name, made ?? throw new SetupException($"'{happening.Sentence}' makes nothing that '{name}' could stand for"));
        }
    }

    async ValueTask ThenAsync(Then then)
    {
        listeners.Acted();
        var text = context.Scope.RenderText(then.Amount);
        var span = Durations.Of(text, then.Unit)
            ?? throw new SetupException($"'{text}{then.Unit}' is no time that can pass");
        // A request that the target has not registered yet would miss the time that passes now, and an answer that is
        // on its way would be dated too late.
        foreach (var name in await context.Stage.Clock.SettleAsync([.. held.Where(h => !h.Value.HasStirred).Select(h => h.Key)], context.Cancel))
            await held[name].AnswerAsync(context.Cancel);
        await context.PassAsync(span);
        context.Transcript.Passed(then.Line, $"{text}{then.Unit}");
    }

    async ValueTask SendAsync(Sent sent)
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
            request = context.Composer.Compose(context.Scope, sent);
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
            held[name] = await context.Stage.Transport.HoldAsync(request, context.Stage.Clock, context.Cancel);
            pending[name] = new Pending(request, null, null, context.Transcript.Latest);
            return;
        }
        if (Settling.WaitsFirst(file, sent, context.Stage.Target.Patience.Settle) is { } settle)
            await context.PassAsync(settle);
        var reply = await context.ExchangeAsync(request);
        context.Transcript.Received(actor, sent.Line, reply, isSetup: false);
        pending[actor] = new Pending(request, reply, null, context.Transcript.Latest);
        UndoSubscriptions(request, reply, actor);
    }

    async ValueTask ReceiveAsync(Received received)
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
            Block(received, what.Blocked);
            return;
        }
        var reply = what.Reply;
        if (reply is null)
        {
            reply = await held[actor].AnswerAsync(context.Cancel);
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
        Record(judged.Lines, exchange);
        context.Scope = context.Scope.BindAll(judged.Captures);
        readings = readings.SetItems(judged.Readings);
        if (judged.Lines.Any(l => l.Outcome != Outcome.Held && l.Tag?.Kind == TagKind.Setup))
            blockedBy = $"line {received.Line}: a precondition of the scenario was missed";
    }

    async ValueTask HearAsync(string name, ListenerValue listener, Received received)
    {
        var (observation, exchange) = await listeners.HearAsync(name, listener, received, BarrierAsync);
        var judging = new JudgingContext(context.Scope, prefixes, readings);
        var judged = Judge.Of(received, observation, judging);
        OnJudged?.Invoke(new JudgedMoment(received, observation, judging));
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
        OnJudged?.Invoke(new JudgedMoment(received, observation, judging));
        return judged;
    }

    async ValueTask StillAsync(Still still)
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
            Record([result], pending[line.Name].Exchange);
        }
        OnJudged?.Invoke(new StillMoment(still));
    }

    /// <summary>On a real clock: when a request that was sent later has been answered, and the target has settled, so were the earlier ones.</summary>
    async ValueTask BarrierAsync()
    {
        await context.AskAsync("OPTIONS", context.Stage.WorkFolder);
        if (context.Stage.Target.Patience.Settle is { Ticks: > 0 } settle)
            await context.PassAsync(settle);
    }

    async ValueTask HangUpAsync(Hangup hangup)
    {
        if (!held.TryGetValue(hangup.Name, out var request))
            throw new SetupException($"no request is held as '{hangup.Name}'");
        await request.HangUpAsync();
        context.Transcript.Note(hangup.Line, $"{hangup.Name} hangs up");
    }

    ValueTask CheckAsync(Check check)
    {
        Record(check.Relations.Select(relation => Relations.Judge(relation, context.Scope)), -1);
        OnJudged?.Invoke(new CheckedMoment(check, context.Scope));
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends what is open, undoes what was made, and says what could not be undone.</summary>
    async ValueTask LeaveAsync()
    {
        foreach (var request in held.Values)
            await request.DisposeAsync();
        listeners.Leave();
        if (!context.Stage.IsDisposable)
            await UndoAsync();
        await context.CloseAsync();
    }

    async ValueTask UndoAsync()
    {
        using var bound = new CancellationTokenSource(cleanupMax, TimeProvider.System);
        context.BeginCleanup(bound.Token);
        foreach (var sentence in await context.UndoAllAsync())
        {
            context.Transcript.Note(0, sentence);
            blockedBy ??= sentence;
        }
    }

    /// <summary>Each subscription that an answer of the scenario issued is cancelled at the end.</summary>
    void UndoSubscriptions(OutgoingRequest request, Reply reply, string actor)
    {
        if (request.Message.Method == "SUBSCRIBE" && reply is Answered { Message: { Status: 200 } answer } && IssuedId.Of(answer) is { } id)
            context.Undo($"the subscription {id}", () => Subscribing.UnsubscribeAsync(context, PathOnly(request.Message.Target), id, actor));
    }

    void Record(IEnumerable<LineResult> results, int exchange)
    {
        foreach (var result in results)
            lines.AddRange(verdicts.Of(result, file.Lines[result.Line - 1].Trim(), exchange));
    }

    void Block(Statement statement, string reason) => Record(
        JudgedLines.Of(statement).Select(line => new LineResult(line.Line, line.Tag, Outcome.Blocked, file.Lines[line.Line - 1].Trim(), reason)),
        -1);

    string ReasonFor(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "",
        Verdict.NotVerified => tooLong!,
        Verdict.Blocked => blockedBy ?? lines.First(l => l.Verdict == Verdict.Blocked).Actual,
        _ => lines.First(l => l.Verdict == verdict) is var line
            ? $"{line.Requirement} at line {line.Line}: {(line.Actual.Length > 0 ? line.Actual : string.Join(", ", line.Notes))}"
            : "",
    };

    static string PathOnly(string target) => Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal)
        ? uri.PathAndQuery
        : target;
}
