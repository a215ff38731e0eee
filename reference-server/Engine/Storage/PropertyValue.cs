using System.Collections.Immutable;

namespace Conformance.Engine.Storage;

/// <summary>What a property holds: typed text with one or more values, or a fragment kept as it came.</summary>
/// <remarks>
/// <see cref="Type"/> is the name of a data type (<c>dateTime.tz</c>, <c>mv.string</c>, ...) or null for plain text.
/// A <see cref="Fragment"/> is opaque here: whoever stored it knows its syntax and gives it back unchanged.
/// </remarks>
public sealed record PropertyValue(string? Type, ImmutableArray<string> Values, string? Fragment)
{
    /// <summary>The text of a single value; the first of several; empty for a fragment.</summary>
    public string Text => Values.IsEmpty ? "" : Values[0];

    public static PropertyValue OfText(string text, string? type = null) => new(type, [text], null);

    public static PropertyValue OfValues(string type, IEnumerable<string> values) => new(type, [.. values], null);

    public static PropertyValue OfFragment(string fragment) => new(null, [], fragment);
}
