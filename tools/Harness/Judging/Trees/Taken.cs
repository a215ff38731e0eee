namespace Conformance.Harness.Judging.Trees;

/// <summary>The children that earlier lines have taken, newest first; as long as the list of lines at most.</summary>
sealed record Taken(int Index, Taken? Before)
{
    public static readonly Taken None = new(-1, null);

    /// <summary>The child taken last; -1 when there is none.</summary>
    public int Last => Index;

    public Taken Add(int index) => new(index, this);

    public bool Holds(int index)
    {
        for (var at = this; at is not null; at = at.Before)
            if (at.Index == index)
                return true;
        return false;
    }
}
