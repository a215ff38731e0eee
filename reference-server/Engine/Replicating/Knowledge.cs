using System.Collections.Immutable;

namespace Conformance.Engine.Replicating;

/// <summary>What a client has been told of one view, so that only the rest need be told. A value: the server keeps none of it.</summary>
/// <remarks>
/// The server assumes that the client took in all that an answer told. A client that lost an answer comes with its older
/// knowledge and is told the same again. Source: Exchange SDK, "Client Needs to Fetch a Manifest", "collblob".
/// </remarks>
/// <param name="Through">Every change up to this number has been told.</param>
/// <param name="Given">Ids of what is in the view as the client knows it; it must hear when one leaves.</param>
/// <param name="Ahead">States beyond <see cref="Through"/> that the client knows already: id and number of the last change.</param>
public sealed record Knowledge(long Through, IdSet Given, ImmutableArray<(long Id, long Number)> Ahead)
{
    public static readonly Knowledge Nothing = new(0, IdSet.Empty, []);
}

/// <summary>How a row stands to what the client knew.</summary>
public enum RowKind
{
    /// <summary>In the view, and known in an older state.</summary>
    Changed,

    /// <summary>In the view, and not known.</summary>
    Added,

    /// <summary>Not in the view any more.</summary>
    Gone,
}

/// <summary>One thing to tell.</summary>
/// <param name="Resource">Null when it is not in the store any more.</param>
/// <param name="Number">Of the change that the row is about.</param>
public readonly record struct ManifestRow(long Id, Storage.Resource? Resource, RowKind Kind, long Number);
