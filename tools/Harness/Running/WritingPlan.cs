using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Vocabulary;

namespace Conformance.Harness.Running;

/// <summary>What one scenario would write to a target, as far as its file tells: requests that change something, with their number.</summary>
/// <remarks>
/// Counted over all rows and repetitions: what the file sends, what its set-ups and stimuli send, what undoes them, and the folder
/// that a run has for itself on a shared target, if it works in one. A POLL renews leases of our own subscriptions only, so it does not count.
/// </remarks>
public static class WritingPlan
{
    static readonly ImmutableHashSet<string> reading = ["GET", "HEAD", "OPTIONS", "PROPFIND", "SEARCH", "POLL", "SUBSCRIPTIONS"];

    /// <returns>Method and number, in the order of the methods' names.</returns>
    public static ImmutableSortedDictionary<string, int> Of(PlannedScenario planned, Sentences sentences) => planned.Runs
        .SelectMany(run => Enumerable.Repeat(run.Concrete, planned.File.Repeat))
        .SelectMany(file => file.Statements.SelectMany(statement => Of(statement, sentences))
            .Concat(sentences.NeedsFolder(file) ? ["MKCOL", "DELETE"] : []))
        .CountBy(method => method)
        .ToImmutableSortedDictionary(StringComparer.Ordinal);

    static IEnumerable<string> Of(Statement statement, Sentences sentences) => statement switch
    {
        Sent { What: RequestLine line } => line.Methods.Take(1).Where(method => !reading.Contains(method)),
        Sent { What: Command } => ["POST"],
        Sent { What: Raw } => ["raw bytes"],
        Given given => given.Bindings.SelectMany(b => sentences.FindSetup(b.Sentence)?.Setup.Sends ?? []),
        When stimuli => stimuli.Events.SelectMany(e => sentences.FindStimulus(e.Sentence)?.Stimulus.Sends ?? []),
        _ => [],
    };
}
