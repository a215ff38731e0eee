using System.Collections.Immutable;

namespace Conformance.Protocol.Sql;

/// <summary>Reads the SQL of WebDAV SEARCH.</summary>
/// <remarks>
/// <code>
/// SELECT * | column, ...  FROM "url" | SCOPE('[SHALLOW|DEEP|HIERARCHICAL TRAVERSAL OF] "url"', ...)
/// [WHERE condition]  [ORDER BY name [ASC|DESC], ...]  [GROUP BY name, ...]      the last two in either order
/// </code>
/// Keywords in any case. Names in double quotes; in the list of SELECT also in single ones, as the pages on replication
/// have it. Source: Exchange SDK, "SELECT Statement", "FROM Clause", "Search Scope", "ORDER BY Clause", "GROUP BY Clause".
/// </remarks>
public static class SqlReader
{
    /// <exception cref="SqlException">It is no query of the subset, or larger than the limits.</exception>
    public static SqlQuery Read(string text, SqlLimits? limits = null)
    {
        limits ??= SqlLimits.Default;
        var at = new SqlTokens(text, 0);
        at.Expect("SELECT");
        var columns = Columns(at, limits);
        at.Expect("FROM");
        var scopes = Scopes(at, limits);
        var where = at.Take("WHERE") ? new SqlConditionReader(at, limits).Read() : null;
        ImmutableArray<SqlSortKey>? order = null;
        ImmutableArray<SqlText>? group = null;
        while (!at.IsAtEnd)
            if (order is null && at.Take("ORDER"))
            {
                at.Expect("BY");
                order = List(at, limits, SortKey);
            }
            else if (group is null && at.Take("GROUP"))
            {
                at.Expect("BY");
                group = List(at, limits, Name);
            }
            else
                throw at.Wrong("stands what does not belong there");
        return new SqlQuery(columns, scopes, where, order ?? [], group ?? []);
    }

    static ImmutableArray<SqlColumn>? Columns(SqlTokens at, SqlLimits limits) =>
        at.TakeMark("*") ? null : List(at, limits, Column);

    static SqlColumn Column(SqlTokens at)
    {
        var cast = at.TakeCast();
        var name = cast?.Inner ?? at.TakeText() ?? throw at.Wrong("a property name in quotes is missing");
        return new SqlColumn(name, cast?.Type, at.Take("AS") ? Alias(at) : null);
    }

    static string Alias(SqlTokens at) => at.TakeIf(SqlTokenKind.Word, SqlTokenKind.Double) is { Text.Length: > 0 } alias
        ? alias.Text
        : throw at.Wrong("the name after AS is missing");

    static ImmutableArray<SqlScope> Scopes(SqlTokens at, SqlLimits limits)
    {
        if (at.TakeIf(SqlTokenKind.Double) is { } url)
            return [new SqlScope(SqlTraversal.Shallow, url.Text, url.Position)];
        if (!at.Take("SCOPE"))
            throw at.Wrong("SCOPE or a URL in double quotes is missing");
        at.ExpectMark("(");
        var scopes = List(at, limits, Scope);
        at.ExpectMark(")");
        return scopes;
    }

    /// <summary>A scope is a text in single quotes that has a small language of its own.</summary>
    static SqlScope Scope(SqlTokens at)
    {
        var literal = at.TakeIf(SqlTokenKind.Single) ?? throw at.Wrong("a scope in single quotes is missing");
        var inner = new SqlTokens(literal.Text, literal.Position + 1);
        SqlTraversal? traversal =
            inner.Take("SHALLOW") ? SqlTraversal.Shallow
            : inner.Take("DEEP") ? SqlTraversal.Deep
            : inner.Take("HIERARCHICAL") ? SqlTraversal.Hierarchical
            : null;
        if (traversal is not null)
        {
            inner.Expect("TRAVERSAL");
            inner.Expect("OF");
        }
        var url = inner.TakeIf(SqlTokenKind.Double) ?? throw inner.Wrong("a URL in double quotes is missing");
        if (!inner.IsAtEnd)
            throw inner.Wrong("stands something after the URL of a scope");
        return new SqlScope(traversal ?? SqlTraversal.Deep, url.Text, url.Position);
    }

    static SqlSortKey SortKey(SqlTokens at)
    {
        var name = Name(at);
        return new SqlSortKey(name, !at.Take("ASC") && at.Take("DESC"));
    }

    static SqlText Name(SqlTokens at) => at.TakeIf(SqlTokenKind.Double) is { } name
        ? new SqlText(name.Text, true, name.Position)
        : throw at.Wrong("a property name in double quotes is missing");

    static ImmutableArray<T> List<T>(SqlTokens at, SqlLimits limits, Func<SqlTokens, T> read)
    {
        var list = ImmutableArray.CreateBuilder<T>();
        do
        {
            if (list.Count == limits.Names)
                throw at.Wrong($"are more than {limits.Names} entries in one list");
            list.Add(read(at));
        }
        while (at.TakeMark(","));
        return list.ToImmutable();
    }
}
