using System.Collections.Immutable;

namespace Conformance.Protocol.Sql;

/// <summary>How far below its folder a scope reaches.</summary>
public enum SqlTraversal
{
    /// <summary>The members of the folder.</summary>
    Shallow,

    /// <summary>All that is below it.</summary>
    Deep,

    /// <summary>The folders below it, without items.</summary>
    Hierarchical,
}

/// <summary>A query as it stands in <c>D:sql</c>: what was said, before anything is known of any store.</summary>
/// <remarks>Source: Exchange SDK, "SELECT Statement" and the topics below it.</remarks>
/// <param name="Columns">Null for <c>*</c>.</param>
/// <param name="Where">Null when everything matches.</param>
public sealed record SqlQuery(
    ImmutableArray<SqlColumn>? Columns,
    ImmutableArray<SqlScope> Scopes,
    SqlCondition? Where,
    ImmutableArray<SqlSortKey> OrderBy,
    ImmutableArray<SqlText> GroupBy);

/// <summary>A name or a literal in quotes, which of the two often only the store can tell.</summary>
/// <param name="Text">Without its quotes, doubled ones made single.</param>
/// <param name="IsDouble">In double quotes, as names are; else in single ones, as text is.</param>
/// <param name="Position">Of its first character in the query, from 0.</param>
public sealed record SqlText(string Text, bool IsDouble, int Position) : SqlOperand(Position);

/// <summary>One selected column.</summary>
/// <param name="Type">The data type it is cast to; null for its own.</param>
/// <param name="Alias">The name of its element; null for its own.</param>
public sealed record SqlColumn(SqlText Name, SqlType? Type, string? Alias);

/// <summary>The name of a data type inside CAST; its case counts.</summary>
public sealed record SqlType(string Name, int Position);

/// <summary>One folder to look in.</summary>
/// <param name="Url">As written; empty for the address of the request.</param>
public sealed record SqlScope(SqlTraversal Traversal, string Url, int Position);

public sealed record SqlSortKey(SqlText Name, bool IsDescending);

/// <summary>One side of a comparison.</summary>
public abstract record SqlOperand(int Position);

/// <param name="Digits">As written: an optional minus, digits, perhaps a point and more digits.</param>
public sealed record SqlNumber(string Digits, int Position) : SqlOperand(Position);

public sealed record SqlTruth(bool Value, int Position) : SqlOperand(Position);

public sealed record SqlNull(int Position) : SqlOperand(Position);

public sealed record SqlCast(SqlText Inner, SqlType Type, int Position) : SqlOperand(Position);

public enum SqlComparer
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

public abstract record SqlCondition;

/// <summary>True when one of its parts is; two parts at least.</summary>
public sealed record SqlAny(ImmutableArray<SqlCondition> Parts) : SqlCondition;

/// <summary>True when all its parts are; two parts at least.</summary>
public sealed record SqlAll(ImmutableArray<SqlCondition> Parts) : SqlCondition;

public sealed record SqlNot(SqlCondition Inner) : SqlCondition;

public sealed record SqlComparison(SqlOperand Left, SqlComparer Comparer, SqlOperand Right) : SqlCondition;

/// <param name="Pattern"><c>%</c> stands for any run of characters; everything else for itself.</param>
public sealed record SqlLike(SqlOperand Left, string Pattern) : SqlCondition;

public sealed record SqlIsNull(SqlOperand Operand, bool IsNegated) : SqlCondition;
