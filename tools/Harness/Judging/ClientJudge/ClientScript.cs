using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Judging.ClientJudge;

/// <summary>Something that a client scenario looks for in the traffic.</summary>
abstract record Scripted;

/// <summary>A request, or datagram, of the client and the answer that is supposed to follow it.</summary>
sealed record ScriptedExchange(Sent Request, Received? Answer) : Scripted
{
    /// <summary>The request with what tells it from others: the lines without a tag of their own.</summary>
    public ScriptedExchange Conditions => this with
    {
        Request = Request with
        {
            Headers = [.. Request.Headers.Where(h => h.First.OwnTag is null)],
            Clauses = [.. Request.Clauses.Where(c => c.First.OwnTag is null)],
        },
    };

    /// <summary>The request with what is asked of it, should it come; null when nothing is.</summary>
    public Sent? Judged => Request with
    {
        Headers = [.. Request.Headers.Where(h => h.First.OwnTag is not null)],
        Clauses = [.. Request.Clauses.Where(c => c.First.OwnTag is not null)],
    } is { } judged && (!judged.Headers.IsEmpty || !judged.Clauses.IsEmpty) ? judged : null;
}

/// <summary>A message that reaches the client unasked.</summary>
sealed record ScriptedArrival(Received Arrival) : Scripted;

/// <summary>What the client answers to the message that reached it last.</summary>
sealed record ScriptedReply(Sent Answer) : Scripted;

/// <summary>One <c>whenever</c> with its <c>expect</c> and <c>until</c>.</summary>
/// <param name="Trigger">Null for <c>whenever start</c>.</param>
/// <param name="End">Null when the window ends with the recording.</param>
sealed record ScriptedWindow(
    Whenever Whenever, Scripted? Trigger, ImmutableArray<Scripted> Expected, Scripted? End)
{
    /// <summary>The windows of a client scenario.</summary>
    /// <exception cref="InvalidOperationException">A statement stands where the form of client scenarios has no place for it.</exception>
    public static ImmutableArray<ScriptedWindow> Of(ScenarioFile file)
    {
        var windows = ImmutableArray.CreateBuilder<ScriptedWindow>();
        var statements = file.Statements;
        for (var at = 0; at < statements.Length;)
        {
            if (statements[at] is not Whenever whenever)
                throw Misplaced(file, statements[at], "whenever");
            at++;
            var trigger = Exchanges(statements, ref at);
            if (trigger.Length != (whenever.Start ? 0 : 1) || trigger.Any(one => one is ScriptedReply))
                throw Misplaced(file, whenever, whenever.Start ? "expect" : "one request, and its answer, or one message that arrives");
            ImmutableArray<Scripted> expected = [];
            if (at < statements.Length && statements[at] is Expect)
            {
                at++;
                expected = Exchanges(statements, ref at);
                if (expected.IsEmpty)
                    throw Misplaced(file, statements[at - 1], "a request");
                if (trigger is not [ScriptedArrival] && expected.TakeWhile(one => one is not ScriptedArrival).Any(one => one is ScriptedReply))
                    throw Misplaced(file, whenever, "a message that reaches the client, for it to answer,");
            }
            else if (trigger is not [ScriptedExchange { Judged: not null }])
                throw Misplaced(file, whenever, "expect");
            Scripted? end = null;
            if (at < statements.Length && statements[at] is Until until)
            {
                at++;
                end = Exchanges(statements, ref at) is [not ScriptedReply] and [var only] ? only : throw Misplaced(file, until, "one request");
            }
            windows.Add(new(whenever, trigger.FirstOrDefault(), expected, end));
        }
        return windows.ToImmutable();
    }

    static ImmutableArray<Scripted> Exchanges(ImmutableArray<Statement> statements, ref int at)
    {
        var exchanges = ImmutableArray.CreateBuilder<Scripted>();
        for (; at < statements.Length; at++)
            if (statements[at] is Received { Options: [{ What: ArrivalLine }, ..] } arrival)
                exchanges.Add(new ScriptedArrival(arrival));
            else if (statements[at] is Sent { What: AnswerLine } reply)
                exchanges.Add(new ScriptedReply(reply));
            else if (statements[at] is Sent sent)
            {
                var answer = at + 1 < statements.Length && statements[at + 1] is Received { Options: [{ What: not ArrivalLine }, ..] } received
                    ? received
                    : null;
                exchanges.Add(new ScriptedExchange(sent, answer));
                if (answer is not null)
                    at++;
            }
            else
                break;
        return exchanges.ToImmutable();
    }

    static InvalidOperationException Misplaced(ScenarioFile file, Statement statement, string due) =>
        new($"{file.Path}:{statement.Line}: in a client scenario {due} is due here.");
}
