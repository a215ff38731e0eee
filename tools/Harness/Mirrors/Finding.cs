using System.Collections.Immutable;
using Conformance.Harness.Judging;

namespace Conformance.Harness.Mirrors;

/// <summary>A row as a scenario writes it.</summary>
/// <param name="Name">Of the item, in a row of a change.</param>
/// <param name="Uid">What it was known by, in a row of a deletion; in one of a change the identity that it told.</param>
/// <param name="IsNew">True when the mirror did not have the item: then <c>new</c> says the same.</param>
/// <param name="Requirement">The row of the catalogue that asks for it.</param>
sealed record ExpectedRow(string Name, string? Uid, bool IsDelete, bool IsNew, string Requirement)
{
    /// <summary>A property that the row must tell, as a scenario writes it; null for none.</summary>
    public string? Property { get; init; }

    /// <summary>True when <see cref="Uid"/> is what the row must not tell, since something else is known by it.</summary>
    public bool IsNotUid { get; init; }
}

/// <summary>What an answer gets wrong.</summary>
/// <param name="Requirement">The row of the catalogue that is broken.</param>
/// <param name="Sentence">What was expected, and what came.</param>
sealed record Finding(string Requirement, string Sentence)
{
    /// <summary>Rows that had to be there and were not, or not so.</summary>
    public ImmutableArray<ExpectedRow> Wanted { get; init; } = [];

    /// <summary>True when the status alone is wrong.</summary>
    public bool IsOfStatus => Wanted.IsEmpty && !HasTooMany && !WantsBlob;

    /// <summary>True when there was a row too many.</summary>
    public bool HasTooMany { get; init; }

    /// <summary>True when a collblob had to be there.</summary>
    public bool WantsBlob { get; init; }
}

/// <summary>One request of a sequence that was sent.</summary>
abstract record Exchange;

sealed record Written(WriteStep Step) : Exchange;

/// <param name="Before">What the mirror knew when it asked.</param>
/// <param name="BlobNumber">Of the collblob that came; 0 when none did.</param>
/// <param name="Told">Rows that had to come and came.</param>
sealed record Asked(
    AskStep Step, MirrorState Before, int BlobNumber, ImmutableArray<ExpectedRow> Told, Finding? Finding) : Exchange;

/// <summary>A sequence as it was played, to its end or to the first answer that is wrong.</summary>
/// <param name="Restarts">How often an older collblob was refused, and the mirror began anew.</param>
sealed record Played(ImmutableArray<Exchange> Exchanges, int Steps, int Restarts)
{
    public Finding? Finding => Exchanges is [.., Asked { Finding: { } finding }] ? finding : null;
}
