using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>How strongly a requirement speaks; the same words in the margin of a scenario and in the catalogue.</summary>
public enum Level
{
    Must,
    Should,
    May,

    /// <summary>Only observed: no document says so.</summary>
    Observed,
}

public enum TagKind
{
    /// <summary>The line verifies requirements.</summary>
    Judges,

    /// <summary>A precondition: a miss blocks all that follows and judges nothing.</summary>
    Setup,

    /// <summary>Stands for the tag of the sweep row.</summary>
    Row,
}

/// <summary>What stands in the right margin: <c># MUST POLL-03, POLL-07; SHOULD XML-08 reading C-03/outer</c>.</summary>
public sealed record Tag(TagKind Kind, ImmutableArray<Judgement> Judgements, string Source)
{
    public bool Equals(Tag? other) => other is not null && Source == other.Source;

    public override int GetHashCode() => Source.GetHashCode(StringComparison.Ordinal);
}

/// <summary>One clause of a tag: a level, the requirements judged at it, the reading it stands for, the note to report.</summary>
/// <param name="Reading">Id of a reading, such as <c>C-03/outer</c>; its family is the part before the slash.</param>
/// <param name="Note">Code that makes a line that holds advisory, such as <c>NOT-475</c>.</param>
public sealed record Judgement(Level Level, ImmutableArray<string> Requirements, string? Reading, string? Note);
