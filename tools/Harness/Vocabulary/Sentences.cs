using System.Collections.Concurrent;
using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Vocabulary;

/// <summary>A sentence after <c>given</c>: makes something, which is undone when the case ends.</summary>
/// <remarks>One class each; adding a class here adds the sentence to the language.</remarks>
public interface ISetup
{
    /// <summary>The form of the sentence, as <see cref="SentencePattern"/> reads it.</summary>
    string Pattern { get; }

    /// <summary>The writing requests it sends, those that undo it included; for the plan that is printed before a run.</summary>
    ImmutableArray<string> Sends => [];

    /// <summary>Whether it needs the folder that a case has for itself on a shared target.</summary>
    bool WorksInFolder => false;

    /// <summary>Makes the thing.</summary>
    /// <exception cref="SetupException">The target did not let us; the rest of the case is blocked.</exception>
    ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context);
}

/// <summary>A sentence after <c>when</c>: makes something happen.</summary>
public interface IStimulus
{
    string Pattern { get; }

    /// <summary>The writing requests it sends, those that undo it included; for the plan that is printed before a run.</summary>
    ImmutableArray<string> Sends => [];

    /// <summary>Does it and gives what it made, for <c>d = an item is created in ${folder}</c>; null when it makes nothing.</summary>
    /// <exception cref="SetupException">The target did not let us.</exception>
    ValueTask<IValue?> DoAsync(SentenceMatch sentence, CaseContext context);
}

/// <summary>A set-up or stimulus that could not be done; what follows in the case is blocked, nothing is judged.</summary>
public sealed class SetupException(string message) : Exception(message);

/// <summary>Carries out the sentences of a scenario.</summary>
public interface ISentences
{
    /// <summary>Makes what a binding asks for.</summary>
    /// <exception cref="SetupException">It is unknown, or the target did not let us.</exception>
    ValueTask<IValue> MakeAsync(Binding binding, CaseContext context);

    /// <summary>Makes something happen; null when it makes nothing that a name could stand for.</summary>
    /// <exception cref="SetupException">It is unknown, or the target did not let us.</exception>
    ValueTask<IValue?> DoAsync(Event happening, CaseContext context);
}

/// <summary>Every sentence the language knows.</summary>
public sealed class Sentences : ISentences
{
    readonly ImmutableArray<(SentencePattern Pattern, ISetup Setup)> setups;
    readonly ImmutableArray<(SentencePattern Pattern, IStimulus Stimulus)> stimuli;
    readonly ConcurrentDictionary<string, (ISetup Setup, SentenceMatch Match)?> setupBySource = new();
    readonly ConcurrentDictionary<string, (IStimulus Stimulus, SentenceMatch Match)?> stimulusBySource = new();

    public Sentences(IEnumerable<ISetup> setups, IEnumerable<IStimulus> stimuli)
    {
        // Where two forms fit, the more particular is meant: "a property of x is changed" before "x is changed".
        this.setups = [.. setups.Select(s => (new SentencePattern(s.Pattern), s)).OrderByDescending(s => s.Item1.Words)];
        this.stimuli = [.. stimuli.Select(s => (new SentencePattern(s.Pattern), s)).OrderByDescending(s => s.Item1.Words)];
    }

    /// <summary>The vocabulary of the suite: every class of this assembly that is a sentence.</summary>
    public static Sentences All { get; } = new(MakeAll<ISetup>(), MakeAll<IStimulus>());

    public IEnumerable<string> SetupPatterns => setups.Select(s => s.Pattern.Text);

    public IEnumerable<string> StimulusPatterns => stimuli.Select(s => s.Pattern.Text);

    public ValueTask<IValue> MakeAsync(Binding binding, CaseContext context) => FindSetup(binding.Sentence) is var (setup, match)
        ? setup.MakeAsync(match, context)
        : throw new SetupException($"'{binding.Sentence}' is no set-up that is known here");

    public ValueTask<IValue?> DoAsync(Event happening, CaseContext context) => FindStimulus(happening.Sentence) is var (stimulus, match)
        ? stimulus.DoAsync(match, context)
        : throw new SetupException($"'{happening.Sentence}' is no stimulus that is known here");

    public (ISetup Setup, SentenceMatch Match)? FindSetup(Template sentence) =>
        setupBySource.GetOrAdd(sentence.Source, _ => First(setups, sentence));

    /// <summary>Whether a file works in a folder of its own; one that asks only for what every mailbox has leaves none behind.</summary>
    public bool NeedsFolder(ScenarioFile file) => file.Statements.OfType<Given>()
        .SelectMany(given => given.Bindings).Any(binding => FindSetup(binding.Sentence) is { Setup.WorksInFolder: true });

    public (IStimulus Stimulus, SentenceMatch Match)? FindStimulus(Template sentence) =>
        stimulusBySource.GetOrAdd(sentence.Source, _ => First(stimuli, sentence));

    static (T, SentenceMatch)? First<T>(ImmutableArray<(SentencePattern Pattern, T Sentence)> all, Template text)
    {
        foreach (var (pattern, sentence) in all)
            if (pattern.Match(text) is { } match)
                return (sentence, match);
        return null;
    }

    static IEnumerable<T> MakeAll<T>() => typeof(Sentences).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(T)))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => (T)Activator.CreateInstance(type)!);
}
