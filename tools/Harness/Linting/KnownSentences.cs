using System.Collections.Immutable;
using Conformance.Harness.Catalogue;
using Conformance.Harness.Language;
using Conformance.Harness.Vocabulary;

namespace Conformance.Harness.Linting;

/// <summary>The sentences that lint takes as known: those the harness carries out, and those it names but cannot carry out yet.</summary>
/// <remarks>
/// The second kind stands in <c>fixtures/vocabulary-later.txt</c>, one pattern a line after <c>given</c> or <c>when</c>. Such a
/// sentence is spelled and checked like any other; a scenario that comes to it on a real target is blocked and says so.
/// </remarks>
public sealed class KnownSentences : IVocabulary
{
    public const string LaterFile = "vocabulary-later.txt";

    static readonly string[] speakers =
        ["a second account", "an account with", "a principal", "a presence service", "a login of", "a device at", "a datagram listener",
            "an http listener"];

    readonly Sentences sentences;
    readonly ImmutableArray<(SentenceKind Kind, SentencePattern Pattern)> later;

    public KnownSentences(Sentences sentences, IEnumerable<(SentenceKind Kind, string Pattern)> later)
    {
        this.sentences = sentences;
        this.later = [.. later.Select(l => (l.Kind, new SentencePattern(l.Pattern)))];
    }

    /// <summary>Patterns that are named but not carried out yet.</summary>
    public IEnumerable<(SentenceKind Kind, string Pattern)> Later => later.Select(l => (l.Kind, l.Pattern.Text));

    /// <exception cref="BlockFileException">A line of the file has another form.</exception>
    public static KnownSentences Load(string fixtures) => new(Sentences.All, ReadLater(Path.Combine(fixtures, LaterFile)));

    public bool Knows(SentenceKind kind, Template sentence) => IsCarriedOut(kind, sentence)
        || later.Any(l => l.Kind == kind && l.Pattern.Match(sentence) is not null);

    /// <summary>True when a class of the vocabulary does what the sentence says.</summary>
    public bool IsCarriedOut(SentenceKind kind, Template sentence) => kind == SentenceKind.SetUp
        ? sentences.FindSetup(sentence) is not null
        : sentences.FindStimulus(sentence) is not null;

    /// <summary>The pattern that shares most words with the sentence, when that is half of them or more; of several the nearest in letters.</summary>
    public string? Nearest(SentenceKind kind, string sentence)
    {
        var words = Words(sentence);
        var patterns = (kind == SentenceKind.SetUp ? sentences.SetupPatterns : sentences.StimulusPatterns)
            .Concat(later.Where(l => l.Kind == kind).Select(l => l.Pattern.Text))
            .ToArray();
        var best = patterns
            .OrderByDescending(pattern => Shared(words, pattern)).ThenBy(pattern => Suggest.Distance(sentence, pattern))
            .FirstOrDefault();
        return best is not null && 2 * Shared(words, best) >= words.Length ? best : Suggest.Nearest(sentence, patterns);
    }

    public bool MakesActor(string sentence) => speakers.Any(start => sentence.StartsWith(start, StringComparison.Ordinal));

    // A word counts as shared when it is spelled nearly so: the slip is what the suggestion is for.
    static int Shared(string[] words, string pattern)
    {
        var known = Words(pattern);
        return words.Count(word => known.Contains(word) || Suggest.Nearest(word, known) is not null);
    }

    static string[] Words(string text) =>
        [.. text.Split([' ', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Where(word => !word.Contains('{'))];

    static IEnumerable<(SentenceKind, string)> ReadLater(string path)
    {
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].Length > 0 && lines[i][0] != '#')
                yield return lines[i].Split(' ', 2, StringSplitOptions.TrimEntries) switch
                {
                    ["given", { Length: > 0 } pattern] => (SentenceKind.SetUp, pattern),
                    ["when", { Length: > 0 } pattern] => (SentenceKind.Stimulus, pattern),
                    _ => throw new BlockFileException(path, i + 1, "a line is 'given PATTERN' or 'when PATTERN'"),
                };
    }
}
