using Conformance.Harness.Language;

namespace Conformance.Harness.Catalogue;

/// <summary>How a requirement is known.</summary>
public enum Basis
{
    /// <summary>A document says it.</summary>
    Documented,

    /// <summary>A text or schema implies it in one step.</summary>
    Derived,

    /// <summary>A client or server author recorded it.</summary>
    Observed,

    /// <summary>Inferred from the above.</summary>
    Inferred,

    /// <summary>Decided here because the sources are silent or disagree.</summary>
    Decided,
}

public enum Side
{
    Server,
    Client,
    Both,
}

/// <summary>One row of a catalogue: the sentence a line of a scenario verifies.</summary>
/// <param name="Id">Unique over the project, such as POLL-03; never reused.</param>
/// <param name="Negative">True when the catalogue says must-not or should-not; scenarios cite MUST or SHOULD on an
/// absence.</param>
/// <param name="Safety">A miss always fails: wrong data, a lost or doubled change, another user's data, a 5xx, a hang,
/// a crash.</param>
/// <param name="Profile">The only profile in which a miss may fail (<c>strict</c>), or null when all do.</param>
/// <param name="Sentence">In the project's own words.</param>
/// <param name="Source">Document and section.</param>
/// <param name="NotTestable">Why no scenario can verify it, or null.</param>
public sealed record Requirement(
    string Id,
    string Face,
    Side Side,
    Level Level,
    bool Negative,
    Basis Basis,
    bool Safety,
    string? Profile,
    string Sentence,
    string Source,
    string? NotTestable)
{
    /// <summary>True when a miss by a foreign target fails rather than advises.</summary>
    public bool Binds => Safety || (Level == Level.Must && Basis is Basis.Documented or Basis.Derived);
}
