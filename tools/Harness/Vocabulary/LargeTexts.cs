using System.Text;
using Conformance.Harness.Running;

namespace Conformance.Harness.Vocabulary;

/// <summary>A text of a length that no file should hold.</summary>
public sealed class ATextOfCharacters : ISetup
{
    const int Most = 4_000_000;

    public string Pattern => "a text of {n} characters";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        int.TryParse(sentence.Text("n", context.Scope), out var count) && count is >= 1 and <= Most
            ? ValueTask.FromResult<IValue>(new TextValue(new string('x', count)))
            : throw new SetupException($"a text has 1 to {Most} characters");
}

/// <summary>Markup that is deep: each element is in the one before.</summary>
public sealed class ElementsInsideEachOther : ISetup
{
    const int Most = 100_000;

    public string Pattern => "{n} elements inside each other";

    public ValueTask<IValue> MakeAsync(SentenceMatch sentence, CaseContext context) =>
        int.TryParse(sentence.Text("n", context.Scope), out var count) && count is >= 1 and <= Most
            ? ValueTask.FromResult<IValue>(new TextValue(
                new StringBuilder().Insert(0, "<a>", count).Insert(3 * count, "</a>", count).ToString()))
            : throw new SetupException($"1 to {Most} elements can be inside each other");
}
