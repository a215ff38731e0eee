using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Judging.ClientJudge;

/// <summary>Judges a client by the traffic that was recorded of it.</summary>
/// <remarks>
/// Each exchange that meets a <c>whenever</c> starts a run with its own captures; its window ends before the exchange that meets the
/// <c>until</c>, else with the recording. In the window each expected request is looked for in order. A list header from which
/// <c>has ${x}</c> takes a value starts a run for each member.
/// </remarks>
public static class TrafficJudge
{
    /// <summary>More occurrences of one <c>whenever</c> prove nothing more.</summary>
    public const int OccurrencesMax = 1000;

    /// <param name="file">A scenario with <c>side client</c>.</param>
    /// <param name="traffic">In any order; judged by start.</param>
    /// <param name="scope">Names that the host binds, such as <c>target</c>.</param>
    /// <param name="ended">When the recording ended, where it ran on after the last message: silence tells too.</param>
    /// <exception cref="InvalidOperationException">The file is no client scenario.</exception>
    public static ClientJudged Of(
        ScenarioFile file, IEnumerable<RecordedExchange> traffic, Scope? scope = null, DateTimeOffset? ended = null)
    {
        if (!file.IsClientSide)
            throw new InvalidOperationException($"{file.Path} is no client scenario: it has no 'side client'.");
        RecordedExchange[] ordered = [.. traffic.OrderBy(exchange => exchange.Started)];
        var context = new JudgingContext(scope ?? Scope.Empty, file.Prefixes, ImmutableDictionary<string, string>.Empty);
        return new([.. ScriptedWindow.Of(file).Select(window =>
            new ClientWindow(window.Whenever.Line, [.. Occurrences(window, new(ordered, ended), context).Take(OccurrencesMax)]))]);
    }

    static IEnumerable<ClientRun> Occurrences(ScriptedWindow window, Traffic traffic, JudgingContext context)
    {
        if (window.Trigger is null)
        {
            if (traffic.Length > 0)
                yield return Run(window, traffic, -1, context);
            yield break;
        }
        for (var i = 0; i < traffic.Length; i++)
            foreach (var met in RequestMatch.Meets(window.Trigger, traffic[i], context))
                yield return Run(window, traffic, i, met);
    }

    static ClientRun Run(ScriptedWindow window, Traffic traffic, int trigger, JudgingContext context)
    {
        var end = trigger + 1;
        while (end < traffic.Length && (window.End is null || !Ends(window.End, traffic[end], context)))
            end++;
        var from = trigger < 0 ? traffic[0].Started : traffic[trigger].Ended;
        var run = new WindowRun(traffic, end, from, context);
        if (window.Trigger is ScriptedExchange { Judged: { } asked })
            run.JudgeTrigger(asked, trigger);
        if (window.Trigger is ScriptedArrival)
            run.Arrived(trigger);
        var at = trigger + 1;
        foreach (var expected in window.Expected)
            at = run.Expect(expected, at);
        return new(trigger, run.Lines, run.Unverified, run.Captures, run.Context.Readings);
    }

    // An end that names a value of this run which was never captured cannot be met.
    static bool Ends(Scripted end, RecordedExchange exchange, JudgingContext context)
    {
        try
        {
            return RequestMatch.Meets(end, exchange, context).Any();
        }
        catch (MissingValueException)
        {
            return false;
        }
    }
}
