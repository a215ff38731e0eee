using System.Collections.Immutable;
using Conformance.Harness.Language;
using Conformance.Harness.Vocabulary;

namespace Conformance.Harness.Running.Canned;

/// <summary>Names bound beforehand, where a recording stands in for the target.</summary>
public sealed class CannedSentences(ImmutableDictionary<string, IValue> bindings) : ISentences
{
    public ValueTask<IValue> MakeAsync(Binding binding, CaseContext context) => bindings.TryGetValue(binding.Name, out var value)
        ? ValueTask.FromResult(value)
        : throw new SetupException($"nothing is bound to '{binding.Name}' for this recording");

    /// <summary>What happens has happened when the recording was taken.</summary>
    public ValueTask<IValue?> DoAsync(Event happening, CaseContext context) =>
        ValueTask.FromResult(happening.Name is { } name ? bindings.GetValueOrDefault(name) : null);
}
