using System.Collections.Immutable;

namespace Conformance.Engine.Replicating;

/// <summary>A set of ids, kept as the runs of consecutive ones in it.</summary>
/// <remarks>Ids come from a counter, so a folder that was filled in one go is a single run.</remarks>
public sealed class IdSet
{
    public static readonly IdSet Empty = new([], true);

    IdSet(ImmutableArray<(long First, long Last)> runs, bool isExact) => (Runs, IsExact) = (runs, isExact);

    /// <summary>Ascending, with gaps between them; both ends included.</summary>
    public ImmutableArray<(long First, long Last)> Runs { get; }

    /// <summary>False when runs were joined to save room, so that ids of the gaps between them are in it too.</summary>
    public bool IsExact { get; }

    /// <summary>From what <see cref="Runs"/> and <see cref="IsExact"/> gave; null when these are no runs in order.</summary>
    public static IdSet? Of(ImmutableArray<(long First, long Last)> runs, bool isExact)
    {
        var last = -1L;
        foreach (var run in runs)
        {
            if (run.First <= last || run.Last < run.First)
                return null;
            last = run.Last;
        }
        return new IdSet(runs, isExact);
    }

    public bool Contains(long id)
    {
        var (low, high) = (0, Runs.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (id < Runs[middle].First)
                high = middle - 1;
            else if (id > Runs[middle].Last)
                low = middle + 1;
            else
                return true;
        }
        return false;
    }

    /// <summary>The set with some ids more and others less; what stands in both is taken out.</summary>
    public IdSet With(IEnumerable<long> more, IEnumerable<long> less)
    {
        var joined = Joined([.. Runs.Concat(more.Select(id => (id, id))).OrderBy(run => run.Item1)]);
        var gone = Joined([.. less.Select(id => (id, id)).OrderBy(run => run.Item1)]);
        return new IdSet(Without(joined, gone), IsExact);
    }

    /// <summary>A set of so many runs at most that holds all of this one: the narrowest gaps are filled.</summary>
    public IdSet Within(int runsMax)
    {
        if (Runs.Length <= runsMax)
            return this;
        var gaps = new long[Runs.Length - 1];
        for (var i = 0; i < gaps.Length; i++)
            gaps[i] = Runs[i + 1].First - Runs[i].Last;
        var kept = Enumerable.Range(0, gaps.Length).OrderByDescending(i => gaps[i]).Take(runsMax - 1).Order();
        var runs = ImmutableArray.CreateBuilder<(long, long)>();
        var first = Runs[0].First;
        foreach (var gap in kept)
        {
            runs.Add((first, Runs[gap].Last));
            first = Runs[gap + 1].First;
        }
        runs.Add((first, Runs[^1].Last));
        return new IdSet(runs.ToImmutable(), false);
    }

    static List<(long First, long Last)> Joined(List<(long First, long Last)> sorted)
    {
        var joined = new List<(long First, long Last)>();
        foreach (var run in sorted)
            if (joined.Count > 0 && run.First <= joined[^1].Last + 1)
                joined[^1] = (joined[^1].First, Math.Max(joined[^1].Last, run.Last));
            else
                joined.Add(run);
        return joined;
    }

    static ImmutableArray<(long, long)> Without(List<(long First, long Last)> runs, List<(long First, long Last)> gone)
    {
        var rest = ImmutableArray.CreateBuilder<(long, long)>();
        var next = 0;
        foreach (var (from, to) in runs)
        {
            var first = from;
            while (next < gone.Count && gone[next].Last < first)
                next++;
            for (; next < gone.Count && gone[next].First <= to; next++)
            {
                if (gone[next].First > first)
                    rest.Add((first, gone[next].First - 1));
                first = gone[next].Last + 1;
                if (first > to)
                    break;
            }
            if (first <= to)
                rest.Add((first, to));
        }
        return rest.ToImmutable();
    }
}
