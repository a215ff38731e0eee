namespace Conformance.Engine.Searching;

/// <summary>How two values stand to each other.</summary>
public static class Comparison
{
    /// <summary>Below, at or above 0; null for two values that cannot be compared.</summary>
    /// <remarks>
    /// Text without regard to case. A date is compared with dates only, so an uncast one matches nothing; a number beside
    /// text is text; a truth takes the words and digits for it, bytes take base64. Source: Exchange SDK, "CAST Function",
    /// "Specifying a Date Range"; where they are silent the rule is ours.
    /// </remarks>
    public static int? Of(Scalar left, Scalar right) => (left.Kind, right.Kind) switch
    {
        (ScalarKind.Text, ScalarKind.Text) => Texts(left, right),
        (ScalarKind.Number, ScalarKind.Number) or (ScalarKind.Truth, ScalarKind.Truth) => left.Number.CompareTo(right.Number),
        (ScalarKind.Number or ScalarKind.Real, ScalarKind.Number or ScalarKind.Real) => left.Real.CompareTo(right.Real),
        (ScalarKind.Truth, ScalarKind.Number) or (ScalarKind.Number, ScalarKind.Truth) => left.Number.CompareTo(right.Number),
        (ScalarKind.Instant, ScalarKind.Instant) => left.Ticks.CompareTo(right.Ticks),
        (ScalarKind.Bytes, ScalarKind.Bytes) => string.CompareOrdinal(left.Hex, right.Hex),
        (ScalarKind.Text, ScalarKind.Number or ScalarKind.Real) => Texts(left, right),
        (ScalarKind.Number or ScalarKind.Real, ScalarKind.Text) => Texts(left, right),
        (ScalarKind.Text, ScalarKind.Truth) => DataTypes.Truth(left.Text) is { } truth ? Of(truth, right) : null,
        (ScalarKind.Truth, ScalarKind.Text) => DataTypes.Truth(right.Text) is { } truth ? Of(left, truth) : null,
        (ScalarKind.Text, ScalarKind.Bytes) => DataTypes.Base64(left.Text) is { } bytes ? Of(bytes, right) : null,
        (ScalarKind.Bytes, ScalarKind.Text) => DataTypes.Base64(right.Text) is { } bytes ? Of(left, bytes) : null,
        _ => null,
    };

    /// <summary>A total order for sorting: values of one sort stand together; nothing goes before everything.</summary>
    public static int ForSorting(Scalar? left, Scalar? right)
    {
        if (left is not { } one || right is not { } other)
            return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        var sorts = SortOf(one.Kind).CompareTo(SortOf(other.Kind));
        return sorts != 0 ? sorts : Of(one, other) ?? 0;
    }

    static int Texts(Scalar left, Scalar right) => string.Compare(left.Text, right.Text, StringComparison.OrdinalIgnoreCase);

    static int SortOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Truth => 0,
        ScalarKind.Number or ScalarKind.Real => 1,
        ScalarKind.Instant => 2,
        ScalarKind.Text => 3,
        _ => 4,
    };
}
