using System.Collections.Immutable;

namespace Conformance.Harness.Mirrors;

/// <summary>An item as a mirror was told of it.</summary>
/// <param name="Version">Of the write that was the last one then.</param>
readonly record struct Held(Tracked Item, int Version);

/// <summary>What a mirror holds after an answer, and the collblob that came with it.</summary>
/// <remarks>A value, so that a mirror can go back to it.</remarks>
/// <param name="Blob">Empty before the first answer.</param>
/// <param name="BlobNumber">Which collblob of the sequence it is, from 1; 0 for none.</param>
/// <param name="Items">By repl-uid.</param>
sealed record MirrorState(string Blob, int BlobNumber, ImmutableDictionary<string, Held> Items)
{
    public static readonly MirrorState Nothing = new("", 0, ImmutableDictionary.Create<string, Held>(StringComparer.Ordinal));

    public bool IsInitial => Blob.Length == 0;

    /// <summary>True when later answers were lost: the collblob is older than one that was given out.</summary>
    public bool IsRecalled { get; init; }
}
