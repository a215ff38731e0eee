using System.Collections.Immutable;
using Conformance.Harness.Evidence;
using Conformance.Harness.Language;
using Conformance.Harness.Targets;
using Conformance.Harness.Vocabulary;

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

    readonly CaseLog log = new(file, verdicts);

    /// <summary>Called whenever lines were judged, for proofs by mutation; null costs nothing.</summary>
    public Action<Moment>? OnJudged { get; init; }

    /// <summary>Readings that are settled before the run: the one of a sweep row.</summary>
    public ImmutableArray<string> ForcedReadings { get; init; } = [];

    /// <exception cref="RunAbortedException">The target has fallen silent.</exception>
    /// <exception cref="ControlException">Its control port has.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; what the case made is undone nevertheless.</exception>
    public async ValueTask<CaseReport> RunAsync(string row, int repetition)
    {
        var conversation = new Conversation(file, context, log, OnJudged);
        foreach (var reading in ForcedReadings)
            conversation.Force(reading);
        try
        {
            await PlayAsync(conversation);
        }
        finally
        {
            await LeaveAsync(conversation);
        }
        return context.Mask.Apply(new CaseReport(
            row, repetition, log.Verdict, log.Reason, log.Lines, context.Transcript.Entries, context.Stage.Clock.Elapsed)
        {
            IsRace = HasRace,
        });
    }

    /// <summary>Two requests held in a row are under way at once; which is served first is anybody's guess.</summary>
    bool HasRace => file.Statements.Zip(file.Statements.Skip(1))
        .Any(pair => pair is (Sent { HeldAs: not null }, Sent { HeldAs: not null }));

    async ValueTask PlayAsync(Conversation conversation)
    {
        var inFinally = false;
        foreach (var statement in file.Statements)
        {
            context.Line = statement.Line;
            inFinally |= statement is Finally;
            if (log.TooLong is not null && !inFinally)
                continue;
            if (log.BlockedBy is { } reason && !inFinally)
                log.Block(statement, reason);
            else
                await CarryOutAsync(statement, conversation);
        }
    }

    async ValueTask CarryOutAsync(Statement statement, Conversation conversation)
    {
        try
        {
            await (statement switch
            {
                Given given => GivenAsync(given),
                When stimuli => WhenAsync(stimuli, conversation),
                Then then => ThenAsync(then, conversation),
                Sent sent => conversation.SendAsync(sent),
                Received received => conversation.ReceiveAsync(received),
                Still still => conversation.StillAsync(still),
                Hangup hangup => conversation.HangUpAsync(hangup),
                Check check => CheckAsync(check),
                _ => ValueTask.CompletedTask,
            });
        }
        catch (WaitTooLongException reason)
        {
            log.TooLong = $"line {context.Line}: {reason.Message}";
            context.Transcript.Note(context.Line, log.TooLong);
        }
        catch (Exception reason) when (reason is SetupException or MissingValueException or ControlException { IsSilence: false })
        {
            log.BlockedBy = $"line {context.Line}: {reason.Message}";
            context.Transcript.Note(context.Line, log.BlockedBy);
            log.Block(statement, log.BlockedBy);
        }
    }

    async ValueTask GivenAsync(Given given)
    {
        foreach (var binding in given.Bindings)
        {
            context.Line = binding.Line;
            // A set-up may say more of what was made before, so its scope is the one that it leaves.
            var made = await sentences.MakeAsync(binding, context);
            context.Scope = context.Scope.Bind(binding.Name, made);
        }
    }

    async ValueTask WhenAsync(When stimuli, Conversation conversation)
    {
        // What happens must find the held requests waiting; otherwise it could be over before they begin to wait.
        await conversation.SettleBehindBarrierAsync();
        conversation.Acted();
        foreach (var happening in stimuli.Events)
        {
            context.Line = happening.Line;
            var made = await sentences.DoAsync(happening, context);
            if (happening.Name is { } name)
                context.Scope = context.Scope.Bind(
                    name, made ?? throw new SetupException($"'{happening.Sentence}' makes nothing that '{name}' could stand for"));
        }
        conversation.Happened();
    }

    async ValueTask ThenAsync(Then then, Conversation conversation)
    {
        conversation.Acted();
        var text = context.Scope.RenderText(then.Amount);
        var span = Durations.Of(text, then.Unit)
            ?? throw new SetupException($"'{text}{then.Unit}' is no time that can pass");
        // A request that the target has not registered yet would miss the time that passes now, and an answer that is
        // on its way would be dated too late.
        await conversation.FinishAsync(await conversation.SettleAsync());
        await context.PassAsync(span);
        context.Transcript.Passed(then.Line, $"{text}{then.Unit}");
    }

    ValueTask CheckAsync(Check check)
    {
        log.Record(check.Relations.Select(relation => Relations.Judge(relation, context.Scope)), -1);
        OnJudged?.Invoke(new CheckedMoment(check, context.Scope));
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends what is open, undoes what was made, and says what could not be undone.</summary>
    async ValueTask LeaveAsync(Conversation conversation)
    {
        await conversation.LeaveAsync();
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
            log.BlockedBy ??= sentence;
        }
    }
}
