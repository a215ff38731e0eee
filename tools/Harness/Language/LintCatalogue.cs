namespace Conformance.Harness.Language;

/// <summary>What lint asks of the catalogues; the data files stand behind it.</summary>
public interface ILintCatalogue
{
    /// <summary>The level of a requirement, or null when there is none of this id.</summary>
    Level? LevelOf(string requirement);

    /// <summary>The face whose catalogue holds the requirement, or null.</summary>
    string? FaceOf(string requirement);

    /// <summary>Every requirement id, for suggestions.</summary>
    IEnumerable<string> Requirements { get; }

    /// <summary>Every reading id, such as <c>C-03/outer</c>; the family is the part before the slash.</summary>
    IReadOnlyCollection<string> Readings { get; }

    IReadOnlyCollection<string> Notes { get; }

    IReadOnlyCollection<string> Faults { get; }

    /// <summary>The words that <c>needs</c> may hold.</summary>
    IReadOnlyCollection<string> Needs { get; }
}

public enum SentenceKind
{
    /// <summary>What <c>given</c> makes.</summary>
    SetUp,

    /// <summary>What <c>when</c> makes happen.</summary>
    Stimulus,
}

/// <summary>The sentences that the harness understands.</summary>
public interface IVocabulary
{
    bool Knows(SentenceKind kind, Template sentence);

    /// <summary>The pattern nearest to an unknown sentence, or null.</summary>
    string? Nearest(SentenceKind kind, string sentence);

    /// <summary>True when what the set-up makes may speak: an account, a principal, a device, a listener.</summary>
    bool MakesActor(string sentence);
}
