namespace Conformance.Engine.Storage;

/// <summary>What happened to a resource.</summary>
public enum ChangeKind
{
    Created,
    Delivered,
    Content,
    Properties,
    Moved,
    CopiedIn,
    Deleted,
    ReadFlag,
}

/// <summary>One entry of the change log.</summary>
/// <param name="Number">1 upwards, one more for each entry of the world.</param>
/// <param name="Resource">Id of the resource.</param>
/// <param name="ParentBefore">Id of the folder it lay in before; 0 when it was nowhere.</param>
/// <param name="ParentAfter">Id of the folder it lies in now; 0 when it is nowhere.</param>
/// <param name="IsFolder">Whether the resource is a folder.</param>
public readonly record struct Change(long Number, long Resource, long ParentBefore, long ParentAfter, ChangeKind Kind, bool IsFolder);
