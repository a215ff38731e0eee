using System.Collections.Immutable;

namespace Conformance.Harness.Mirrors;

/// <summary>Draws sequences: the same ones from the same seed, each for itself.</summary>
static class SequenceMaker
{
    const int Writers = 3;
    const int PageMax = 7;

    /// <summary>How often each act is drawn.</summary>
    static readonly ImmutableArray<Act> acts =
    [
        .. Enumerable.Repeat(Act.Put, 6), .. Enumerable.Repeat(Act.Mark, 3), Act.Unmark, Act.Unmark,
        .. Enumerable.Repeat(Act.Delete, 3), Act.MoveOut, Act.MoveOut, Act.MoveIn, Act.MoveIn, Act.PutElsewhere,
        Act.Rename, Act.Rename, Act.Copy,
    ];

    /// <param name="index">Which sequence of the seed.</param>
    /// <param name="length">Steps, the two at its end included in which both mirrors catch up.</param>
    public static ImmutableArray<Step> Make(int seed, int index, int length)
    {
        // A generator is made from one number; sequences of neighbouring seeds must not be each other's.
        var random = new Random(HashOf(seed, index));
        var truth = new Truth();
        var steps = ImmutableArray.CreateBuilder<Step>();
        while (steps.Count < length - 2)
            steps.Add(random.Next(10) switch
            {
                < 6 => Write(random, truth),
                < 9 => Ask(random, random.Next(2)),
                _ => new RecallStep(random.Next(2), random.Next(1, 6)),
            });
        return [.. steps, Ask(random, 0) with { IsToTheEnd = true }, Ask(random, 1) with { IsToTheEnd = true }];
    }

    static int HashOf(int seed, int index) => unchecked((int)(((uint)seed * 0x9E3779B1) ^ ((uint)index * 0x85EBCA77)));

    static AskStep Ask(Random random, int mirror) =>
        new(mirror, random.Next(2) == 0 ? 0 : random.Next(1, PageMax + 1), random.Next(2) == 0);

    static WriteStep Write(Random random, Truth truth)
    {
        while (true)
        {
            var act = acts[random.Next(acts.Length)];
            var step = new WriteStep(
                act, random.Next(Writers),
                random.Next(act is Act.MoveIn or Act.PutElsewhere ? Truth.NamesElsewhere : Truth.Names),
                random.Next(act == Act.MoveOut ? Truth.NamesElsewhere : Truth.Names));
            if (!truth.Allows(step))
                continue;
            truth.Apply(step);
            return step;
        }
    }
}
