using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Vocabulary;

/// <summary>The form of a set-up or stimulus: words that stand for themselves, slots, and parts that may be missing.</summary>
/// <remarks>
/// <c>a subscription on {x} for {type} [at depth {n}] [by {who}]</c>: a slot in braces takes what stands there up to
/// the next word of the pattern; what is in brackets may be left out. Slots hold text, holes or both.
/// </remarks>
public sealed partial class SentencePattern
{
    readonly Regex regex;

    public SentencePattern(string text)
    {
        Text = text;
        regex = new Regex(ToRegex(text), RegexOptions.CultureInvariant);
    }

    public string Text { get; }

    /// <summary>How many words stand for themselves outside brackets: the more, the more particular the form.</summary>
    public int Words => Optional().Replace(Text, "").Split(' ').Count(word => !word.StartsWith('{'));

    /// <summary>Reads a sentence by this pattern; null when it has another form.</summary>
    public SentenceMatch? Match(Template sentence)
    {
        var match = regex.Match(Skeleton(sentence));
        return match.Success ? new SentenceMatch(sentence, match) : null;
    }

    /// <summary>The sentence with each hole as one character of the private use area, so that no hole can be mistaken for words.</summary>
    internal static string Skeleton(Template sentence)
    {
        var text = new StringBuilder();
        for (var i = 0; i < sentence.Parts.Length; i++)
            text.Append(sentence.Parts[i] is LiteralPart literal ? literal.Text : (char)(FirstHole + i));
        return text.ToString();
    }

    internal const char FirstHole = '\uE000';

    static string ToRegex(string pattern) => "^" + Slots().Replace(
        Regex.Escape(pattern).Replace(@"\ \[", "(?: ").Replace("]", ")?").Replace(@"\ ", " ").Replace(@"\{", "{"),
        slot => $"(?<{slot.Groups[1].Value}>.+?)") + "$";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Slots();

    [GeneratedRegex(@" ?\[[^\]]*\]")]
    private static partial Regex Optional();
}

/// <summary>A sentence read by a pattern.</summary>
/// <remarks>Shared by all cases that say the sentence, so the slots are taken out at once: a Match reads its groups lazily, for one thread only.</remarks>
public sealed class SentenceMatch(Template sentence, Match match)
{
    readonly FrozenDictionary<string, string> slots = match.Groups.Values
        .Where(group => group.Success)
        .ToFrozenDictionary(group => group.Name, group => group.Value);

    public string Source => sentence.Source;

    public bool Has(string slot) => slots.ContainsKey(slot);

    /// <summary>The text of a slot with values put in; null when the part is missing from the sentence.</summary>
    /// <exception cref="MissingValueException">A hole has no value.</exception>
    public string? Text(string slot, Scope scope)
    {
        if (!Has(slot))
            return null;
        var text = new StringBuilder();
        foreach (var c in slots[slot])
            text.Append(HoleAt(c) is { } use ? scope.Resolve(use) : c);
        return text.ToString();
    }

    /// <summary>The value a slot's single hole or bare name stands for; null when the part is missing.</summary>
    /// <exception cref="MissingValueException">The name is not bound.</exception>
    public IValue? Value(string slot, Scope scope)
    {
        if (!Has(slot))
            return null;
        var name = Name(slot)!;
        return scope.Find(name) ?? throw new MissingValueException(name, "nothing was made under this name");
    }

    /// <summary>The name in a slot, <c>bob</c> of <c>by ${bob}</c>; null when the part is missing.</summary>
    public string? Name(string slot)
    {
        if (!Has(slot))
            return null;
        var text = slots[slot];
        return text.Length == 1 && HoleAt(text[0]) is { } use ? use.Name : text;
    }

    /// <summary>The names in a slot that lists several: <c>f</c> and <c>g</c> of <c>${f}, ${g}</c>.</summary>
    public IReadOnlyList<string> Names(string slot) =>
        Has(slot) ? [.. slots[slot].Where(c => HoleAt(c) is not null).Select(c => HoleAt(c)!.Name)] : [];

    /// <summary>The values of a slot that lists several: <c>${f}, ${g}</c>.</summary>
    public IReadOnlyList<IValue> Values(string slot, Scope scope) => Has(slot)
        ? [.. slots[slot].Where(c => HoleAt(c) is not null).Select(c => scope.Find(HoleAt(c)!.Name)
            ?? throw new MissingValueException(HoleAt(c)!.Name, "nothing was made under this name"))]
        : [];

    UsePart? HoleAt(char c)
    {
        var index = c - SentencePattern.FirstHole;
        return index >= 0 && index < sentence.Parts.Length ? sentence.Parts[index] as UsePart : null;
    }
}
