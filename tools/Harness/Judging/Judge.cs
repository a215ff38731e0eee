using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Judging;

/// <summary>Holds a message against what a scenario expects of it.</summary>
/// <remarks>
/// Judging never throws for what a target sent: bytes that cannot be read are a miss that says so. A value that an earlier
/// line should have captured blocks only the lines that use it.
/// </remarks>
public static class Judge
{
    /// <summary>Tries the options in order. The first that holds in full counts, else the nearest.</summary>
    /// <remarks>Nearest: the right status first, then the fewest misses, then the first.</remarks>
    public static Judged Of(Received expected, Observation actual, JudgingContext context)
    {
        (Judged Judged, bool RightStatus, int Misses)? nearest = null;
        foreach (var option in expected.Options)
        {
            var judged = Of(option, actual, context);
            var misses = judged.Lines.Count(line => line.Outcome != Outcome.Held);
            if (misses == 0)
                return judged;
            var rightStatus = IsRightKind(option, actual);
            if (nearest is not { } best
                || (rightStatus && !best.RightStatus)
                || (rightStatus == best.RightStatus && misses < best.Misses))
                nearest = (judged, rightStatus, misses);
        }
        return nearest?.Judged ?? throw new InvalidOperationException($"Line {expected.Line} offers no option.");
    }

    /// <summary>Judges one option by itself.</summary>
    public static Judged Of(Expectation expected, Observation actual, JudgingContext context)
    {
        var found = new ExpectationJudge(expected, actual).Judge(new Findings(context));
        return ShownReadings.Only(new Judged(
            expected,
            found.Lines.All(line => line.Outcome != Outcome.Missed),
            [.. found.Lines],
            found.Captures,
            found.Readings));
    }

    static bool IsRightKind(Expectation option, Observation actual) => (option.What, actual.Reply) switch
    {
        (StatusLine { Statuses: var statuses }, Answered answered) => statuses.Holds(answered.Message.Status),
        (ArrivalLine, Answered) => actual.Arrivals > 0,
        (ClosedLine, NoAnswer { Cause: NoAnswerCause.Closed or NoAnswerCause.Reset }) => true,
        (NothingLine, NoAnswer) => true,
        _ => false,
    };
}
