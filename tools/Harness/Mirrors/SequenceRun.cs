using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Running;
using Conformance.Harness.Targets;
using Conformance.Harness.Vocabulary;

namespace Conformance.Harness.Mirrors;

/// <summary>How much is played.</summary>
/// <param name="Length">Steps of one sequence.</param>
public sealed record SequenceOptions(int Seed, int Sequences, int Length)
{
    public const int UsualSequences = 300;
    public const int UsualLength = 40;

    /// <summary>A write, and both mirrors that catch up.</summary>
    public const int ShortestLength = 3;
}

/// <summary>What the sequences of a seed showed.</summary>
/// <param name="Sequences">How many were played.</param>
/// <param name="Exchanges">Requests in them, without those of shrinking.</param>
/// <param name="Restarts">How often an older collblob was refused, which the documents do not forbid.</param>
/// <param name="Failure">The first that failed; null when none did.</param>
public sealed record SequenceFindings(
    SequenceOptions Options, int Sequences, int Exchanges, int Restarts, SequenceFailure? Failure);

/// <param name="Index">Which sequence of the seed, from 0.</param>
/// <param name="Requirement">The row of the catalogue that is broken.</param>
/// <param name="Sentence">What was expected, and what came.</param>
/// <param name="Requests">Of the shortest sequence that shows it.</param>
/// <param name="ScenarioId">Of <paramref name="Scenario"/>, which is the text of a file.</param>
public sealed record SequenceFailure(
    int Index, string Requirement, string Sentence, int Requests, string ScenarioId, string Scenario);

/// <summary>Plays many sequences one after the other, each in a place of its own, until one fails; that one is shrunk.</summary>
public sealed class SequenceRun(IStageHost host, Catalogues catalogues, PatienceBudget budget)
{
    /// <summary>What a target must offer; the words of <c>needs</c>.</summary>
    public static readonly ImmutableArray<string> Needs = ["folder", "proppatch", "copy", "move", "search", "repl"];

    int places;

    /// <param name="progress">Told how many sequences are done.</param>
    /// <exception cref="SetupException">The target refuses what a writer may do.</exception>
    public async Task<SequenceFindings> PlayAsync(SequenceOptions options, Action<int>? progress, CancellationToken cancel)
    {
        var (exchanges, restarts) = (0, 0);
        var bobWrites = await OnStageAsync(false, player => player.MayWriteAsync(Account.Second), cancel);
        for (var index = 0; index < options.Sequences; index++)
        {
            var steps = SequenceMaker.Make(options.Seed, index, options.Length);
            var played = await OnStageAsync(bobWrites, player => player.PlayAsync(steps), cancel);
            exchanges += played.Exchanges.Length;
            restarts += played.Restarts;
            if (played.Finding is not null)
            {
                var failure = await ShrinkAsync(options, index, steps, played, bobWrites, cancel);
                return new SequenceFindings(options, index + 1, exchanges, restarts, failure);
            }
            progress?.Invoke(index + 1);
        }
        return new SequenceFindings(options, options.Sequences, exchanges, restarts, null);
    }

    async Task<SequenceFailure> ShrinkAsync(
        SequenceOptions options, int index, ImmutableArray<Step> steps, Played played, bool bobWrites, CancellationToken cancel)
    {
        var shrinker = new Shrinker(async some =>
        {
            try
            {
                return await OnStageAsync(bobWrites, player => player.PlayAsync(some), cancel);
            }
            catch (SetupException)
            {
                return null;
            }
        });
        var (_, shortest) = await shrinker.ShrinkAsync(steps, played);
        var id = $"replication.sequence.seed-{options.Seed}-number-{index + 1}";
        var text = new ExchangeScenario(catalogues).Write(
            id, $"sequence {index + 1} of seed {options.Seed}, shortened", shortest.Exchanges, bobWrites);
        return new SequenceFailure(
            index, shortest.Finding!.Requirement, shortest.Finding.Sentence, shortest.Exchanges.Length, id, text);
    }

    async ValueTask<T> OnStageAsync<T>(bool bobWrites, Func<SequencePlayer, ValueTask<T>> play, CancellationToken cancel)
    {
        await using var stage = await host.OpenAsync(0, SequencePlayer.Scenario, places++, needsFolder: true, cancel);
        return await play(new SequencePlayer(stage, budget, bobWrites, cancel));
    }
}
