namespace Conformance.Harness.Targets;

/// <summary>A value that must never be shown: it prints as three stars wherever a record is written out.</summary>
/// <remarks>Compared by value, so records that hold one still compare; <see cref="Reveal"/> is called only where bytes go out.</remarks>
public sealed class Secret(string value) : IEquatable<Secret>
{
    /// <summary>What stands in reports, transcripts and messages instead.</summary>
    public const string Stars = "***";

    public string Reveal() => value;

    /// <summary>The text with every occurrence of the secret starred out; an empty secret hides nothing.</summary>
    public string Redact(string text) => value.Length == 0 ? text : text.Replace(value, Stars, StringComparison.Ordinal);

    public bool Equals(Secret? other) => other is not null && other.Reveal() == value;

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Stars;
}
