using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;
using Conformance.Protocol;

namespace Conformance.Harness.Judging.ClientJudge;

/// <summary>Finds and judges requests of a client.</summary>
static class RequestMatch
{
    /// <summary>Values the target gives when method and target are those asked for; else null.</summary>
    /// <exception cref="MissingValueException">The target uses a value that is missing.</exception>
    public static ImmutableArray<KeyValuePair<string, IValue>>? Target(Sent asked, RecordedExchange exchange, Scope scope)
    {
        if (!IsOfKind(asked, exchange))
            return null;
        if (asked.What is not RequestLine line)
            return [];
        var match = TextMatch.Of(line.Target, exchange.Request.Target, scope, TextMatch.Wire);
        if (match.Holds)
            return match.Captures;
        return !line.Target.Captures.Any() && Hrefs.Same(scope.RenderText(line.Target), exchange.Request.Target, exchange.Uri) ? [] : null;
    }

    /// <summary>True when it is a request of one of the methods asked for, or the datagram asked for.</summary>
    public static bool IsOfKind(Sent asked, RecordedExchange exchange) => asked.What switch
    {
        RequestLine line => exchange.Kind == TrafficKind.Exchange && line.Methods.Contains(exchange.Request.Method),
        Datagram => exchange.Kind == TrafficKind.Datagram,
        _ => false,
    };

    /// <summary>True when a known value tells the request from others: then its target is judged, not looked for.</summary>
    public static bool IsIdentified(Sent asked) => asked.Headers.Any(choice => choice.Options.All(line =>
            line.Form is HeaderForm.Is or HeaderForm.Has && !line.Value.Captures.Any()))
        || Trees(asked).SelectMany(choice => Lines.Below(choice.First)).OfType<Node>()
            .Any(node => node.OwnTag is null && node.Value is { } value && value.Uses.Any());

    /// <summary>True when what tells one request from another is as asked for.</summary>
    /// <remarks>
    /// These are header lines with a known value, and lines of trees without a tag of their own. Captures and absences in headers are
    /// judged, they do not identify.
    /// </remarks>
    public static bool IsMeant(Sent asked, RecordedExchange exchange, JudgingContext context) => asked.Headers.All(choice =>
        choice.Options.Any(line => line.Form is HeaderForm.Absent or HeaderForm.IsIfPresent or HeaderForm.Lacks || line.Value.Captures.Any()
            || (exchange.Request[line.Name] is { } value && (line.Form == HeaderForm.Has
                ? HeaderJudge.Member(line.Value, value, context.Scope)
                : HeaderJudge.Compare(line.Name, line.Value, value.Trim(), context.Scope, exchange.Uri)).Holds)))
        && AreTreesMeant(asked, exchange, context);

    static bool AreTreesMeant(Sent asked, RecordedExchange exchange, JudgingContext context)
    {
        Choice<Clause>[] trees = [.. Trees(asked)];
        if (trees.Length == 0)
            return true;
        var judged = Walk.Below([], [.. trees]).Where(line => line.OwnTag is not null)
            .SelectMany(IEnumerable<IJudged> (line) => line is Node { Quantifier: Quantifier.No } no ? Lines.Of(no) : [line])
            .Select(line => line.Line).ToHashSet();
        return Judge(asked with { Headers = [], Clauses = [.. trees] }, Literal(exchange.Request.Target), exchange, context).Lines
            .All(line => line.Outcome == Outcome.Held || judged.Contains(line.Line));
    }

    static Template Literal(string text) => new(text, [new LiteralPart([.. TextMatch.Wire.GetBytes(text)])]);

    static IEnumerable<Choice<Clause>> Trees(Sent asked) => asked.Clauses.Where(choice => choice.First is TreeClause);

    /// <summary>Judges a request that was found: its line, headers, body and trees, but no measure.</summary>
    public static Judged Judge(Sent asked, RecordedExchange exchange, JudgingContext context)
    {
        var target = asked.What is RequestLine line && Target(asked, exchange, context.Scope) is null
            ? line.Target
            : Literal(exchange.Request.Target);
        return Judge(asked, target, exchange, context);
    }

    static Judged Judge(Sent asked, Template target, RecordedExchange exchange, JudgingContext context)
    {
        var clauses = asked.Clauses.Where(choice => choice.First is not MeasureClause { Measure: not Measure.Bytes });
        var expected = new Expectation(asked.Line, asked.Actor, new ArrivalLine(exchange.Request.Method, target),
            asked.OwnTag, asked.Tag, asked.Headers, asked.Body, [.. clauses]);
        return Judging.Judge.Of(expected, exchange.Asked, context);
    }

    /// <summary>What traffic that is as stated gives, once for each member that a <c>has ${x}</c> can take; nothing when it is not.</summary>
    public static IEnumerable<JudgingContext> Meets(Scripted stated, RecordedExchange exchange, JudgingContext context) => stated switch
    {
        ScriptedArrival { Arrival: var arrival } =>
            from option in exchange.Kind == TrafficKind.Arrival ? arrival.Options.Take(1) : []
            from one in Variants(option.Headers, exchange, context)
            from met in Clean(one.Context, Judging.Judge.Of(option with { Headers = one.Headers }, exchange.Asked, one.Context))
            select met,
        ScriptedExchange { Conditions: var asked } =>
            from one in Variants(asked.Request.Headers, exchange, context)
            from met in Meets(asked with { Request = asked.Request with { Headers = one.Headers } }, exchange, one.Context)
            select met,
        _ => throw new ArgumentOutOfRangeException(nameof(stated), stated, "This is nothing that a client scenario looks for."),
    };

    static IEnumerable<JudgingContext> Meets(ScriptedExchange stated, RecordedExchange exchange, JudgingContext context)
    {
        if (Target(stated.Request, exchange, context.Scope) is not { } captures)
            yield break;
        context = context with { Scope = context.Scope.BindAll(captures) };
        foreach (var asked in Clean(context, Judge(stated.Request, exchange, context)))
            if (stated.Answer is null)
                yield return asked;
            else
                foreach (var answered in Clean(asked, Judging.Judge.Of(stated.Answer, exchange.Answered, asked)))
                    yield return answered;
    }

    /// <summary>The headers once for each member of the list that the first <c>Name has ${x}</c> captures from.</summary>
    static IEnumerable<(ImmutableArray<Choice<HeaderLine>> Headers, JudgingContext Context)> Variants(
        ImmutableArray<Choice<HeaderLine>> headers, RecordedExchange exchange, JudgingContext context)
    {
        var at = headers.ToList().FindIndex(h => h.First.Form == HeaderForm.Has && h.First.Value.Captures.Any());
        if (at < 0)
            return [(headers, context)];
        var line = headers[at].First;
        return from member in HeaderKinds.Members(exchange.Request[line.Name] ?? "").Distinct(StringComparer.Ordinal)
               let match = TextMatch.Of(line.Value, member, context.Scope, TextMatch.Wire)
               where match.Holds
               let known = line with { Value = Literal(member) }
               select (headers.SetItem(at, new([known])), context with { Scope = context.Scope.BindAll(match.Captures) });
    }

    static IEnumerable<JudgingContext> Clean(JudgingContext context, Judged judged) => IsClean(judged) ? [Extended(context, judged)] : [];

    public static JudgingContext Extended(JudgingContext context, Judged judged) => context with
    {
        Scope = context.Scope.BindAll(judged.Captures),
        Readings = context.Readings.SetItems(judged.Readings),
    };

    public static bool IsClean(Judged judged) => judged.Lines.All(line => line.Outcome == Outcome.Held);
}
