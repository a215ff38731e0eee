using System.Collections.Immutable;
using Conformance.Engine.Searching;
using Conformance.Engine.Storage;
using Conformance.Protocol.Sql;
using Conformance.Server.Dav.Properties;

namespace Conformance.Server.Replication;

/// <summary>A query whose names are those of properties and whose literals are values.</summary>
/// <param name="Columns">Null for all that a resource has.</param>
/// <param name="Groups">What rows must agree in to be told as one; empty for no grouping.</param>
sealed record BoundQuery(
    ImmutableArray<Column>? Columns, Condition? Where, ImmutableArray<SortKey> Order, ImmutableArray<SortKey> Groups);

/// <summary>Finds out what the names and literals of a query mean.</summary>
/// <remarks>
/// In double quotes the left side of a comparison is a property; the right side is one when the server computes a property
/// of that name, else it is text, as the examples of LIKE have it.
/// Source: Exchange SDK, "WHERE Clause", "CAST Function", "GROUP BY Clause", "Non-Searchable Properties".
/// </remarks>
sealed class QueryBinder(ReplicationRules rules)
{
    static readonly PropertyName count = new("DAV:", "visiblecount");

    /// <exception cref="SqlException">Something in it cannot be searched for or told.</exception>
    public BoundQuery Bind(SqlQuery query)
    {
        ImmutableArray<Column>? columns = query.Columns is { } selected
            ? [.. selected.Select(BindColumn).DistinctBy(column => column.Element)]
            : null;
        ImmutableArray<SortKey> groups = [.. query.GroupBy.Select(name => new SortKey(Searchable(name), false))];
        ImmutableArray<SortKey> order = [.. query.OrderBy.Select(key => new SortKey(Searchable(key.Name), key.IsDescending))];
        if (!groups.IsEmpty)
            Check(query, columns, groups, order);
        return new BoundQuery(columns, query.Where is { } where ? Bind(where) : null, order, groups);
    }

    /// <summary>A row that stands for many can tell and be sorted by only what they agree in.</summary>
    static void Check(
        SqlQuery query, ImmutableArray<Column>? columns, ImmutableArray<SortKey> groups, ImmutableArray<SortKey> order)
    {
        var common = groups.Select(key => key.Property).ToHashSet();
        var told = columns?.Select(column => column.Property).ToHashSet() ?? [];
        if (!common.IsSubsetOf(told))
            throw new SqlException(query.GroupBy[0].Position, "stands a group that is not selected");
        if (told.Any(name => name != count && !common.Contains(name)) || order.Any(key => !common.Contains(key.Property)))
            throw new SqlException(query.GroupBy[0].Position, "stand groups, and something else is selected or sorted by");
    }

    Column BindColumn(SqlColumn column)
    {
        if (column.Type is { } type)
            CheckType(type);
        return Column.Of(column);
    }

    Condition Bind(SqlCondition condition) => condition switch
    {
        SqlAny any => new AnyOf([.. any.Parts.Select(Bind)]),
        SqlAll all => new AllOf([.. all.Parts.Select(Bind)]),
        SqlNot not => new NotThat(Bind(not.Inner)),
        SqlLike like => new Like(Bind(like.Left, isLeft: true), like.Pattern),
        SqlIsNull { IsNegated: true } isNull => new NotThat(new Missing(Bind(isNull.Operand, isLeft: true))),
        SqlIsNull isNull => new Missing(Bind(isNull.Operand, isLeft: true)),
        SqlComparison comparison => new Compared(
            Bind(comparison.Left, isLeft: true), (Comparer)comparison.Comparer, Bind(comparison.Right, isLeft: false)),
        _ => throw new InvalidOperationException($"No meaning for {condition.GetType().Name}."),
    };

    Operand Bind(SqlOperand operand, bool isLeft) => operand switch
    {
        SqlText text => BindText(text, null, isLeft),
        SqlCast cast => BindText(cast.Inner, CheckType(cast.Type), isLeft),
        SqlNumber number => new ConstantOperand(DataTypes.ReadNumber(number.Digits)),
        SqlTruth truth => new ConstantOperand(Scalar.OfTruth(truth.Value)),
        _ => new ConstantOperand(null),
    };

    Operand BindText(SqlText text, string? type, bool isLeft)
    {
        if (text.IsDouble && (isLeft || IsKnown(text)))
            return new PropertyOperand(Searchable(text), type);
        return new ConstantOperand(DataTypes.Read(type, text.Text)
            ?? throw new SqlException(text.Position, "stands a text that is no value of its type"));
    }

    static bool IsKnown(SqlText text) =>
        text.Text.LastIndexOfAny(['/', '#', ':']) is >= 0 and var end
        && end < text.Text.Length - 1
        && LiveProperties.IsKnown(Column.PropertyOf(text));

    PropertyName Searchable(SqlText text)
    {
        var name = Column.PropertyOf(text);
        return rules.IsSearchable(name) ? name : throw new SqlException(text.Position, "stands a property that cannot be searched by");
    }

    string CheckType(SqlType type) => rules.ReadType(type.Name)
        ?? throw new SqlException(type.Position, "stands a data type that is not known; case counts");
}
