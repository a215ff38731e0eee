using Conformance.Harness.Targets;
using Conformance.Harness.Wire;

namespace Conformance.Harness.Running;

/// <summary>Finds out that an answer will not come: the server holds the request, and its clock moves only when we say so.</summary>
/// <remarks>
/// Asked of the commands of devices, which wait for nothing but news and time; what waits for somebody outside may be answered any moment.
/// Without it every answer that a scenario misses costs the whole patience, which decides how long a red run
/// and the matrix of faults take.
/// </remarks>
static class Standstill
{
    /// <summary>The answer, or that there is none while time stands.</summary>
    /// <param name="name">By which the control port knows the request.</param>
    /// <param name="open">The names of all requests whose answers are out: one that has not arrived yet may be what ends the wait of this one.</param>
    public static async ValueTask<Reply> AnswerAsync(
        IStageClock clock, string name, IEnumerable<string> open, Task<Reply> answer, Func<bool> hasStirred, CancellationToken cancel)
    {
        if (!clock.IsControlled || answer.IsCompleted)
            return await answer;
        // The control port is asked one thing at a time, so its answer is awaited even when the other came first: it comes then too.
        var isHeld = await IsHeldAsync(clock, name, [.. open, name], cancel);
        return isHeld && !hasStirred() && !answer.IsCompleted
            ? new NoAnswer(NoAnswerCause.TimedOut, "the server holds the request, and no time passes", default, TimeSpan.Zero)
            : await answer;
    }

    static async Task<bool> IsHeldAsync(IStageClock clock, string name, string[] open, CancellationToken cancel)
    {
        try
        {
            if ((await clock.SettleAsync(open, cancel)).Contains(name))
                return false;
            // What woke it up may be on its way still: the barrier waits for that.
            await clock.PassAsync(TimeSpan.Zero, cancel);
            return !(await clock.SettleAsync([name], cancel)).Contains(name);
        }
        catch (Exception fault) when (fault is OperationCanceledException or ControlException)
        {
            // Patience decides, as it does on targets that cannot be asked.
            return false;
        }
    }
}
