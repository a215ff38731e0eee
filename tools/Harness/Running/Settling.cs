using Conformance.Harness.Judging;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>What <c>eventually</c> means on a target that declares a settling time.</summary>
static class Settling
{
    /// <summary>How many times a request is asked again within the settling time.</summary>
    const int tries = 20;

    public static bool IsAskedFor(Received received) =>
        received.Options.Any(option => option.Clauses.Any(clause => clause.First is EventuallyClause));

    public static TimeSpan Step(TimeSpan settle) => settle / tries;
}
