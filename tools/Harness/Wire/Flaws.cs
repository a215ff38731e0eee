using System.Collections.Immutable;

namespace Conformance.Harness.Wire;

/// <summary>Collects what is wrong with the form of one message, each kind of flaw once.</summary>
/// <remarks>Bounded: a hostile head of thousands of broken lines yields <see cref="Most"/> sentences and a last one.</remarks>
internal sealed class Flaws
{
    const int Most = 20;
    List<string>? sentences;

    public void Add(string sentence)
    {
        sentences ??= [];
        if (sentences.Count > Most || sentences.Contains(sentence))
            return;
        sentences.Add(sentences.Count < Most ? sentence : "There are more flaws of form, not listed here.");
    }

    public ImmutableArray<string> ToImmutable() => sentences is null ? [] : [.. sentences];
}
