using Conformance.Harness.Running;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Targets;

/// <summary>Counts answers that never came: after three in a row, over all jobs together, the run gives the target up.</summary>
/// <remarks>Shared by discovery and every job of a run. Requests that are meant to be held do not count.</remarks>
public sealed class PatienceBudget(int most = PatienceBudget.Default)
{
    public const int Default = 3;

    readonly Lock gate = new();
    int missed;

    /// <summary>True once the budget is used up; it stays so.</summary>
    public bool IsSpent { get; private set; }

    public string Sentence => $"The target accepts connections and has left {most} requests in a row without an answer.";

    public void Answered()
    {
        lock (gate)
            missed = 0;
    }

    /// <summary>Notes one answer that did not come in time.</summary>
    /// <returns>True when the budget is spent by it.</returns>
    public bool TimedOut()
    {
        lock (gate)
            return IsSpent |= ++missed >= most;
    }

    /// <summary>Takes note of a reply, whatever it is.</summary>
    /// <exception cref="RunAbortedException">The budget is spent: several requests in a row came to nothing.</exception>
    public void Count(Reply reply)
    {
        if (reply is not NoAnswer { Cause: NoAnswerCause.TimedOut or NoAnswerCause.NotReached } none)
            Answered();
        else if (TimedOut())
            throw new RunAbortedException(none.Cause == NoAnswerCause.TimedOut ? Sentence : none.Detail);
    }
}
