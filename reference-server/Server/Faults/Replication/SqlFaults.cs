using System.Text.RegularExpressions;
using Conformance.Engine.Searching;

namespace Conformance.Server.Faults.Replication;

/// <summary>A query that is read right and carried out wrong.</summary>
static partial class SqlFaults
{
    public static readonly Fault[] All =
    [
        Of("sql.like-is-equal", rules => rules with { IsLike = (text, pattern) => text == pattern }),
        Of("sql.like-knows-prefixes-only", rules => rules with
        {
            IsLike = (text, pattern) => rules.IsLike(text, pattern.StartsWith('%') ? pattern[1..] : pattern),
        }),
        Of("sql.like-lets-all-in", rules => rules with { IsLike = (_, _) => true }),
        Of("sql.like-gives-up", rules => rules with
        {
            IsLike = (text, pattern) => pattern.Count(sign => sign == '%') <= 30 && rules.IsLike(text, pattern),
        }),
        Pasted("sql.literals-are-pasted", " OR "),
        Pasted("sql.comments-in-literals", "--"),
        Of("sql.missing-matches", rules => rules with { HoldsOfMissing = _ => true }),
        Of("sql.numbers-are-text", rules => rules with { Compare = (one, other) => rules.Compare(Numberless(one), Numberless(other)) }),
        Of("sql.greater-is-equal-too", rules => rules with
        {
            // A number one below counts as the same, as rounding does.
            Compare = (one, other) => one.Kind == ScalarKind.Number && other.Kind == ScalarKind.Number && one.Number - other.Number is 1 or -1 ? 0 : rules.Compare(one, other),
        }),
        Of("sql.text-in-its-first-letter", rules => rules with
        {
            Compare = (one, other) => one.Kind == ScalarKind.Text && other.Kind == ScalarKind.Text && one.Text.Length > 0 && other.Text.Length > 0
                ? one.Text[0].CompareTo(other.Text[0])
                : rules.Compare(one, other),
        }),
        Of("sql.dates-compare-with-text", rules => rules with
        {
            Compare = (one, other) => one.Kind == ScalarKind.Instant && other.Kind == ScalarKind.Text ? string.CompareOrdinal(one.Text, other.Text) : rules.Compare(one, other),
        }),
        Of("sql.dates-never-match", rules => rules with
        {
            Compare = (one, other) => one.Kind == ScalarKind.Instant ? null : rules.Compare(one, other),
        }),
        Of("sql.truths-never-match", rules => rules with
        {
            Compare = (one, other) => one.Kind == ScalarKind.Truth ? null : rules.Compare(one, other),
        }),
        Of("sql.sorts-as-text", rules => rules with
        {
            Sort = (one, other) => rules.Sort(one is { } left ? Numberless(left) : null, other is { } right ? Numberless(right) : null),
        }),
        Of("sql.sorts-nothing", rules => rules with { Sort = (_, _) => 0 }),
        Of("sql.shallow-is-deep", rules => rules with
        {
            Reached = (scope, may) => rules.Reached(scope.Reach == Reach.Members ? scope with { Reach = Reach.Tree } : scope, may),
        }),
        Of("sql.deep-is-shallow", rules => rules with
        {
            Reached = (scope, may) => rules.Reached(scope.Reach == Reach.Tree ? scope with { Reach = Reach.Members } : scope, may),
        }),
        Of("sql.hierarchy-has-items", rules => rules with
        {
            Reached = (scope, may) => rules.Reached(scope.Reach == Reach.Folders ? scope with { Reach = Reach.Tree } : scope, may),
        }),
        SearchFaults.Rule("sql.searches-what-cannot-be", rules => rules with { IsSearchable = _ => true }),
        SearchFaults.Rule("sql.types-in-any-case", rules => rules with
        {
            ReadType = name => rules.ReadType(name) ?? (name.ToLowerInvariant() == "datetime" ? "dateTime" : null),
        }),
        SearchFaults.Rows("sql.groups-count-one", xml => Count().Replace(xml, "${1}1<")),
    ];

    static Fault Of(string id, Func<SearchRules, SearchRules> rule) =>
        Fault.OfRule(id, rules => rules with { Search = rule(rules.Search) });

    /// <summary>A text with such a mark in it turns the condition it stands in true.</summary>
    static Fault Pasted(string id, string mark) => Of(id, rules => rules with
    {
        Compare = (one, other) => other.Kind == ScalarKind.Text && other.Text.Contains(mark, StringComparison.Ordinal)
            ? 0
            : rules.Compare(one, other),
    });

    static Scalar Numberless(Scalar value) => value.Kind is ScalarKind.Number or ScalarKind.Real ? Scalar.OfText(value.Text) : value;

    [GeneratedRegex("(<a:visiblecount[^>]*>)[0-9]+<")]
    private static partial Regex Count();
}
