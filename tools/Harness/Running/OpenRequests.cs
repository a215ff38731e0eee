using Conformance.Harness.Judging;
using Conformance.Harness.Language;

namespace Conformance.Harness.Running;

/// <summary>Judges the lines of <c>still</c>.</summary>
static class OpenRequests
{
    /// <param name="hasStirred">True when a byte of an answer has come, or the connection has ended.</param>
    public static LineResult Judge(StillOpen line, bool hasStirred) => hasStirred
        ? new LineResult(line.Line, line.Tag, Outcome.Missed, $"{line.Name} is open", $"{line.Name} has been answered or closed")
        : new LineResult(line.Line, line.Tag, Outcome.Held, $"{line.Name} is open", "");
}
