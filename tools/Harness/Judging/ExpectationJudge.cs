using System.Globalization;
using Conformance.Harness.Judging.Trees;
using Conformance.Harness.Language;
using Conformance.Harness.Running;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Judging;

/// <summary>Judges one option: its first line, then headers, body and clauses in file order.</summary>
sealed class ExpectationJudge(Expectation expected, Observation actual)
{
    readonly MessageBody body = new(actual);

    public Findings Judge(Findings before)
    {
        var found = before.Guarded(expected, () => FirstLine(before));
        if (found.Lines[^1].Outcome == Outcome.Blocked)
            return LinesBelow(found, Outcome.Blocked, "the line above could not be judged");
        return (expected.What, actual.Reply) switch
        {
            (NothingLine or ClosedLine, _) => found.Lines[^1].Outcome == Outcome.Held
                ? found
                : LinesBelow(found, Outcome.Blocked, "something else came"),
            (_, NoAnswer none) => LinesBelow(found, Outcome.Missed, $"no answer: {none.Detail}"),
            (ArrivalLine, _) when actual.Arrivals == 0 => LinesBelow(found, Outcome.Missed, "nothing came"),
            (ArrivalLine, _) when !IsAsked(found) => LinesBelow(found, Outcome.Blocked, "another request came"),
            (StatusLine status, Answered answered) when !Statuses(status.Statuses, found.Scope).Holds(answered.Message.Status) =>
                LinesBelow(found, Outcome.Blocked, $"the status is {answered.Message.Status}"),
            (_, Answered answered) => Below(found, answered.Message),
            _ => throw new InvalidOperationException($"A reply of kind {actual.Reply.GetType().Name} is unknown."),
        };
    }

    /// <summary>The statuses of a line, with a hole that a sweep or capture filled read as a set.</summary>
    public static StatusSet Statuses(StatusSet set, Scope scope) => set.Hole is UsePart use
        ? new StatusSet([.. scope.Resolve(use).Split('|', StringSplitOptions.TrimEntries)], null)
        : set;

    Findings FirstLine(Findings found)
    {
        var text = LineText.Of(expected, found.Scope);
        switch (expected.What)
        {
            case StatusLine line:
                if (actual.Reply is not Answered answer)
                    return found.Missed(expected, text, NoAnswerText());
                return Status(found, expected, Statuses(line.Statuses, found.Scope), answer.Message, text);
            case ClosedLine:
                return found.Decide(expected, actual.Reply is NoAnswer { Cause: NoAnswerCause.Closed or NoAnswerCause.Reset },
                    text, NoAnswerText());
            case NothingLine:
                return found.Decide(expected, actual.Arrivals == 0 || actual.Reply is NoAnswer, text, Came());
            case ArrivalLine line:
                if (actual.Reply is not Answered arrived || actual.Arrivals == 0)
                    return found.Missed(expected, text, "nothing came");
                var target = TextMatch.Of(line.Target, arrived.Message.Target, found.Scope, TextMatch.Wire);
                return found.Decide(expected, target.Holds && arrived.Message.Method == line.Method, text, Came())
                    .Capture(target.Captures);
            default:
                throw new InvalidOperationException($"Line {expected.Line} expects what is unknown.");
        }
    }

    bool IsAsked(Findings found) => found.Lines[^1] is { Outcome: Outcome.Held } || expected.What is ArrivalLine line
        && actual.Reply is Answered { Message: var message } && message.Method == line.Method
        && TextMatch.Of(line.Target, message.Target, found.Scope, TextMatch.Wire).Holds;

    Findings Below(Findings found, HttpMessage message)
    {
        foreach (var choice in expected.Headers)
            found = found.Choose(choice, (f, line) => f.Guarded(line, () => HeaderJudge.Of(f, line, message, actual.BaseUri)));
        if (expected.Body is { } bytes)
        {
            var line = new BodyJudged(bytes.Line, BodyBytes.Joined(bytes, found.Scope), expected.Tag);
            found = found.Guarded(line, () => Exactly(found, line, message));
        }
        foreach (var choice in expected.Clauses)
            found = found.Choose(choice, (f, clause) => Guarded(f, clause, message));
        return found;
    }

    // A clause that cannot be judged takes the lines below it along.
    Findings Guarded(Findings found, Clause clause, HttpMessage message)
    {
        try
        {
            return Clause(found, clause, message);
        }
        catch (MissingValueException missing)
        {
            return Lines.Below(clause).Prepend(clause).Aggregate(found,
                (f, line) => f.Blocked(line, LineText.Of(line, f.Scope), missing.Message));
        }
    }

    Findings Clause(Findings found, Clause clause, HttpMessage message)
    {
        var text = LineText.Of(clause, found.Scope);
        return clause switch
        {
            EventuallyClause or NextClause => found,
            EmptyBodyClause => found.Decide(clause, message.Body.IsEmpty, text, $"a body of {message.Body.Length} bytes"),
            StatusClause status => Status(found, clause, Statuses(status.Statuses, found.Scope), message, text),
            ContainsClause contains => Contains(found, contains, message, text),
            MeasureClause measure => Measured(found, measure, message, text),
            MultistatusClause or EachOnceClause => MultistatusJudge.Of(found, clause, body),
            ManifestClause manifest => ManifestJudge.Of(found, manifest, body),
            TreeClause tree => TreeJudge.Of(found, tree, body),
            PropertiesClause properties => TreeJudge.Of(found, properties, body),
            _ => throw new InvalidOperationException($"The clause in line {clause.Line} is unknown."),
        };
    }

    static Findings Status(Findings found, IJudged line, StatusSet set, HttpMessage message, string text)
    {
        var actual = $"{message.Status:000} {message.Reason}".TrimEnd();
        found = found.Decide(line, set.Holds(message.Status), text, actual);
        return set.Hole is CapturePart { Name: { } name }
            ? found.Capture([new(name, new TextValue(message.Status.ToString("000", CultureInfo.InvariantCulture)))])
            : found;
    }

    static Findings Exactly(Findings found, BodyJudged line, HttpMessage message)
    {
        var came = TextMatch.Wire.GetString(message.Body.Span);
        var match = TextMatch.Of(line.Text, came, found.Scope, TextMatch.Wire);
        return found.Decide(line, match.Holds, LineText.Of(line, found.Scope),
            message.Body.IsEmpty ? "no body" : $"{message.Body.Length} bytes: {match.Why}").Capture(match.Captures);
    }

    static Findings Contains(Findings found, ContainsClause clause, HttpMessage message, string text)
    {
        var raw = TextMatch.Wire.GetString(message.Raw.Span);
        var match = TextMatch.Of(clause.Text, raw, found.Scope, TextMatch.Wire, anywhere: true);
        // Chunks may cut the text anywhere, and are none of its business.
        if (!match.Holds)
            match = TextMatch.Of(clause.Text, TextMatch.Wire.GetString(message.Body.Span), found.Scope, TextMatch.Wire, anywhere: true);
        return found.Decide(clause, match.Holds, text, $"not among the {raw.Length} bytes: '{LineText.Visible(raw)}'")
            .Capture(match.Captures);
    }

    Findings Measured(Findings found, MeasureClause clause, HttpMessage message, string text) => clause.Measure switch
    {
        Measure.Arrives => found.Decide(clause, Ranges.Holds(clause.Range, actual.Reply.Elapsed, found.Scope), text,
            $"after {actual.Reply.Elapsed.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)}s"),
        Measure.Times => found.Decide(clause, Ranges.Holds(clause.Range, actual.Arrivals, found.Scope), text,
            $"{actual.Arrivals} times"),
        Measure.Bytes => found.Decide(clause, Ranges.Holds(clause.Range, message.Raw.Length, found.Scope), text,
            $"{message.Raw.Length} bytes"),
        _ => found.Blocked(clause, text, "gaps between requests are judged in recorded traffic only"),
    };

    Findings LinesBelow(Findings found, Outcome outcome, string reason)
    {
        foreach (var line in Lines.Below(expected))
            found = outcome == Outcome.Missed
                ? found.Missed(line, LineText.Of(line, found.Scope), reason)
                : found.Blocked(line, LineText.Of(line, found.Scope), reason);
        return found;
    }

    string NoAnswerText() => actual.Reply is NoAnswer none ? none.Detail : Came();

    string Came() => actual.Reply switch
    {
        Answered { Message: { Method.Length: > 0 } request } => $"{request.Method} {LineText.Visible(request.Target)}",
        Answered { Message: var answer } => $"{answer.Status:000} {answer.Reason}".TrimEnd(),
        NoAnswer none => none.Detail,
        _ => "",
    };
}
