using System.Collections.Immutable;

namespace Conformance.Harness.Mirrors;

/// <summary>Makes a sequence that shows a fault as short and plain as it can, by playing parts of it.</summary>
/// <param name="play">Plays steps on a fresh place; null when a write was refused.</param>
sealed class Shrinker(Func<IReadOnlyList<Step>, ValueTask<Played?>> play)
{
    /// <summary>More attempts shorten nothing worth the time.</summary>
    const int AttemptsMax = 600;

    int attempts;

    /// <summary>The shortest that was found, with what it showed.</summary>
    public async ValueTask<(ImmutableArray<Step> Steps, Played Played)> ShrinkAsync(ImmutableArray<Step> steps, Played played)
    {
        var best = (Steps: steps[..played.Steps], Played: played);
        for (var before = default(ImmutableArray<Step>); !best.Steps.Equals(before) && attempts < AttemptsMax;)
        {
            before = best.Steps;
            for (var part = Math.Max(1, best.Steps.Length / 2); part >= 1; part /= 2)
                for (var from = 0; from < best.Steps.Length;)
                {
                    var rest = best.Steps.RemoveRange(from, Math.Min(part, best.Steps.Length - from));
                    if (await TryAsync(rest, best.Played) is { } shorter)
                        best = shorter;
                    else
                        from += part;
                }
            for (var at = 0; at < best.Steps.Length; at++)
                if (WithoutRename(best.Steps, at) is { } calm && await TryAsync(calm, best.Played) is { } unnamed)
                    best = unnamed;
            for (var at = 0; at < best.Steps.Length; at++)
                foreach (var plainer in Plainer(best.Steps[at]))
                    if (await TryAsync(best.Steps.SetItem(at, plainer), best.Played) is { } found)
                    {
                        best = found;
                        break;
                    }
        }
        return best;
    }

    /// <summary>The same with an item that keeps its name; null when the step renames nothing.</summary>
    static ImmutableArray<Step>? WithoutRename(ImmutableArray<Step> steps, int at)
    {
        if (steps[at] is not WriteStep { Act: Act.Rename, Item: var before, Other: var after })
            return null;
        return [.. steps[..at], .. steps[(at + 1)..].Select(step => step is not WriteStep write ? step : write with
        {
            Item = write.Act is Act.MoveIn or Act.PutElsewhere ? write.Item : Name(write.Item),
            Other = write.Act == Act.MoveOut ? write.Other : Name(write.Other),
        })];

        int Name(int name) => name == after ? before : name == before ? after : name;
    }

    /// <summary>Simpler ways to say a step, the simplest first.</summary>
    static IEnumerable<Step> Plainer(Step step) => step switch
    {
        AskStep { Page: > 0 } ask => [ask with { Page = 0, IsToTheEnd = false }, .. Pages(ask), .. Once(ask)],
        AskStep ask => Once(ask),
        WriteStep { Writer: > 0 } write => [write with { Writer = 0 }],
        RecallStep { Back: > 1 } recall => [recall with { Back = 1 }],
        _ => [],
    };

    static IEnumerable<Step> Pages(AskStep ask) =>
        Enumerable.Range(1, ask.Page - 1).Select(page => ask with { Page = page });

    static IEnumerable<Step> Once(AskStep ask) => ask.IsToTheEnd ? [ask with { IsToTheEnd = false }] : [];

    /// <summary>What a sequence shows, when it is the same as before.</summary>
    async ValueTask<(ImmutableArray<Step>, Played)?> TryAsync(ImmutableArray<Step> steps, Played shown) =>
        attempts++ < AttemptsMax
        && await play(steps) is { Finding: { } finding } played
        && finding.Requirement == shown.Finding!.Requirement
            ? (steps[..played.Steps], played)
            : null;
}
