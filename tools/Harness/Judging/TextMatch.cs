using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Conformance.Harness.Language;
using Conformance.Harness.Running;

namespace Conformance.Harness.Judging;

/// <summary>A template held against a text: whether it matches, why not, and what it takes out.</summary>
/// <param name="Why">Empty when it holds.</param>
readonly record struct TextMatch(bool Holds, string Why, ImmutableArray<KeyValuePair<string, IValue>> Captures)
{
    public static readonly TextMatch Yes = new(true, "", []);

    public static TextMatch No(string why) => new(false, why, []);

    /// <summary>Wire text is Latin-1, one character a byte; text of a tree is Unicode.</summary>
    public static readonly Encoding Wire = Encoding.Latin1;

    const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant;

    /// <summary>Compares the whole text, or any part of it when <paramref name="anywhere"/>.</summary>
    /// <exception cref="MissingValueException">A use has no value.</exception>
    public static TextMatch Of(Template expected, string actual, Scope scope, Encoding encoding, bool anywhere = false)
    {
        if (expected.Alone is CapturePart alone && !anywhere)
            return Accept(alone, actual, scope, encoding);
        var captures = expected.Captures.ToArray();
        if (captures.Length == 0)
        {
            var wanted = encoding.GetString(scope.Render(expected));
            return (anywhere ? actual.Contains(wanted, StringComparison.Ordinal) : actual == wanted)
                ? Yes
                : No($"'{LineText.Visible(actual)}'");
        }
        // Non-backtracking: the time is linear in the text, whatever a server sends.
        var match = Regex.Match(actual, Pattern(expected, scope, encoding, anywhere), Options);
        if (!match.Success)
            return No($"'{LineText.Visible(actual)}'");
        var taken = ImmutableArray.CreateBuilder<KeyValuePair<string, IValue>>();
        for (var i = 0; i < captures.Length; i++)
        {
            var one = Accept(captures[i], match.Groups[$"c{i}"].Value, scope, encoding);
            if (!one.Holds)
                return one;
            taken.AddRange(one.Captures);
        }
        return new(true, "", taken.ToImmutable());
    }

    static TextMatch Accept(CapturePart capture, string text, Scope scope, Encoding encoding)
    {
        if (!ValueKinds.Accepts(capture.Kind, text, out var value))
            return No(text.Length == 0 ? $"empty, not {ValueKinds.Describe(capture.Kind)}"
                : $"'{LineText.Visible(text)}', not {ValueKinds.Describe(capture.Kind)}");
        if (capture.Range is { } range && !Ranges.Holds(range, value, scope))
            return No($"'{value}', not in {LineText.Of(range, scope)}");
        return capture.Name is null
            ? Yes
            : new(true, "", [new(capture.Name, new TextValue(encoding == Wire ? Unicode(value) : value))]);
    }

    static string Pattern(Template expected, Scope scope, Encoding encoding, bool anywhere)
    {
        var pattern = new StringBuilder(anywhere ? "" : @"\A");
        var index = 0;
        foreach (var part in expected.Parts)
            pattern.Append(part switch
            {
                LiteralPart literal => Regex.Escape(encoding.GetString(literal.Bytes.AsSpan())),
                UsePart use => Regex.Escape(encoding.GetString(Encoding.UTF8.GetBytes(scope.Resolve(use)))),
                CapturePart capture => $"(?<c{index++}>{ValueKinds.Pattern(capture.Kind)})",
                _ => throw new InvalidOperationException($"'{expected.Source}' has an unknown part."),
            });
        return pattern.Append(anywhere ? "" : @"\z").ToString();
    }

    // A value taken from the wire is put back as UTF-8 later, so it is read as UTF-8 where that is possible.
    static string Unicode(string latin1)
    {
        var bytes = Encoding.Latin1.GetBytes(latin1);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : latin1;
    }
}
