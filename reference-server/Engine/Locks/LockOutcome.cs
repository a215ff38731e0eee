using Conformance.Engine.Storage;

namespace Conformance.Engine.Locks;

/// <summary>What became of a request for a lock.</summary>
public abstract record LockOutcome
{
    LockOutcome()
    {
    }

    public sealed record Granted(WriteLock Lock) : LockOutcome;

    /// <summary>Others cover the same resource.</summary>
    public sealed record Excluded(IReadOnlyList<WriteLock> By) : LockOutcome;

    /// <summary>Members below could not be locked with the folder.</summary>
    public sealed record ExcludedBelow(IReadOnlyList<Resource> Members) : LockOutcome;

    /// <summary>The world holds as many locks as it may.</summary>
    public sealed record Full : LockOutcome;
}
