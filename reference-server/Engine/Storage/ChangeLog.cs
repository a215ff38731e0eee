namespace Conformance.Engine.Storage;

/// <summary>Everything that happened in a world, in order: the one list that every face reads.</summary>
/// <remarks>Holds the latest <see cref="Limits.ChangesMax"/> entries; the oldest quarter goes when it is full.</remarks>
/// <param name="limits">Asked each time: they may change while the world runs.</param>
public sealed class ChangeLog(Func<Limits> limits)
{
    readonly List<Change> changes = [];
    long last;

    /// <summary>Number of the latest change; 0 before the first.</summary>
    public long Last => last;

    public IReadOnlyList<Change> Entries => changes;

    /// <summary>The changes after a number, oldest first.</summary>
    public IEnumerable<Change> After(long number)
    {
        var index = changes.Count - (int)Math.Clamp(last - number, 0, changes.Count);
        for (; index < changes.Count; index++)
            yield return changes[index];
    }

    internal Change Append(long resource, long parentBefore, long parentAfter, ChangeKind kind)
    {
        if (changes.Count >= limits().ChangesMax)
            changes.RemoveRange(0, Math.Max(1, changes.Count / 4));
        var change = new Change(++last, resource, parentBefore, parentAfter, kind);
        changes.Add(change);
        return change;
    }
}
