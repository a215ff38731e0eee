using Conformance.Harness.Judging;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>What <c>eventually</c> means on a target that declares a settling time.</summary>
/// <remarks>
/// What waits for an event is asked again until it holds. What says that nothing fired is asked once, after the settling time: asking
/// again could only hide an event.
/// </remarks>
static class Settling
{
    /// <summary>How many times a request is asked again within the settling time.</summary>
    public const int Tries = 20;

    /// <summary>True when an answer that does not hold yet is to be asked for again.</summary>
    public static bool AsksAgain(Received received, TimeSpan settle) =>
        settle > TimeSpan.Zero && IsEventual(received) && !SaysNothingFired(received);

    /// <summary>How long to wait before a request is sent, because its answer says that nothing fired; null for not at all.</summary>
    public static TimeSpan? WaitsFirst(ScenarioFile file, Sent sent, TimeSpan settle) =>
        settle > TimeSpan.Zero && AnswerOf(file, sent) is { } received && IsEventual(received) && SaysNothingFired(received)
            ? settle
            : null;

    static Received? AnswerOf(ScenarioFile file, Sent sent)
    {
        foreach (var statement in file.Statements.SkipWhile(s => !ReferenceEquals(s, sent)).Skip(1))
            switch (statement)
            {
                case Received received when received.Actor == sent.Actor:
                    return received;
                case Sent next when next.Actor == sent.Actor:
                    return null;
            }
        return null;
    }

    static bool IsEventual(Received received) =>
        received.Options.Any(option => option.Clauses.Any(clause => clause.Options.Any(one => one is EventuallyClause)));

    static bool SaysNothingFired(Received received) => received.Options.Any(Absence.NothingFired);
}
