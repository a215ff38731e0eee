using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Judging.ClientJudge;

/// <summary>Finds and judges requests of a client.</summary>
static class RequestMatch
{
    /// <summary>Values the target gives when method and target are those asked for; else null.</summary>
    /// <exception cref="MissingValueException">The target uses a value that is missing.</exception>
    public static ImmutableArray<KeyValuePair<string, IValue>>? Target(Sent asked, RecordedExchange exchange, Scope scope)
    {
        if (asked.What is not RequestLine line || !line.Methods.Contains(exchange.Request.Method))
            return null;
        var match = TextMatch.Of(line.Target, exchange.Request.Target, scope, TextMatch.Wire);
        if (match.Holds)
            return match.Captures;
        return !line.Target.Captures.Any() && Hrefs.Same(scope.RenderText(line.Target), exchange.Request.Target, exchange.Uri) ? [] : null;
    }

    /// <summary>True when the headers that tell one request from another are those asked for.</summary>
    /// <remarks>These are lines with a known value. Captures and absences are judged, they do not identify.</remarks>
    public static bool IsMeant(Sent asked, RecordedExchange exchange, Scope scope) => asked.Headers.All(choice =>
        choice.Options.Any(line => line.Form is HeaderForm.Absent or HeaderForm.IsIfPresent || line.Value.Captures.Any()
            || (exchange.Request[line.Name] is { } value
                && (line.Form == HeaderForm.Has || HeaderJudge.Compare(line.Name, line.Value, value.Trim(), scope, exchange.Uri).Holds))));

    /// <summary>Judges a request that was found: its line, headers, body and trees, but no measure.</summary>
    public static Judged Judge(Sent asked, RecordedExchange exchange, JudgingContext context)
    {
        var target = new Template(exchange.Request.Target, [new LiteralPart([.. TextMatch.Wire.GetBytes(exchange.Request.Target)])]);
        var clauses = asked.Clauses.Where(choice => choice.First is not MeasureClause { Measure: not Measure.Bytes });
        var expected = new Expectation(asked.Line, asked.Actor, new ArrivalLine(exchange.Request.Method, target),
            asked.OwnTag, asked.Tag, asked.Headers, asked.Body, [.. clauses]);
        return Judging.Judge.Of(expected, exchange.Asked, context);
    }

    /// <summary>What a request and its answer give when both are as stated; null when they are not.</summary>
    public static JudgingContext? Meets(ScriptedExchange stated, RecordedExchange exchange, JudgingContext context)
    {
        if (Target(stated.Request, exchange, context.Scope) is not { } captures)
            return null;
        context = context with { Scope = context.Scope.BindAll(captures) };
        var request = Judge(stated.Request, exchange, context);
        if (!IsClean(request))
            return null;
        context = Extended(context, request);
        if (stated.Answer is null)
            return context;
        var answer = Judging.Judge.Of(stated.Answer, exchange.Answered, context);
        return IsClean(answer) ? Extended(context, answer) : null;
    }

    public static JudgingContext Extended(JudgingContext context, Judged judged) => context with
    {
        Scope = context.Scope.BindAll(judged.Captures),
        Readings = context.Readings.SetItems(judged.Readings),
    };

    public static bool IsClean(Judged judged) => judged.Lines.All(line => line.Outcome == Outcome.Held);
}
