using System.Text.RegularExpressions;
using Conformance.Server.Replication;

namespace Conformance.Server.Faults.Replication;

/// <summary>A query whose text is read too narrowly, or as another than was sent.</summary>
static partial class QueryTextFaults
{
    /// <summary>What stands for a text that is not understood.</summary>
    const string Unreadable = "?";

    const string Nothing = """ WHERE "DAV:displayname" IS NULL""";

    public static readonly Fault[] All =
    [
        Unread("sql.keywords-in-capitals", OtherCase()),
        Unread("sql.commas-need-blanks", Comma()),
        Unread("sql.double-quotes-only", SingleQuotes()),
        Unread("sql.one-line-only", LineEnd()),
        Unread("sql.no-blank-after-scope", BlankAfterScope()),
        Unread("sql.no-blanks-in-a-scope", BlankInScope()),
        Unread("sql.from-needs-a-scope", BareFrom()),
        Unread("sql.scope-needs-a-word", WordlessScope()),
        Unread("sql.like-in-single-quotes", DoubleQuotedPattern()),
        Unread("sql.apostrophe-ends-a-literal", DoubledApostrophe()),
        Read("sql.second-scope-ignored", sql => FurtherScopes().Replace(sql, "$1)")),
        Read("sql.or-before-and", sql => OrBeforeAnd().Replace(sql, "WHERE ($1) AND")),
        Read("sql.missing-is-empty", sql => sql.Replace("IS NULL", "= ''", StringComparison.Ordinal)),
        Read("sql.first-key-only", sql => FurtherKeys().Replace(sql, "$1")),
        Read("sql.address-not-selected", sql => sql.Replace("\"DAV:href\", ", "", StringComparison.Ordinal)),
        Read("sql.values-never-match", sql => ManyValued().Replace(sql, "'$1,'")),
        Read("sql.tail-ignored", sql => Tail().Replace(sql, "")),
        Read("sql.full-text-is-500", sql =>
            FullText().IsMatch(sql) ? throw new NotSupportedException("There is no index of words.") : sql),
        Read("sql.deep-is-false", sql => Deep().IsMatch(sql) ? Where().Replace(sql, Nothing) : sql),
        Read("sql.long-is-cut", sql => sql.Length > 10_000 ? Where().Replace(sql, "") : sql),
    ];

    static Fault Unread(string id, Regex what) => Read(id, sql => what.IsMatch(sql) ? Unreadable : sql);

    static Fault Read(string id, Func<string, string> change) => SearchFaults.Rule(id, rules => rules with
    {
        ReadRequest = (call, root) => rules.ReadRequest(call, root) is { } request
            ? request with { Sql = request.Sql is { } sql ? change(sql) : null }
            : null,
    });

    [GeneratedRegex("^(select|Select)")]
    private static partial Regex OtherCase();

    [GeneratedRegex("\",\"")]
    private static partial Regex Comma();

    [GeneratedRegex("^SELECT '")]
    private static partial Regex SingleQuotes();

    [GeneratedRegex("FROM[\r\n\t]")]
    private static partial Regex LineEnd();

    [GeneratedRegex(@"SCOPE \(")]
    private static partial Regex BlankAfterScope();

    [GeneratedRegex("OF[\r\n]")]
    private static partial Regex BlankInScope();

    [GeneratedRegex("FROM\\s+\"/")]
    private static partial Regex BareFrom();

    [GeneratedRegex("SCOPE\\('\"")]
    private static partial Regex WordlessScope();

    [GeneratedRegex("LIKE \"")]
    private static partial Regex DoubleQuotedPattern();

    [GeneratedRegex("''")]
    private static partial Regex DoubledApostrophe();

    [GeneratedRegex(@"(SCOPE\('[^']*')[^)]*\)")]
    private static partial Regex FurtherScopes();

    [GeneratedRegex("WHERE ([^()]* OR [^()]*?) AND")]
    private static partial Regex OrBeforeAnd();

    [GeneratedRegex("(ORDER BY [^,]*),.*")]
    private static partial Regex FurtherKeys();

    [GeneratedRegex("CAST\\(\"([^\"]*)\" AS 'mv\\.string'\\)")]
    private static partial Regex ManyValued();

    [GeneratedRegex("(;|--).*$")]
    private static partial Regex Tail();

    [GeneratedRegex("(CONTAINS|FREETEXT)\\(")]
    private static partial Regex FullText();

    [GeneratedRegex(@"\({50}")]
    private static partial Regex Deep();

    [GeneratedRegex(" WHERE .*$", RegexOptions.Singleline)]
    private static partial Regex Where();
}
