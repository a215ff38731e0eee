namespace Conformance.Engine.Storage;

/// <summary>Everything that happened in a world, in order: the one list that every face reads.</summary>
/// <remarks>
/// Holds the latest <see cref="Limits.ChangesMax"/> entries; the oldest quarter goes when it is full. What came to a folder,
/// left it or touched a member can be read without the rest.
/// </remarks>
/// <param name="limits">Asked each time: they may change while the world runs.</param>
public sealed class ChangeLog(Func<Limits> limits)
{
    readonly List<Change> changes = [];
    readonly Dictionary<long, List<long>> byFolder = [];
    long last;

    /// <summary>Number of the latest change; 0 before the first.</summary>
    public long Last => last;

    /// <summary>Number of the oldest change that is still here; one more than <see cref="Last"/> when there is none.</summary>
    public long First => last - changes.Count + 1;

    public IReadOnlyList<Change> Entries => changes;

    /// <summary>The changes after a number, oldest first.</summary>
    public IEnumerable<Change> After(long number)
    {
        var index = changes.Count - (int)Math.Clamp(last - number, 0, changes.Count);
        for (; index < changes.Count; index++)
            yield return changes[index];
    }

    /// <summary>The changes of a folder's members after a number, oldest first.</summary>
    public IEnumerable<Change> After(long folder, long number)
    {
        if (!byFolder.TryGetValue(folder, out var numbers))
            yield break;
        for (var index = IndexAfter(numbers, number); index < numbers.Count; index++)
            yield return changes[(int)(numbers[index] - First)];
    }

    internal Change Append(Resource resource, long parentBefore, long parentAfter, ChangeKind kind)
    {
        if (changes.Count >= limits().ChangesMax)
            Forget(Math.Max(1, changes.Count / 4));
        var change = new Change(++last, resource.Id, parentBefore, parentAfter, kind, resource.IsFolder);
        changes.Add(change);
        if (parentBefore != 0)
            Note(parentBefore);
        if (parentAfter != 0 && parentAfter != parentBefore)
            Note(parentAfter);
        return change;
    }

    void Note(long folder)
    {
        if (!byFolder.TryGetValue(folder, out var numbers))
            byFolder.Add(folder, numbers = []);
        numbers.Add(last);
    }

    void Forget(int count)
    {
        changes.RemoveRange(0, count);
        foreach (var (folder, numbers) in byFolder)
        {
            numbers.RemoveRange(0, IndexAfter(numbers, First - 1));
            if (numbers.Count == 0)
                byFolder.Remove(folder);
        }
    }

    static int IndexAfter(List<long> numbers, long number) =>
        numbers.BinarySearch(number + 1) is >= 0 and var found ? found : ~numbers.BinarySearch(number + 1);
}
