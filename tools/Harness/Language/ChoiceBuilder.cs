using System.Collections.Immutable;

namespace Conformance.Harness.Language;

/// <summary>Gathers the lines of one depth; a line after <c>or</c> joins the one above it.</summary>
sealed class ChoiceBuilder<T>
    where T : notnull
{
    readonly ImmutableArray<Choice<T>>.Builder choices = ImmutableArray.CreateBuilder<Choice<T>>();

    public int Count => choices.Count;

    /// <summary>Adds a line; false when it is an alternative and nothing stands above it.</summary>
    public bool Add(bool isAlternative, T item)
    {
        if (!isAlternative)
            choices.Add(new Choice<T>([item]));
        else if (choices.Count > 0)
            choices[^1] = new Choice<T>(choices[^1].Options.Add(item));
        else
            return false;
        return true;
    }

    public ImmutableArray<Choice<T>> ToImmutable() => choices.ToImmutable();
}
