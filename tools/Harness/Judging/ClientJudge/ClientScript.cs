using System.Collections.Immutable;
using Conformance.Harness.Language;

namespace Conformance.Harness.Judging.ClientJudge;

/// <summary>A request and the answer that is supposed to follow it.</summary>
sealed record ScriptedExchange(Sent Request, Received? Answer);

/// <summary>One <c>whenever</c> with its <c>expect</c> and <c>until</c>.</summary>
/// <param name="Trigger">Null for <c>whenever start</c>.</param>
/// <param name="End">Null when the window ends with the recording.</param>
sealed record ScriptedWindow(
    Whenever Whenever, ScriptedExchange? Trigger, ImmutableArray<ScriptedExchange> Expected, ScriptedExchange? End)
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
            if (trigger.Length != (whenever.Start ? 0 : 1))
                throw Misplaced(file, whenever, whenever.Start ? "expect" : "one request, and its answer,");
            if (at >= statements.Length || statements[at] is not Expect)
                throw Misplaced(file, whenever, "expect");
            at++;
            var expected = Exchanges(statements, ref at);
            if (expected.IsEmpty)
                throw Misplaced(file, statements[at - 1], "a request");
            ScriptedExchange? end = null;
            if (at < statements.Length && statements[at] is Until until)
            {
                at++;
                end = Exchanges(statements, ref at) is [var only] ? only : throw Misplaced(file, until, "one request");
            }
            windows.Add(new(whenever, trigger.FirstOrDefault(), expected, end));
        }
        return windows.ToImmutable();
    }

    static ImmutableArray<ScriptedExchange> Exchanges(ImmutableArray<Statement> statements, ref int at)
    {
        var exchanges = ImmutableArray.CreateBuilder<ScriptedExchange>();
        for (; at < statements.Length && statements[at] is Sent sent; at++)
        {
            var answer = at + 1 < statements.Length ? statements[at + 1] as Received : null;
            exchanges.Add(new(sent, answer));
            if (answer is not null)
                at++;
        }
        return exchanges.ToImmutable();
    }

    static InvalidOperationException Misplaced(ScenarioFile file, Statement statement, string due) =>
        new($"{file.Path}:{statement.Line}: in a client scenario {due} is due here.");
}
