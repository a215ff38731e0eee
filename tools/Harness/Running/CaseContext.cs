using System.Net.Sockets;
using System.Text;
using Conformance.Harness.Language;
using Conformance.Harness.Running.Listening;
using Conformance.Harness.Targets;
using Conformance.Harness.Vocabulary;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running;

/// <summary>What a case works with: names, requests of the harness, and what must be undone.</summary>
public sealed class CaseContext
{
    readonly List<(string What, Func<ValueTask> Undo)> undo = [];
    readonly Dictionary<string, int> counters = [];
    readonly List<IListener> listeners = [];
    readonly ScenarioFile file;
    readonly PatienceBudget budget;
    TimeSpan waited;

    public CaseContext(IStage stage, ScenarioFile file, PatienceBudget budget, CancellationToken cancel)
    {
        this.budget = budget;
        this.file = file;
        Stage = stage;
        Cancel = cancel;
        Transcript = new Transcript(stage.Clock);
        Composer = new RequestComposer(stage.Target, BaseUri, file.Id);
        Scope = Scope.Empty
            .Bind("target", new TargetValue(BaseUri))
            .Bind(Actors.Default, Account(Targets.Account.First));
    }

    public IStage Stage { get; }

    public CancellationToken Cancel { get; private set; }

    /// <summary>Called around each wait on a real clock, so that another scenario may play meanwhile.</summary>
    public Func<Func<ValueTask>, ValueTask> LendPlaceWhile { get; init; } = wait => wait();

    public Transcript Transcript { get; }

    public RequestComposer Composer { get; }

    /// <summary>How evidence writes the addresses of this case's listeners.</summary>
    public ListenerMask Mask { get; } = new();

    public Scope Scope { get; set; }

    /// <summary>The line being carried out, for the transcript.</summary>
    public int Line { get; set; }

    /// <summary>Scheme and host as requests name them.</summary>
    public Uri BaseUri => Stage.Target.Url;

    /// <summary>Names that the harness makes up come from counters, so that two runs say the same.</summary>
    public int Next(string kind) => counters[kind] = counters.GetValueOrDefault(kind) + 1;

    /// <summary>Registers how to take back what was just made; undone in reverse order at the end, pass or fail.</summary>
    public void Undo(string what, Func<ValueTask> action) => undo.Add((what, action));

    /// <summary>Opens a listener, which lives as long as the case.</summary>
    /// <exception cref="SetupException">There is no address that the target could call, or it cannot be bound.</exception>
    public ListenerValue Listen(Func<ListenerOptions, IListener> open)
    {
        var number = Next("listener");
        var options = ListenerAddress.For(Stage.Target);
        try
        {
            // On a world of our own nobody else calls, and a path of its own would only differ from run to run.
            var listener = open(Stage.IsDisposable ? options with { Path = ListenerMask.PathOf(number) } : options);
            listeners.Add(listener);
            var shown = Mask.Add(listener.Address, number);
            if (!Stage.IsDisposable)
                Transcript.Note(Line, $"a listener is at a port and path of its own, written here as {shown}");
            return new ListenerValue(listener);
        }
        catch (SocketException reason)
        {
            throw new SetupException($"no listener can wait at {options.Address}: {reason.Message}");
        }
    }

    /// <summary>Closes what the case opened here.</summary>
    public async ValueTask CloseAsync()
    {
        foreach (var listener in listeners)
            await listener.DisposeAsync();
        listeners.Clear();
    }

    /// <summary>The account of a role as a value.</summary>
    /// <exception cref="SetupException">The target names none for that role.</exception>
    public AccountValue Account(string role) => Stage.Target[role] is { } account
        ? AccountValue.Of(account, Stage.Target.Authentication.Kind)
        : throw new SetupException($"the target file names no account for the role {role}");

    /// <summary>What is asked for when only the order of answers counts: a root of the face that the case is about.</summary>
    public string BarrierPath => DeviceUse.Of(file).IsNone ? Stage.Target.Roots.Notification : Stage.Target.Roots.ActiveSync;

    /// <summary>Path of the mailbox of a role, with a final slash.</summary>
    /// <exception cref="SetupException">The target names no account for that role.</exception>
    public string MailboxOf(string role) => Stage.Target[role] is { } account
        ? Stage.Target.Root(Stage.Target.Roots.Mailbox, account.MailboxName).AbsolutePath
        : throw new SetupException($"the target file names no account for the role {role}");

    /// <exception cref="SetupException">The prefix is neither fixed nor added by the file.</exception>
    public string NamespaceOf(string prefix) => Prefixes.Of(file).GetValueOrDefault(prefix)
        ?? throw new SetupException($"the prefix '{prefix}' stands for nothing; add it with a prefix field");

    /// <summary>Lets time pass: a controlled clock is moved, on a real one we wait.</summary>
    /// <exception cref="WaitTooLongException">The waits of this case exceed what the target's settings allow.</exception>
    public async ValueTask PassAsync(TimeSpan span)
    {
        if (Stage.Clock.IsControlled)
        {
            await Stage.Clock.PassAsync(span, Cancel);
            return;
        }
        waited += span;
        if (waited > Stage.Target.Patience.MaxWait)
            throw new WaitTooLongException(WaitingCost.TooLong(waited, Stage.Target.Patience.MaxWait));
        await LendPlaceWhile(() => Stage.Clock.PassAsync(span, Cancel));
    }

    /// <summary>From here on requests only undo what was made: they go out although the run was stopped, for a bounded time.</summary>
    public void BeginCleanup(CancellationToken bound) => Cancel = bound;

    /// <summary>Sends a request and waits for its answer; a target that has fallen silent ends the run.</summary>
    /// <exception cref="RunAbortedException">Several requests in a row came to nothing.</exception>
    public ValueTask<Reply> ExchangeAsync(OutgoingRequest request) => ExchangeAsync(request, Cancel);

    /// <summary>As above, for a request that may be given up before its answer.</summary>
    public async ValueTask<Reply> ExchangeAsync(OutgoingRequest request, CancellationToken cancel)
    {
        if (budget.IsSpent)
            throw new RunAbortedException(budget.Sentence);
        var reply = await Stage.Transport.ExchangeAsync(request, cancel);
        budget.Count(reply);
        return reply;
    }

    /// <summary>Sends a request of the harness itself and gives the answer.</summary>
    /// <exception cref="SetupException">There was no answer, or the log-on failed.</exception>
    public ValueTask<HttpMessage> AskAsync(
        string method, string path, IEnumerable<Header>? headers = null, string? body = null, string actor = Actors.Default) =>
        AskAsync(method, path, headers, body is null ? null : Encoding.UTF8.GetBytes(body), actor);

    /// <summary>The same with a body of bytes.</summary>
    /// <exception cref="SetupException">There was no answer, or the log-on failed.</exception>
    public async ValueTask<HttpMessage> AskAsync(string method, string path, IEnumerable<Header>? headers, byte[]? body, string actor)
    {
        var request = Composer.Compose(Scope, actor, method, path, headers ?? [], body);
        Transcript.Sent(actor, Line, request.Message, isSetup: true);
        var reply = await ExchangeAsync(request);
        Transcript.Received(actor, Line, reply, isSetup: true);
        if (reply is Answered { Message.Status: 401, LogOn.Fault: { Length: > 0 } fault })
            throw new SetupException($"{method} {path} was answered 401: {fault}");
        return reply is Answered answered
            ? answered.Message
            : throw new SetupException($"{method} {path} got no answer: {((NoAnswer)reply).Detail}");
    }

    /// <summary>As <see cref="AskAsync"/>, for requests that must succeed.</summary>
    /// <exception cref="SetupException">The status is not in the 200s, or a multi-status reports a failure inside.</exception>
    public async ValueTask<HttpMessage> MustAsync(
        string method, string path, IEnumerable<Header>? headers = null, string? body = null, string actor = Actors.Default)
    {
        var answer = await AskAsync(method, path, headers, body, actor);
        return answer.Status is >= 200 and < 300 && !HasInnerFailure(answer)
            ? answer
            : throw new SetupException($"{method} {path} was answered {answer.Status} {answer.Reason}".TrimEnd());
    }

    /// <summary>Delivers a mail by the means the target offers; the path of the item where it is known.</summary>
    /// <exception cref="SetupException">There is no means, or it failed.</exception>
    public async ValueTask<string?> DeliverAsync(string folder, string subject, string body)
    {
        Transcript.Note(Line, $"mail '{subject}' is delivered to {folder}");
        return Stage.World is { } world
            ? await world.DeliverAsync(folder, subject, body, Cancel)
            : await Hooks.RunAsync(Stage.Target, StimulusEvents.Mail, StimulusValues.Mail(Stage.Target, folder, subject, body), Cancel);
    }

    /// <summary>Removes a resource; one that is gone already is as good.</summary>
    /// <exception cref="SetupException">It is still there.</exception>
    public async ValueTask RemoveAsync(string path)
    {
        var answer = await AskAsync("DELETE", path);
        if (answer.Status is not (404 or 410 or (>= 200 and < 300)) || HasInnerFailure(answer))
            throw new SetupException($"DELETE {path} was answered {answer.Status} {answer.Reason}".TrimEnd());
    }

    /// <summary>Undoes what was registered, latest first; gives a sentence for each that could not be undone.</summary>
    public async ValueTask<IReadOnlyList<string>> UndoAllAsync()
    {
        var left = new List<string>();
        for (var i = undo.Count - 1; i >= 0; i--)
            try
            {
                await undo[i].Undo();
            }
            catch (Exception fault) when (fault is SetupException or MissingValueException or RunAbortedException or ControlException)
            {
                left.Add($"{undo[i].What} could not be undone: {fault.Message}");
            }
            catch (OperationCanceledException)
            {
                left.Add($"{undo[i].What} could not be undone: there was no time left for it");
            }
        undo.Clear();
        return left;
    }

    static bool HasInnerFailure(HttpMessage answer) => answer.Status == 207
        && Encoding.Latin1.GetString(answer.Body.Span) is var body
        && (body.Contains("HTTP/1.1 4", StringComparison.Ordinal) || body.Contains("HTTP/1.1 5", StringComparison.Ordinal));
}
