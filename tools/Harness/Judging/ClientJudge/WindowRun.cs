using System.Collections.Immutable;
using System.Globalization;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Judging.ClientJudge;

/// <summary>Judges the expected requests of one window, one after the other.</summary>
sealed class WindowRun(Traffic traffic, int end, DateTimeOffset start, JudgingContext context)
{
    readonly ImmutableArray<LineResult>.Builder lines = ImmutableArray.CreateBuilder<LineResult>();
    readonly ImmutableArray<(int, string)>.Builder unverified = ImmutableArray.CreateBuilder<(int, string)>();
    readonly Scope before = context.Scope;
    DateTimeOffset from = start;
    RecordedExchange? arrived;
    string? blocked;
    bool isOver;

    public JudgingContext Context { get; private set; } = context;

    public ImmutableArray<LineResult> Lines => lines.ToImmutable();

    public ImmutableArray<(int Line, string Reason)> Unverified => unverified.ToImmutable();

    public ImmutableDictionary<string, IValue> Captures =>
        Context.Scope.Values.Where(pair => before.Find(pair.Key) is null).ToImmutableDictionary();

    /// <summary>The message whose answer by the client may be judged first.</summary>
    public void Arrived(int trigger) => arrived = traffic[trigger];

    /// <summary>Judges what the scenario asks of the very request that started the window.</summary>
    public void JudgeTrigger(Sent asked, int trigger)
    {
        var judged = RequestMatch.Judge(asked, traffic[trigger], Context);
        lines.AddRange(judged.Lines.Where(line => line.Line != asked.Line));
        Context = RequestMatch.Extended(Context, judged);
    }

    /// <summary>Judges one expected request, or awaits a message, from <paramref name="at"/> on; the index to go on from.</summary>
    public int Expect(Scripted expected, int at)
    {
        if (isOver)
            return at;
        if (expected is ScriptedArrival arrival)
            return Await(arrival, at);
        if (expected is ScriptedReply reply)
            return Replied(reply.Answer, at);
        var asked = ((ScriptedExchange)expected).Request;
        if (blocked is not null)
        {
            Block(asked, blocked);
            return at;
        }
        try
        {
            return Judge((ScriptedExchange)expected, at);
        }
        catch (MissingValueException missing)
        {
            Block(asked, missing.Message);
            return at;
        }
    }

    // What reaches the client is a condition: where it never does, nothing is asked of the client and nothing is verified.
    int Await(ScriptedArrival arrival, int at)
    {
        for (var i = at; i < end; i++)
            foreach (var met in RequestMatch.Meets(arrival, traffic[i], Context))
            {
                (Context, from, arrived) = (met, traffic[i].Ended, traffic[i]);
                return i + 1;
            }
        unverified.Add((arrival.Arrival.Line, "no such message reached the client in the window"));
        isOver = true;
        return at;
    }

    int Replied(Sent answer, int at)
    {
        var status = ((AnswerLine)answer.What).Status.ToString("000", CultureInfo.InvariantCulture);
        var expected = new Expectation(answer.Line, answer.Actor, new StatusLine(new([status], null), null),
            answer.OwnTag, answer.Tag, answer.Headers, answer.Body, answer.Clauses);
        var judged = Judging.Judge.Of(expected, arrived!.Answered, Context);
        lines.AddRange(judged.Lines);
        Context = RequestMatch.Extended(Context, judged);
        return at;
    }

    int Judge(ScriptedExchange expected, int at)
    {
        var asked = expected.Request;
        var times = Measures(asked, Measure.Times).ToArray();
        var mayBeAbsent = times.Any(one => Ranges.Holds(one.Range, 0m, Context.Scope));
        var isForbidden = times.Any(one => !Ranges.Holds(new(null, one.Range.To, ""), 1m, Context.Scope));
        var window = Enumerable.Range(at, Math.Max(0, end - at)).Where(i => RequestMatch.IsOfKind(asked, traffic[i])).ToArray();
        int[] candidates = [.. window.Where(i => RequestMatch.Target(asked, traffic[i], Context.Scope) is not null)];
        // Where a known value says which request is meant, one that went elsewhere is that request gone wrong.
        var meant = !isForbidden && RequestMatch.IsIdentified(asked) ? window : candidates;
        int[] found = [.. meant.Where(i => RequestMatch.IsMeant(asked, traffic[i], Context))];
        if (asked.Clauses.Any(choice => choice.First is NextClause))
            found = [.. found.Take(1)];
        // A request that is almost the one asked for says more than "it did not come".
        if (found.Length == 0 && !mayBeAbsent)
            found = [.. candidates.Take(1)];
        var text = LineText.Of(asked, Context.Scope);
        if (found.Length == 0)
            Absent(asked, text, mayBeAbsent);
        else if (isForbidden)
            lines.Add(Result(asked, Outcome.Missed, text, $"{found.Length} times, first {After(found[0])}: {Shown(found[0])}"));
        else
            Present(asked, found);
        if (blocked is null)
            Measured(asked, found, mayBeAbsent);
        return found.Length == 0 ? at : Answered(expected, found);
    }

    void Absent(Sent asked, string text, bool mayBeAbsent)
    {
        if (mayBeAbsent)
        {
            lines.Add(Result(asked, Outcome.Held, text, ""));
            return;
        }
        if (end == traffic.Length && traffic.Length > 0 && Measures(asked, Measure.Arrives).Any(one =>
            Ranges.Holds(new(null, one.Range.To, ""), traffic.Ended - from, Context.Scope)))
        {
            unverified.Add((asked.Line, "the recording ends before the request is due"));
            blocked = "the recording ends before the request above is due";
            return;
        }
        lines.Add(Result(asked, Outcome.Missed, text, "no such request in the window"));
        foreach (var header in asked.Headers)
            lines.Add(Result(header.First, Outcome.Missed, LineText.Of(header.First, Context.Scope), "the request did not come"));
    }

    // A line misses when it misses in any of the requests; the first of them is shown. Captures come from the first request.
    void Present(Sent asked, int[] found)
    {
        var worst = new SortedDictionary<int, LineResult>();
        JudgingContext? first = null;
        foreach (var i in found)
        {
            var target = RequestMatch.Target(asked, traffic[i], Context.Scope) ?? [];
            var now = Context with { Scope = Context.Scope.BindAll(target) };
            var judged = RequestMatch.Judge(asked, traffic[i], now);
            first ??= RequestMatch.Extended(now, judged);
            foreach (var line in judged.Lines)
                if (!worst.TryGetValue(line.Line, out var known) || (known.Outcome == Outcome.Held && line.Outcome != Outcome.Held))
                    worst[line.Line] = line.Outcome == Outcome.Held ? line : line with { Actual = $"{line.Actual} ({After(i)})" };
        }
        lines.AddRange(worst.Values);
        Context = first!;
    }

    void Measured(Sent asked, int[] found, bool mayBeAbsent)
    {
        foreach (var choice in asked.Clauses.Where(choice => choice.First is MeasureClause { Measure: not Measure.Bytes }))
        {
            LineResult? nearest = null;
            foreach (var clause in choice.Options.OfType<MeasureClause>())
            {
                var result = Measured(clause, found, mayBeAbsent);
                nearest = nearest is null || result?.Outcome == Outcome.Held ? result : nearest;
                if (result is null || result.Outcome == Outcome.Held)
                    break;
            }
            if (nearest is not null)
                lines.Add(nearest);
        }
    }

    LineResult? Measured(MeasureClause clause, int[] found, bool mayBeAbsent)
    {
        var text = LineText.Of(clause, Context.Scope);
        switch (clause.Measure)
        {
            case Measure.Times:
                return Result(clause, Holds(Ranges.Holds(clause.Range, (decimal)found.Length, Context.Scope)), text, $"{found.Length} times");
            case Measure.Arrives when found.Length > 0:
                return Result(clause, Holds(Ranges.Holds(clause.Range, traffic[found[0]].Started - from, Context.Scope)), text, After(found[0]));
            case Measure.Arrives:
                return mayBeAbsent ? null : Result(clause, Outcome.Missed, text, "the request did not come");
            case Measure.Every when found.Length > 1:
                var gaps = found.Zip(found.Skip(1), (one, next) => traffic[next].Started - traffic[one].Started);
                var wrong = gaps.Where(gap => !Ranges.Holds(clause.Range, gap, Context.Scope)).Select(Seconds).ToArray();
                return Result(clause, Holds(wrong.Length == 0), text, $"gaps of {string.Join(", ", wrong.Take(10))}");
            default:
                unverified.Add((clause.Line, $"a gap lies between two requests, and the window has {found.Length}"));
                return null;
        }
    }

    // Answers are conditions: where none is as supposed, what the file expects next cannot be asked of the client.
    int Answered(ScriptedExchange expected, int[] found)
    {
        if (expected.Answer is null)
            return found[0] + 1;
        foreach (var i in found)
        {
            var judged = Judging.Judge.Of(expected.Answer, traffic[i].Answered, Context);
            if (!RequestMatch.IsClean(judged))
                continue;
            Context = RequestMatch.Extended(Context, judged);
            return i + 1;
        }
        blocked = $"the answer in line {expected.Answer.Line} was another";
        return found[^1] + 1;
    }

    void Block(Sent asked, string reason)
    {
        foreach (var line in asked.Headers.Select(header => header.First)
            .Concat<IJudged>(asked.Clauses.Select(clause => clause.First)).Prepend(asked))
            lines.Add(Result(line, Outcome.Blocked, LineText.Of(line, Context.Scope), reason));
    }

    static IEnumerable<MeasureClause> Measures(Sent asked, Measure measure) =>
        asked.Clauses.SelectMany(choice => choice.Options).OfType<MeasureClause>().Where(clause => clause.Measure == measure);

    static LineResult Result(IJudged line, Outcome outcome, string expected, string actual) =>
        new(line.Line, line.Tag, outcome, expected, outcome == Outcome.Held ? "" : actual);

    static Outcome Holds(bool holds) => holds ? Outcome.Held : Outcome.Missed;

    string Shown(int i) => $"{traffic[i].Request.Method} {LineText.Visible(traffic[i].Request.Target)}";

    string After(int i) => $"{Seconds(traffic[i].Started - from)} after the start of the window";

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + "s";
}
