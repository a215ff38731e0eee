namespace Conformance.Harness.Mirrors;

/// <summary>What a writer can do to the folders of a sequence.</summary>
public enum Act
{
    /// <summary>Makes an item of the watched folder, or writes its content anew; after a deletion that is another item.</summary>
    Put,

    /// <summary>Makes an item elsewhere, which may be moved in later.</summary>
    PutElsewhere,

    /// <summary>Sets the property by which an item comes into the view of those marked.</summary>
    Mark,

    /// <summary>Sets it to another value, so that the condition of that view does not hold any more.</summary>
    Unmark,
    Delete,
    MoveOut,
    MoveIn,
    Rename,
    Copy,
}

/// <summary>One thing that happens in a sequence.</summary>
/// <remarks>What cannot be done when its turn comes is passed over, so any part of a sequence is one.</remarks>
public abstract record Step;

/// <param name="Writer">0 to 2: who writes.</param>
/// <param name="Item">0 to 4: a name in the watched folder; for what lies elsewhere 0 to 2.</param>
/// <param name="Other">The name that it gets, in the folder it gets to.</param>
public sealed record WriteStep(Act Act, int Writer, int Item, int Other = 0) : Step;

/// <summary>A mirror asks for what has changed.</summary>
/// <param name="Mirror">0 for all items, 1 for those marked.</param>
/// <param name="Page">Rows that it wants at most, 1 to 7; 0 for all at once.</param>
/// <param name="IsToTheEnd">Asks until nothing comes; else once.</param>
public sealed record AskStep(int Mirror, int Page, bool IsToTheEnd) : Step;

/// <summary>A mirror loses its latest answers, and goes on from what it knew before.</summary>
/// <param name="Back">How many answers are lost, at most all but the first.</param>
public sealed record RecallStep(int Mirror, int Back) : Step;
